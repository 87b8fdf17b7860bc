"""Names with alternatives."""

from __future__ import annotations

import pydantic
import pytest

from knowledge.alternatives import alternatives, choices_of
from knowledge.entries import AliasEntry, ConceptEntry


def test_each_choice_and_each_omission() -> None:
    assert alternatives("(ver|pedir) lo que (ellos|) saben") == [
        "ver lo que ellos saben",
        "ver lo que saben",
        "pedir lo que ellos saben",
        "pedir lo que saben",
    ]
    assert alternatives("mi correo") == ["mi correo"]


def test_what_may_stand_at_each_place() -> None:
    assert choices_of("mi correo") == [["mi correo"]]
    assert choices_of("(a|b)") == [["a", "b"]]
    assert choices_of("(a|) c (d|e)") == [["a", ""], [" c "], ["d", "e"]]


@pytest.mark.parametrize("text", ["(a|b", "a)", "((a|b)|c)"])
def test_parentheses_that_do_not_fit_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="parentheses"):
        alternatives(text)
    with pytest.raises(pydantic.ValidationError, match="parentheses"):
        AliasEntry(text=text)


def test_a_concept_has_each_name_with_its_conditions() -> None:
    concept = ConceptEntry(
        id="voice",
        kind="data_category",
        name="Voz",
        label="tu voz",
        number="singular",
        gender="f",
        aliases=["lo que (digo|hablo)", AliasEntry(text="(me|nos) oyen", within=["collection"])],
    )
    assert [(one.text, one.within) for one in concept.entries()] == [
        ("lo que (digo|hablo)", []),
        ("(me|nos) oyen", ["collection"]),
    ]
