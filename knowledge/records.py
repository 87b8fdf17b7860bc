"""What queries answer with: plain frozen records, free of sessions and of the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

# A fact about more concepts than this is about data at large: a catch-all.
CATCH_ALL = 8
# A fact is mainly about so many concepts, the first; one that lists more than these is about none of them.
_MAINLY, _BROAD = 2, 4


def mainly(concepts: Sequence[str]) -> tuple[str, ...]:
    """Of what a fact lists, what it is mainly about.

    >>> mainly(["payment", "email", "device_id"]), mainly(["name", "email", "phone", "payment", "voice"])
    (('payment', 'email'), ())

    Args:
        concepts: ids, the main one first.
    """
    return tuple(concepts[:_MAINLY]) if len(concepts) <= _BROAD else ()


@dataclass(frozen=True)
class Citation:
    """Where a fact is written. ``as_of`` is the date of that text, None when it carries none."""

    source: str
    section: str
    url: str | None
    as_of: dt.date | None


@dataclass(frozen=True)
class Fact:
    """One statement, as answers use it; ``concepts`` begin with the main one.

    ``since``: the oldest version known to state it; ``added``: the one before did not; ``removed``: the one
    after the last that stated it no longer does; ``weight``: how much its change touches a person, if that
    differs from its aspect's.
    """

    row_id: int
    key: str
    aspect: str
    text: str
    concepts: tuple[str, ...]
    citation: Citation
    source_weight: int
    polarity: str | None
    absence: bool
    niche: bool
    current: bool
    region: str | None
    jurisdiction: str | None
    repeats: str | None
    since: dt.date | None = None
    added: bool = False
    removed: bool = False
    weight: int | None = None

    def stands_in(self, day: dt.date) -> bool:
        """Whether the text of a version is known to state it; an undated fact is in none."""
        last = self.citation.as_of
        return last is not None and (self.since or last) <= day <= last

    @property
    def mainly_about(self) -> tuple[str, ...]:
        """Ids of the concepts that it is mainly about."""
        return mainly(self.concepts)

    @property
    def is_catch_all(self) -> bool:
        """Whether it is linked to so many concepts that it is about data at large."""
        return len(self.concepts) > CATCH_ALL


@dataclass(frozen=True)
class Concept:
    """A concept with what sentences need to name it; ``label`` is like "tu correo electrónico"."""

    id: str
    kind: str
    name: str
    label: str
    number: str
    gender: str

    @property
    def mine(self) -> str:
        """The label in the person's own voice: "mi correo electrónico"."""
        for yours, mine in (("tu ", "mi "), ("tus ", "mis ")):
            if self.label.startswith(yours):
                return mine + self.label[len(yours) :]
        return self.label


@dataclass(frozen=True)
class Aspect:
    """An aspect: its name, the concept it is about by itself, its neighbours, and how people ask it."""

    id: str
    name: str
    about: str | None
    related: tuple[str, ...]
    next: tuple[str, ...]
    asks: dict[str, str]
    settles: frozenset[str]


@dataclass(frozen=True)
class Policy:
    """The loaded policy and the date of its newest version."""

    id: str
    name: str
    company: str
    contact: str
    version: dt.date


@dataclass(frozen=True)
class Deadline:
    """How long an answer may take, for some rights (for all, if none is named); ``fact``: the key of its
    sentence.

    ``unsure``: whether its days are working days is not known. Without ``amount``, no number is known.
    """

    fact: str
    rights: tuple[str, ...]
    phrase: str | None
    amount: int | None
    unit: str | None
    unsure: bool


@dataclass(frozen=True)
class Law:
    """The law that is in force in a country; ``rights`` are those that a source confirms, with their names
    there.

    ``facts``: the keys of the sentences on its rights, on its authority, and on a law to come, if there is
    one.
    """

    id: str
    short: str
    rights: dict[str, str]
    deadlines: tuple[Deadline, ...]
    authority: str | None
    rights_fact: str
    authority_fact: str
    coming_fact: str | None

    def deadlines_for(self, right: str | None) -> list[Deadline]:
        """The deadlines that hold for a right; all of them for none."""
        return [one for one in self.deadlines if right is None or not one.rights or right in one.rights]


@dataclass(frozen=True)
class Country:
    """A country, the part of the policy that holds there, and its law of today, if one is known."""

    code: str
    name: str
    within: str
    region: str
    time_zone: str
    law: Law | None


@dataclass(frozen=True)
class Letter:
    """A letter that exercises a right: its body has braces for what the law fills in, and phrases for those.

    ``right_name``: what the right is called in general words.
    """

    right: str
    right_name: str
    title: str
    file: str
    to_authority: bool
    body: str
    phrases: dict[str, str]
