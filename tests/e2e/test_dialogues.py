"""The evaluation's dialogues, turn by turn, over HTTP: context is kept and never mixed up."""

from __future__ import annotations

from itertools import groupby

import pytest

from bot.evaluation.questions import SMALL_TALK, Labelled, read_questions
from bot.evaluation.scoring import score
from tests.e2e.conftest import PROJECT, Clara
from tests.e2e.test_rest import CONTRACT

pytestmark = pytest.mark.e2e
_TURNS = read_questions(PROJECT / "tests" / "evaluation" / "dialogues.tsv")
_DIALOGUES = [list(turns) for _, turns in groupby(_TURNS, key=lambda turn: turn.dialogue)]
# What Clara promises for turns that lean on the one before; the figures of the day are in the README.
_PROMISED = 0.85


def test_follow_ups_are_understood_as_promised(clara: Clara) -> None:
    right = [ok for dialogue in _DIALOGUES for ok in _follow_ups(clara.other(), dialogue)]
    assert len(right) >= 40
    assert sum(right) / len(right) >= _PROMISED


def _follow_ups(clara: Clara, dialogue: list[Labelled]) -> list[bool]:
    judged = []
    for turn in dialogue:
        answers = clara.answers(turn.text)
        for answer in answers:
            CONTRACT.validate({"answer": answer})
        if turn.is_follow_up and SMALL_TALK not in turn.aspects:
            judged.append(score(turn, answers, {}).right)
    return judged
