"""What the map of the data is made of: plain frozen records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from knowledge.records import Fact

STATED, DENIED, UNKNOWN = "stated", "denied", "unknown"


@dataclass(frozen=True)
class Stage:
    """A column of the map."""

    id: str
    name: str


@dataclass(frozen=True)
class Place:
    """Whatever may stand in a column: a concept, or what gathers several (their ``parent``)."""

    id: str
    stage: str
    name: str
    concept: str | None
    parent: str | None
    general: bool
    question: str


@dataclass(frozen=True)
class Statement:
    """What one fact says of some places, in the order of the columns.

    ``data``: the place in the data column, if it names one; ``status``: whether the chosen version states or
    denies it, or whether that is unknown because only today's text speaks of it.
    """

    fact: str
    places: tuple[str, ...]
    data: str | None
    status: str


@dataclass(frozen=True)
class Node:
    """A place that lines lead to or from.

    ``members``: the narrower data that the lines are about; ``whole``: it stands beside its own members.
    """

    place: Place
    whole: bool
    members: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """A line between two places.

    ``general``: no fact says it of certain data; ``about``: the narrower data that facts say it of.
    """

    source: str
    target: str
    status: str
    general: bool
    about: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Version:
    """A text of the policy that facts were read in."""

    date: dt.date
    current: bool
    url: str


@dataclass(frozen=True)
class Choice:
    """Data that the map can be narrowed to, with what it gathers."""

    place: Place
    members: tuple[Place, ...]


@dataclass(frozen=True)
class FlowMap:
    """A map for one version and one choice of data.

    ``facts``: all facts that its lines rest on, and those they replaced or were replaced by, by key;
    ``replaced``: pairs of keys, the newer fact first; ``general_fact``: why data at large have lines of their
    own; ``absences``: facts that say of which data the policy is silent.
    """

    version: Version
    versions: tuple[Version, ...]
    data: str | None
    stages: tuple[Stage, ...]
    places: dict[str, Place]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    facts: dict[str, Fact]
    replaced: tuple[tuple[str, str], ...]
    general_fact: str | None
    absences: tuple[str, ...]
    choices: tuple[Choice, ...]
