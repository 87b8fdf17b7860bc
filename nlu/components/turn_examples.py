"""Brings turns of dialogues into the training: Rasa's examples have no place for what stands before a turn.

They stand in ``nlu/turns/*.tsv``, one a line: the aspect of the turn before, what was asked there (both empty
for a dialogue's first turn), what the turn asks (an aspect, or an intent such as ``challenge``), the turn as
it was written and, if its words tell, what it is about: ids of concepts, or ``-`` for all data. There, ``+``
means that it is still about what the turn before was about, and ``+email`` that it is about that and e-mail.
A sixth column names the facts that answer it, the best first, where somebody said so.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.fingerprint import made_from

TURNS = Path(__file__).resolve().parents[1] / "turns"
# On a message: the aspect of the turn that it follows, what was asked there, what it is about, whether
# that stays the same, and which facts answer it.
AFTER, ASKED_BEFORE, ABOUT, STAYS, ANSWERED_BY = "after", "asked_before", "about", "stays", "answered_by"
# On a message that is no example, but is read like one: what was asked before turns, as it was written.
EARLIER = "earlier"
_MORE, _COLUMNS, _ALL, _STAYING = "more", (4, 5, 6), "-", "+"
_OTHER_INTENTS = {
    "challenge": "challenge",
    _MORE: "ask_more",
    **{one: one for one in ("thank", "deny", "affirm", "complaint", "out_of_scope")},
}


@dataclass(frozen=True)
class Turn:
    """What a turn asks.

    ``after``: the aspect of the turn before, ``before`` what was asked there; both None for a first turn.
    ``about``: ids of concepts, none for all data; None where its words do not tell, or not all of it.
    ``stays``: whether it is still about what the turn before was about; None where that is not known.
    ``facts``: those that answer it, the best first, if somebody said so.
    """

    after: str | None
    intent: str
    text: str
    about: tuple[str, ...] | None = None
    stays: bool | None = None
    before: str | None = None
    facts: tuple[str, ...] = ()


# To Rasa a featurizer: only those may change what is trained on.
@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=False)
class TurnExamples(GraphComponent):
    """Adds the turns and what was asked before them to what is trained on; comes before what reads these."""

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """What Rasa's cache must know besides the examples (Rasa's interface)."""
        return made_from()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TurnExamples:
        """Make the component (Rasa's interface)."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the turns, each with its intent and what else is known of it, and the questions before them.

        Args:
            training_data: the examples.

        Returns:
            The same, the turns, and the questions, which have no intent.

        Raises:
            ValueError: a line of a file is not in the format.
        """
        turns = list(read_turns(TURNS))
        added = [
            Message(
                {
                    TEXT: turn.text,
                    INTENT: turn.intent,
                    AFTER: turn.after,
                    ASKED_BEFORE: turn.before,
                    ABOUT: turn.about,
                    STAYS: turn.stays,
                    ANSWERED_BY: turn.facts,
                }
            )
            for turn in turns
        ]
        earlier = [
            Message({TEXT: one, EARLIER: one}) for one in sorted({turn.before or "" for turn in turns} - {""})
        ]
        return training_data.merge(TrainingData(training_examples=[*added, *earlier]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Leave messages as they are (Rasa's interface)."""
        return messages


def read_turns(folder: Path) -> Iterator[Turn]:
    """The turns of all files of a folder.

    Args:
        folder: holds ``*.tsv`` files, UTF-8.

    Yields:
        The turns.

    Raises:
        ValueError: a line is not in the format; says file and line.
    """
    for file in sorted(folder.glob("*.tsv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for number, columns in enumerate(csv.reader(lines, "excel-tab", quoting=csv.QUOTE_NONE), 1):
                if (
                    len(columns) not in _COLUMNS
                    or not all(columns[2:4] + columns[-1:])
                    or bool(columns[0]) != bool(columns[1])
                ):
                    raise ValueError(
                        f"{file.name}:{number}: expected after, before, asks, text[, about[, facts]]"
                    )
                after, before, asked, text, about, facts = [*columns, "", ""][:6]
                intent = _OTHER_INTENTS.get(asked, f"ask_{asked}")
                about_it, stays = _matter(about, first=not after)
                answered_by = tuple(one for one in facts.split(",") if one)
                yield Turn(after or None, intent, text, about_it, stays, before or None, answered_by)


def _matter(column: str, *, first: bool) -> tuple[tuple[str, ...] | None, bool | None]:
    """What a turn is about by its own words, and whether it stays with what was before it."""
    if column.startswith(_STAYING):
        return None, True
    if not column:
        return None, None
    return () if column == _ALL else tuple(column.split(",")), None if first or column == _ALL else False
