"""The words that a person reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from actions.answering import answer
from actions.citing import joined
from actions.composing import LONGEST, Reply, compose
from actions.phrases import Phrases
from knowledge.content import read_content
from knowledge.queries import KnowledgeBase
from tests.actions.conftest import question

Tell = Callable[..., Reply]


def test_yes_comes_first(tell: Tell) -> None:
    assert tell("collection", "ip_address", text="¿guardan mi IP?", yes_no=True).text.startswith(
        "Sí: recoge tu dirección IP"
    )


def test_no_is_not_said_twice(tell: Tell) -> None:
    off = tell("control", "location", text="¿puedo apagar la ubicación?", yes_no=True)
    assert off.text.startswith("No: la política no ofrece")
    mails = tell("control", "communications", text="¿puedo evitar los correos?", yes_no=True)
    assert not mails.text.startswith("No: no")


def test_the_last_line_cites(tell: Tell) -> None:
    assert tell("transfer").text.splitlines()[-1] == (
        "Fuente: Declaración de privacidad de Netflix (10 de abril de 2026), "
        "«Sección A: transferencias internacionales»."
    )
    assert "(sin fecha)" in tell("retention", "account").text.splitlines()[-1]


def test_silence_is_said_with_a_contact(tell: Tell) -> None:
    assert "privacy@netflix.com" in tell("collection", "health").text
    text = tell("security", "malware").text
    assert text.startswith("La política no dice nada sobre los virus. Lo más cercano que dice: aplica")


def test_general_facts_are_announced_as_general(tell: Tell) -> None:
    assert "En general:" in tell("retention", "sensors").text


def test_what_was_not_found_is_said(tell: Tell) -> None:
    assert "no encontré nada en concreto" in tell("retention", "payment", "sensors").text


def test_what_does_not_fit_waits(tell: Tell) -> None:
    reply = tell("purpose", "email")
    assert reply.untold
    assert not set(reply.told) & set(reply.untold)


@pytest.mark.parametrize(
    ("items", "text"), [(["a"], "a"), (["a", "b"], "a y b"), (["a", "b", "icono"], "a, b e icono")]
)
def test_enumerations(items: list[str], text: str) -> None:
    assert joined(items) == text


def _all_pairs() -> Iterator[tuple[str, str]]:
    content = read_content()
    for aspect in content.aspects:
        for concept in content.concepts:
            yield aspect.id, concept.id


def test_no_reply_is_too_long_empty_or_half_filled(real_kb: KnowledgeBase, phrases: Phrases) -> None:
    policy = real_kb.policy()
    for aspect, concept in _all_pairs():
        found = answer(question(aspect, concept, yes_no=True), real_kb)
        text = compose(found, policy, phrases).text
        assert 20 < len(text) <= LONGEST, (aspect, concept, len(text))
        assert "{" not in text, (aspect, concept)
        assert "\n\n" not in text, (aspect, concept)
