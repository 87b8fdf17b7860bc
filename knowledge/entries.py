"""What the content's YAML files hold: one schema for each kind of entry."""

from __future__ import annotations

import datetime as dt
from typing import Literal, Optional, Union

import pydantic

from knowledge.alternatives import choices_of


class Entry(pydantic.BaseModel):
    """Base of all entries: unknown keys are mistakes."""

    class Config:
        extra = "forbid"
        anystr_strip_whitespace = True
        min_anystr_length = 1


class PolicyEntry(Entry):
    """The policy: who wrote it, and whom to write to about it.

    ``called``: other names that people have for the company or its service.
    ``text``: the source that is the policy's own text, whose facts belong to its versions. ``vocabulary``:
    another policy, whose concepts, aspects, silences and map serve where this one's folder has none.
    ``law_source``: the source that sentences on countries' laws cite, where they are told beside it;
    ``own_source``: the one for what Clara says of herself.
    """

    id: str
    name: str
    company: str
    called: list[str] = []
    contact: str
    text: Optional[str] = None
    vocabulary: Optional[str] = None
    law_source: Optional[str] = None
    own_source: Optional[str] = None


class VersionEntry(Entry):
    """One text of the policy."""

    in_force: dt.date
    language: str
    region: Optional[Literal["eea", "non_eea", "us"]] = None
    url: str


class SourceEntry(Entry):
    """A kind of document that facts cite; ``url`` stands in for facts that give none."""

    id: str
    name: str
    weight: int
    url: Optional[str] = None


class AliasEntry(Entry):
    """A name with conditions.

    ``text``: words; alternatives stand in parentheses (see `knowledge.alternatives`).
    ``pos``: the part of speech it must have; ``exact``: only this spelling counts; ``within``: it names the
    concept only where one of these aspects is asked for ("borrar" means erasure in a question on control).
    """

    text: str
    pos: Optional[str] = None
    exact: bool = False
    within: list[str] = []

    @pydantic.validator("text")
    def _alternatives_fit(cls, text: str) -> str:  # noqa: N805
        choices_of(text)
        return text


def _in_full(aliases: list[Union[str, AliasEntry]]) -> list[AliasEntry]:
    return [one if isinstance(one, AliasEntry) else AliasEntry(text=one) for one in aliases]


class ConceptEntry(Entry):
    """What a question can be about.

    ``telling``: whoever names it asks about privacy; a question on "cuenta" may be about anything.
    """

    id: str
    kind: Literal["data_category", "source", "recipient", "purpose", "right", "legal_basis", "topic"]
    name: str
    label: str
    number: Literal["singular", "plural"]
    gender: Literal["m", "f"]
    wider: list[str] = []
    telling: bool = False
    aliases: list[Union[str, AliasEntry]]

    def entries(self) -> list[AliasEntry]:
        """The aliases in their long form."""
        return _in_full(self.aliases)


class UnmentionedEntry(Entry):
    """A matter people ask about and no fact speaks of; ``label`` completes "Sobre … no encontré nada"."""

    id: str
    label: str
    names: list[Union[str, AliasEntry]]

    def entries(self) -> list[AliasEntry]:
        """The names in their long form."""
        return _in_full(self.names)


class AspectEntry(Entry):
    """What can be asked.

    ``weight``: how much a change in it touches a person, from 0 to 100; ``called``: what it is called as the
    matter of a change; ``versioned``: whether its facts are carried from version to version.
    """

    id: str
    name: str
    about: Optional[str] = None
    weight: int = pydantic.Field(50, ge=0, le=100)
    called: list[str] = []
    versioned: bool = True
    general: list[str]
    related: list[str]
    next: list[str]
    settles: list[str] = []
    asks: dict[str, str]


class FactEntry(Entry):
    """One statement, in our own words, with where it is written.

    ``as_of``: the newest version of the text that states it; ``since``: the oldest known to, if another;
    ``added``: the version before that did not state it; ``removed``: the one after ``as_of`` no longer does.
    ``weight``: how much its change touches a person, where the aspect's weight misleads; 0 is no change.
    ``aliases`` are words that ask for this very fact among those of its aspect. ``flows``: what it says about
    where data come from, what for and who receives them, where its concepts alone would tell more or less.
    ``valid_from`` and ``valid_until``: the first and the last day on which it is true, if that is bounded.
    """

    id: str
    text: str
    concepts: list[str] = []
    aliases: list[str] = []
    polarity: Optional[Literal["affirms", "denies"]] = None
    absence: bool = False
    niche: bool = False
    status: Literal["current", "historical"] = "current"
    valid_from: Optional[dt.date] = None
    valid_until: Optional[dt.date] = None
    region: Optional[Literal["eea", "non_eea", "us"]] = None
    jurisdiction: Optional[str] = None
    source: str
    section: str
    as_of: Optional[dt.date] = None
    since: Optional[dt.date] = None
    added: bool = False
    removed: bool = False
    weight: Optional[int] = pydantic.Field(None, ge=0, le=100)
    url: Optional[str] = None
    via: Optional[str] = None
    supersedes: list[str] = []
    repeats: Optional[str] = None
    flows: Optional[list[str]] = None


class AskedEntry(Entry):
    """Questions that people ask for which a fact is the best first sentence of the answer."""

    fact: str
    questions: list[str]


class NodeEntry(Entry):
    """A place in the map of the data: a concept, or a name that gathers several.

    ``general``: it stands for data at large, of which ``fact`` says why; ``question``: what to ask about it;
    ``questions``: about its members.
    """

    id: str
    name: Optional[str] = None
    members: list[str] = []
    question: Optional[str] = None
    questions: dict[str, str] = {}
    general: bool = False
    fact: Optional[str] = None


class StageEntry(Entry):
    """A column of the map, the aspect that asks for what stands in it, and its places in their order."""

    id: Literal["source", "data", "purpose", "recipient"]
    name: str
    aspect: str
    nodes: list[NodeEntry] = []
