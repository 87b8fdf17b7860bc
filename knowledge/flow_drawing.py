"""From what facts state to the lines of a map: gathering, narrowing, and what an older text contradicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from knowledge.flow_records import DENIED, STATED, UNKNOWN, Link, Node, Place, Statement

Pair = tuple[str, str]


@dataclass
class _Line:
    """What is known of one line while it is put together."""

    facts: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    about: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    general: bool = True

    @property
    def status(self) -> str:
        """A line that some data have is drawn, even when others do not have it."""
        return next(status for status in (STATED, UNKNOWN, DENIED) if status in self.facts)


class Drawing:
    """The lines that statements draw.

    Args:
        places: all places by id, in their order.
        statements: what facts say.
        wanted: ids of the data places to narrow the map to; all, gathered, if empty.
    """

    def __init__(
        self, places: dict[str, Place], statements: Sequence[Statement], wanted: frozenset[str] = frozenset()
    ):
        self._places, self._wanted = places, wanted
        self._members = defaultdict(list)
        for place in places.values():
            if place.parent:
                self._members[place.parent].append(place.id)
        self._single = {place for place, members in self._members.items() if len(members) == 1}
        self._order = {one: position for position, one in enumerate(places)}
        self._lines: dict[Pair, _Line] = defaultdict(_Line)
        self._draw(_without_contradicted(statements, places))

    def links(self) -> tuple[Link, ...]:
        """The lines, in the order of their places."""
        found = sorted(self._lines.items(), key=lambda one: tuple(self._order[end] for end in one[0]))
        return tuple(
            Link(
                source=source,
                target=target,
                status=line.status,
                general=line.general,
                about=tuple(sorted(line.about[line.status], key=self._order.__getitem__)),
                facts=tuple(line.facts[line.status]),
            )
            for (source, target), line in found
        )

    def nodes(self) -> tuple[Node, ...]:
        """The places that lines touch, in their order."""
        facts: dict[str, dict[str, None]] = defaultdict(dict)
        members: dict[str, set[str]] = defaultdict(set)
        for link in self.links():
            for end in (link.source, link.target):
                facts[end].update(dict.fromkeys(link.facts))
                members[end].update(one for one in link.about if self._places[one].parent == end)
        parents = {self._places[one].parent for one in facts}
        return tuple(
            Node(
                place=place,
                whole=place.id in parents,
                members=tuple(one for one in self._members[place.id] if one in members[place.id]),
                facts=tuple(facts[place.id]),
            )
            for place in self._places.values()
            if place.id in facts
        )

    def _draw(self, statements: Iterable[Statement]) -> None:
        general: list[tuple[Pair, Statement]] = []
        for statement in statements:
            for pair in pairwise(statement.places):
                if not self._wanted or statement.data in self._wanted:
                    self._add(pair, statement)
                elif self._is_general(statement) and pair[1].startswith("recipient."):
                    general.append((pair, statement))
        # Of data at large, what is said of a purpose or of everything holds for the chosen data too.
        reached = {target for (_, target), line in self._lines.items() if line.status != DENIED}
        for pair, statement in general:
            start = self._gathered(pair[0])
            if start in reached or self._places[start].general:
                self._add(pair, statement)

    def _add(self, pair: Pair, statement: Statement) -> None:
        ends = (self._gathered(pair[0]), self._gathered(pair[1]))
        line = self._lines[ends]
        line.facts[statement.status][statement.fact] = None
        if statement.data and not self._places[statement.data].general:
            line.general = False
            parent = self._places[statement.data].parent
            meant = parent if parent in self._single else statement.data
            if meant and meant not in ends:
                line.about[statement.status][meant] = None

    def _is_general(self, statement: Statement) -> bool:
        return statement.data is None or self._places[statement.data].general

    def _gathered(self, place: str) -> str:
        parent = self._places[place].parent
        if parent is None:
            return place
        apart = self._wanted and place.startswith("data.") and parent not in self._single
        return place if apart else parent


def _without_contradicted(statements: Sequence[Statement], places: dict[str, Place]) -> list[Statement]:
    """Statements of today's text that the older one contradicts become denials, by the older fact."""
    denied_pairs: dict[Pair, str] = {}
    denied_places: dict[str, str] = {}
    for one in statements:
        if one.status == DENIED and len(one.places) == 1:
            denied_places.setdefault(one.places[0], one.fact)
        elif one.status == DENIED:
            denied_pairs.update((pair, one.fact) for pair in pairwise(one.places))

    def denial(pair: Pair) -> str | None:
        for start in _and_parent(pair[0], places):
            for end in _and_parent(pair[1], places):
                found = denied_pairs.get((start, end)) or denied_places.get(start) or denied_places.get(end)
                if found:
                    return found
        return None

    kept: list[Statement] = []
    for one in statements:
        if one.status != UNKNOWN:
            kept.append(one)
            continue
        for pair in pairwise(one.places):
            fact = denial(pair)
            status = DENIED if fact else UNKNOWN
            kept.append(Statement(fact or one.fact, pair, one.data, status))
    return kept


def _and_parent(place: str, places: dict[str, Place]) -> list[str]:
    parent = places[place].parent
    return [place, parent] if parent else [place]
