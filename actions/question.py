"""A question as it is answered: nothing left out any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from actions.turn import Manner, Mention
from knowledge.records import Country

# Where somebody wants something done to data.
_CLAIMED = {"rights", "control"}
_CHANGES, _OTHERS = "changes", "other_users"


@dataclass(frozen=True)
class Question:
    """A question with nothing left out: what is asked, and about what.

    ``apart`` are concepts that it sets apart: "aparte de mi correo, ¿qué más?". ``continues``: it leans on
    the turn before, so what that was about may still be meant later. ``unmentioned``: ids of matters that no
    fact speaks of. ``here``: the country that it is asked for, if known. ``deadline``: it asks by when an
    answer is due; ``sent``: counted from this day. ``cues``: families of telling words in it.
    ``asked``: facts that people ask for in such words, and how probable each is. ``told``: what the fact that
    the turn before began with is about, where the question leans on it. ``stays``: what it is still about
    though its words leave it. ``brief``: it wants that in short.
    """

    aspect: str
    mentions: tuple[Mention, ...]
    terms: tuple[str, ...]
    manner: Manner
    text: str
    apart: tuple[str, ...] = ()
    continues: bool = False
    unmentioned: tuple[str, ...] = ()
    here: Country | None = None
    deadline: bool = False
    sent: dt.date | None = None
    cues: tuple[str, ...] = ()
    asked: Mapping[str, float] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    brief: bool = False

    @property
    def concepts(self) -> list[str]:
        """All concepts, those named before those implied, each once."""
        return list(dict.fromkeys(c for mention in self.mentions for c in mention.concepts))

    def only_implies(self, concept: str) -> bool:
        """Whether a concept is all that it is about, and no name of its says so."""
        return self.concepts == [concept] and all(mention.implied for mention in self.mentions)

    @property
    def matters(self) -> list[str]:
        """What facts must be about: the concepts named, or, with none, those implied."""
        known = [mention for mention in self.mentions if not mention.guessed]
        named = [mention for mention in known if not mention.implied]
        matter = [mention for mention in named if not only_says_whose(mention, self.aspect)]
        if not matter:
            matter = [mention for mention in known if mention.implied]
        # What changed may be what is only implied: "¿ya pedían permiso para los anuncios?".
        told = known if self.aspect == _CHANGES else matter or named or known
        return list(dict.fromkeys(c for mention in told for c in mention.concepts))

    @property
    def named_now(self) -> set[str]:
        """What this turn's own words name: nothing carried over, nothing guessed."""
        said = [mention for mention in self.mentions if mention.text and not mention.guessed]
        return {concept for mention in said for concept in mention.concepts}

    @property
    def guessed(self) -> list[str]:
        """What it is probably about though nothing in it says so."""
        return [c for mention in self.mentions if mention.guessed for c in mention.concepts]


def only_says_whose(mention: Mention, aspect: str) -> bool:
    """ "Mi mamá quiere que le borren lo suyo": whose data they are is not the matter.

    Args:
        mention: what a question mentions.
        aspect: what it asks.

    Returns:
        True where the aspect is of what one may claim, and the mention is of other people alone.
    """
    return aspect in _CLAIMED and mention.concepts == [_OTHERS]
