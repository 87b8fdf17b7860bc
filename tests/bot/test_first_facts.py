"""How many replies begin with a fact that answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.first_facts import beginnings, read_first_facts
from bot.evaluation.questions import Labelled
from bot.evaluation.run import FIRST_FACTS, own_sets
from bot.evaluation.scoring import Scored
from knowledge.content import read_content


def scored(number: str, *facts: str) -> Scored:
    labelled = Labelled(number, "¿?", ("collection",), frozenset(), frozenset({"answered"}), None)
    answer: dict[str, Any] | None = {"facts": [{"id": fact} for fact in facts]} if facts else None
    return Scored(labelled, answer, True, "", {})


def test_the_first_fact_decides(tmp_path: Path) -> None:
    file = tmp_path / "facts.txt"
    file.write_text("# how\nmine:1|a,b\nmine:2|a\nmine:3|a\nmine:4|\nother:1|a\n", encoding="utf-8")
    told = [("1", "b"), ("2", "b", "a"), ("3",), ("4", "a"), ("5", "a")]
    results = {"mine": [scored(*one) for one in told]}
    assert beginnings(results, read_first_facts(file)) == "mine: 0.333 of 3 begin with a fact that answers"


@pytest.mark.parametrize("line", ["mine|a", "mine:1", ":1|a"])
def test_a_bad_line_is_told(tmp_path: Path, line: str) -> None:
    file = tmp_path / "facts.txt"
    file.write_text(f"mine:1|a\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"facts\.txt:2"):
        read_first_facts(file)


def test_the_labels_are_of_questions_and_facts_that_there_are() -> None:
    sets = own_sets()
    facts = {fact.id for _, fact in read_content(policy="netflix").facts}
    for name, wanted in read_first_facts(FIRST_FACTS).items():
        assert wanted.keys() <= {one.number for one in sets[name]}
        assert {fact for listed in wanted.values() for fact in listed} <= facts
