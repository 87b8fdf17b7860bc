"""The training examples are enough, well formed, and none of the questions that Clara is measured on."""

from __future__ import annotations

import collections
from pathlib import Path

import numpy as np
import pytest
import yaml
from rapidfuzz import fuzz, process
from rasa.shared.core.domain import Domain

from bot.evaluation.questions import read_questions
from knowledge.content import read_content
from knowledge.words import fold, words
from nlu.components.concept_linker import CONCEPT, TERM, UNMENTIONED
from nlu.components.turn_examples import TURNS, read_turns

PROJECT = Path(__file__).resolve().parents[2]
# Shared short forms ("¿y mi correo?") are the language's, not a copied question.
_TELLING_LENGTH = 5
_NEARLY_THE_SAME = 82
_AT_ONCE = 200

ENOUGH = {
    **dict.fromkeys(["collection", "purpose", "sharing", "control", "security", "retention", "source"], 100),
    **dict.fromkeys(
        [
            "rights",
            "legal_basis",
            "children",
            "cookies",
            "advertising",
            "transfer",
            "contact",
            "changes",
            "definition",
            "overview",
            "bot",
        ],
        60,
    ),
}


def examples() -> list[tuple[str, str]]:
    found = []
    for file in sorted((PROJECT / "nlu" / "examples").glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                found.append((block["intent"], line.removeprefix("- ").strip()))
    return found


def plain(text: str) -> str:
    return " ".join(fold(word) for word in words(text))


@pytest.mark.parametrize(("aspect", "number"), ENOUGH.items())
def test_every_aspect_has_enough_examples(aspect: str, number: int) -> None:
    assert sum(intent == f"ask_{aspect}" for intent, _ in examples()) >= number


def test_out_of_scope_has_enough_examples() -> None:
    assert sum(intent == "out_of_scope" for intent, _ in examples()) >= 200


def test_no_example_stands_under_two_intents() -> None:
    intents = collections.defaultdict(set)
    for intent, text in examples():
        intents[plain(text)].add(intent)
    assert {text: found for text, found in intents.items() if len(found) > 1} == {}


def test_the_domain_knows_every_intent_that_is_learned_and_every_entity_that_is_found() -> None:
    domain = Domain.load(str(PROJECT / "domain.yml"))
    learned = {intent for intent, _ in examples()} | {turn.intent for turn in read_turns(TURNS)}
    assert learned <= set(domain.intents)
    assert {CONCEPT, TERM, UNMENTIONED, "country"} <= set(domain.entities)


def test_no_example_marks_entities() -> None:
    assert [text for _, text in examples() if set("[]{}") & set(text)] == []


def in_order(text: str) -> str:
    return " ".join(sorted(text.split()))


def test_no_evaluation_question_is_an_example() -> None:
    trained = [plain(text) for _, text in examples()] + [plain(turn.text) for turn in read_turns(TURNS)]
    trained += [plain(question) for question, _ in read_content(policy="netflix").questions]
    files = sorted((PROJECT / "tests" / "evaluation").rglob("*.tsv"))
    labelled = [(file.name, one.number, plain(one.text)) for file in files for one in read_questions(file)]
    labelled = [one for one in labelled if len(one[2].split()) >= _TELLING_LENGTH]
    copied = []
    for seen in (str, in_order):  # in other words, and in another order
        known = [seen(text) for text in trained]
        for start in range(0, len(labelled), _AT_ONCE):
            some = labelled[start : start + _AT_ONCE]
            alike = process.cdist(
                [seen(text) for _, _, text in some],
                known,
                scorer=fuzz.ratio,
                score_cutoff=_NEARLY_THE_SAME,
                workers=-1,
            )
            copied += [(*some[row], trained[column]) for row, column in np.argwhere(alike)]
    assert copied == []
