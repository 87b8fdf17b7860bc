"""The questions of many messages at once are those of each; what was learned is stored and found again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message

from nlu.aspect_model import AspectModel, Sample
from nlu.components.learned import Learned, read_learned
from nlu.components.reading import Question, questions_of
from nlu.components.turn_reader import TurnReader

EXAMPLES = [
    ("¿qué datos guardan?", "ask_collection"),
    ("¿qué saben de mí?", "ask_collection"),
    ("¿con quién comparten mis datos?", "ask_sharing"),
    ("¿a quién se los pasan?", "ask_sharing"),
    ("¿cuánto tiempo los guardan?", "ask_retention"),
    ("¿hasta cuándo los tienen?", "ask_retention"),
    ("¿cuánto cuesta?", "out_of_scope"),
    ("¿qué estrenan hoy?", "out_of_scope"),
]
STORY = (
    "Ayer vino mi hermana a casa y "
    + "estuvimos hablando de muchas cosas " * 8
    + "y ¿qué datos guardan de mí?"
)
TEXTS = [
    "¿qué datos tienen de mí?",
    "Hola. ¿Con quién los comparten? ¿Y hasta cuándo los guardan?",
    "xyzzy",
    "me quiero matar",
    STORY,
    "¿cuánto tiempo?",
]


@pytest.fixture(scope="module")
def learned() -> Learned:
    texts, intents = zip(*EXAMPLES, strict=True)
    return Learned(aspects=AspectModel().fit([Sample(text) for text in texts], intents))


def read(learned: Learned, *texts: str) -> list[list[Question]]:
    return questions_of([Message({"text": text}) for text in texts], learned, TurnReader.get_default_config())


def shown(questions: list[Question]) -> list[dict[str, Any]]:
    """What they are, without the last digits of probabilities: sums differ in order."""
    return [
        {
            **part,
            "ranking": [(guess["intent"], round(guess["confidence"], 3)) for guess in part["ranking"]],
            "nearest": [(near["intent"], round(near["likeness"], 3)) for near in part["nearest"]],
        }
        for _, part in questions
    ]


def test_many_messages_at_once_are_read_as_each_is_alone(learned: Learned) -> None:
    together = read(learned, *TEXTS)
    alone = [questions for text in TEXTS for questions in read(learned, text)]
    assert [shown(questions) for questions in together] == [shown(questions) for questions in alone]
    for (one, _), (other, _) in zip(
        [q for some in together for q in some], [q for some in alone for q in some], strict=True
    ):
        assert (one.meaning is None) == (other.meaning is None)
        if one.meaning is not None and other.meaning is not None:
            assert np.allclose(one.meaning, other.meaning, atol=1e-4)


def test_a_story_is_asked_for_its_meaning_however_sure_form_is(
    learned: Learned, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert learned.aspects is not None
    monkeypatch.setattr(learned.aspects, "_sure_at", 0.0)
    [plain], [story] = read(learned, TEXTS[0], STORY)
    assert plain[0].meaning is None
    assert story[0].meaning is not None


def test_more_questions_than_are_looked_at_at_once_are_judged_the_same(
    learned: Learned, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = [shown(questions) for questions in read(learned, *TEXTS)]
    monkeypatch.setattr("nlu.aspect_model._AT_ONCE", 2)
    assert [shown(questions) for questions in read(learned, *TEXTS)] == together


def test_what_is_settled_is_not_judged(learned: Learned) -> None:
    unknown, danger = read(learned, "xyzzy", "me quiero matar")
    assert [part["ranking"] for _, part in unknown] == [[{"intent": "out_of_scope", "confidence": 1.0}]]
    assert [part["ranking"] for _, part in danger] == [[{"intent": "crisis", "confidence": 1.0}]]


def test_no_messages_no_questions(learned: Learned) -> None:
    assert read(learned) == []


def test_what_was_learned_is_stored_and_read_again(learned: Learned, tmp_path: Path) -> None:
    learned.write(tmp_path)
    again = read_learned(tmp_path)
    assert shown(read(again, TEXTS[0])[0]) == shown(read(learned, TEXTS[0])[0])
    assert again.turns is None
    with pytest.raises(FileNotFoundError):
        read_learned(tmp_path / "nowhere")
