"""What is said while measuring: turns of several kinds, from the evaluation sets that are no secret."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from bot import paths
from bot.evaluation.questions import read_questions

QUESTION, FOLLOW_UP, DECLINED, SMALL_TALK, BUTTON = (
    "answered question",
    "follow-up",
    "out of scope",
    "small talk",
    "button",
)
KINDS = (QUESTION, FOLLOW_UP, DECLINED, SMALL_TALK, BUTTON)
_SETS = paths.PROJECT / "tests" / "evaluation"
_SOMETIMES = 0.5
_SMALL_TALK = ("hola", "buenas tardes", "gracias", "muchas gracias, Clara", "adiós", "ayuda", "hasta luego")
_BUTTONS = (
    "/ask_collection",
    '/ask_sharing{"concept": ["location"]}',
    '/ask_purpose{"concept": ["email"]}',
    '/ask_retention{"concept": ["payment"]}',
    "/ask_control",
)


@dataclass(frozen=True)
class Said:
    """Something to say, of a kind, in a conversation."""

    kind: str
    conversation: str
    text: str


def turns(count: int, seed: int) -> Iterator[Said]:
    """Turns of all kinds, most of them questions that are answered.

    Args:
        count: how many at least.
        seed: the same one gives the same turns, in new conversations.

    Yields:
        Turns in order; those of a conversation come in a row.
    """
    chance = random.Random(seed)  # noqa: S311
    given = 0
    while given < count:
        conversation = uuid.UUID(int=chance.getrandbits(128)).hex
        for kind, text in _conversation(chance):
            yield Said(kind, conversation, text)
            given += 1


def questions() -> list[str]:
    """Questions that are answered."""
    return [one.text for one in read_questions(_SETS / "questions.tsv") if "answered" in one.statuses]


def _conversation(chance: random.Random) -> Iterator[tuple[str, str]]:
    if chance.random() < _SOMETIMES:
        yield SMALL_TALK, chance.choice(_SMALL_TALK)
    for _ in range(3):
        yield QUESTION, chance.choice(questions())
    dialogues = read_questions(_SETS / "dialogues.tsv")
    first = chance.choice([one for one in dialogues if one.number.endswith(".1")])
    for turn in dialogues:
        if turn.dialogue == first.dialogue:
            yield FOLLOW_UP if turn.is_follow_up else QUESTION, turn.text
    if chance.random() < _SOMETIMES:
        yield BUTTON, chance.choice(_BUTTONS)
    if chance.random() < _SOMETIMES:
        yield DECLINED, chance.choice(read_questions(_SETS / "out_of_scope.tsv")).text
