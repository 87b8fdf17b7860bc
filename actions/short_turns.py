"""What rules on short turns look at: the turn, and what was before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actions.turn import Part
from knowledge.words import spoken

# A question of so few words is bare.
BARE = 3
# A reading of a short turn is considered from this probability on, and taken for sure from that one on.
POSSIBLE, SURE = 0.1, 0.6
# What a turn says by itself this plainly, only a plainer reading in its conversation overrules.
PLAIN = 0.6


@dataclass(frozen=True)
class Before:
    """What the turn before leaves: its aspect, whether there is more to tell of it, and what it was about.

    ``asked``: the aspect of the fact that this turn asks for, if in its words one stands out.
    """

    aspect: str
    more: bool
    concepts: tuple[str, ...] = ()
    asked: str | None = None


Rule = Callable[[Part, Before], str | None]


def said(part: Part) -> str:
    """Its words, folded, without marks."""
    return spoken(part.text)


def sure(part: Part) -> bool:
    """Whether it says plainly by itself what it asks."""
    return part.ranking[0].confidence >= PLAIN


def unsure(part: Part) -> bool:
    """Whether no reading of it by itself is taken for sure."""
    return part.ranking[0].confidence < SURE
