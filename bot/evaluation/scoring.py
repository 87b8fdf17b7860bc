"""When a reply counts as right (the rule of the evaluation sets)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.evaluation.questions import SMALL_TALK, Labelled

ANSWERED = "answered"
CLARIFY = "clarify"
OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Scored:
    """A turn, what came, and whether that is right; ``why`` says what was wrong."""

    labelled: Labelled
    answer: dict[str, Any] | None
    right: bool
    why: str
    understood: dict[str, Any]

    @property
    def status(self) -> str:
        """The reply's status; small talk has none."""
        return str(self.answer["status"]) if self.answer else SMALL_TALK


def score(labelled: Labelled, answers: Sequence[dict[str, Any]], understood: dict[str, Any]) -> Scored:
    """Judge one turn by its first answer.

    The status must be one of the labelled, and the country where one is labelled. For ``answered`` the
    aspect must be accepted, and the concepts must meet the labelled ones, if any are. ``clarify`` is never
    right.

    Args:
        labelled: the turn.
        answers: the contract's objects of the reply, in order.
        understood: what to show beside a miss.

    Returns:
        The judgement.
    """
    answer = answers[0] if answers else None
    why = _fault(labelled, answer)
    return Scored(labelled, answer, not why, why, understood)


def _fault(labelled: Labelled, answer: dict[str, Any] | None) -> str:
    if SMALL_TALK in labelled.aspects:
        return "answered small talk" if answer else ""
    if answer is None:
        return "no answer object"
    if answer["status"] not in labelled.statuses:
        return f"status {answer['status']}"
    if labelled.country is not None and (answer["jurisdiction"] or "-") != labelled.country:
        return f"country {answer['jurisdiction'] or '-'}"
    if labelled.letter and "letter" not in answer:
        return "no letter"
    return _fault_of_content(labelled, answer) if answer["status"] == ANSWERED else ""


def _fault_of_content(labelled: Labelled, answer: dict[str, Any]) -> str:
    if answer["aspect"] not in labelled.aspects:
        return f"aspect {answer['aspect']}"
    if labelled.concepts and not labelled.concepts.intersection(answer["concepts"]):
        return f"concepts {','.join(answer['concepts']) or '-'}"
    return ""
