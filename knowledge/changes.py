"""What changed between the versions of a policy, as its facts tell it.

A fact stands in the versions from ``since`` to ``as_of``. Comparing two texts shows that one fact replaced
another (``supersedes``), that one is new (``added``) or gone (``removed``). Of older texts only what
differed is recorded: that nothing is recorded as changed does not prove that nothing did.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from sqlalchemy import select

from knowledge import models
from knowledge.errors import NotLoaded, UnknownVersion
from knowledge.models import FactSupersedes
from knowledge.queries import KnowledgeBase
from knowledge.records import Fact


class Kind(str, Enum):
    """What happened to a statement. ``LAST_SEEN``: only an old text is known to make it."""

    ADDED = "added"
    REWORDED = "reworded"
    REMOVED = "removed"
    LAST_SEEN = "last_seen"


_BY_KIND = list(Kind)


@dataclass(frozen=True)
class Change:
    """One statement that differs between two versions.

    ``after`` is the last version known to say the old, ``by`` the first known to say the new; None where the
    source carries no date. ``exact``: no version lies between them, so that it changed with that of ``by``.
    """

    kind: Kind
    aspect: str
    older: Fact | None
    newer: Fact | None
    after: dt.date | None
    by: dt.date | None
    exact: bool
    weight: int

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts behind it, the older first."""
        return tuple(fact for fact in (self.older, self.newer) if fact is not None)

    @property
    def concepts(self) -> tuple[str, ...]:
        """What it is about: the concepts of what is said now, then those of what was said before."""
        return tuple(dict.fromkeys(one for fact in reversed(self.facts) for one in fact.concepts))

    @property
    def main_concepts(self) -> tuple[str, ...]:
        """What it is mainly about, now and before."""
        return tuple(dict.fromkeys(fact.concepts[0] for fact in reversed(self.facts) if fact.concepts))


class ChangeQuery:
    """What changed in a policy.

    >>> with reading() as session:
    ...     newest = ChangeQuery(KnowledgeBase(session)).between(dt.date(2025, 4, 17))

    Args:
        kb: the knowledge base, open.
    """

    def __init__(self, kb: KnowledgeBase):
        self.kb = kb

    def versions(self) -> list[dt.date]:
        """The days on which the versions that were read came into force, the oldest first.

        Raises:
            NotLoaded: no policy is loaded.
        """
        rows = self.kb.session.execute(
            select(models.PolicyVersion.in_force)
            .where(models.PolicyVersion.policy_id == self.kb.policy_id)
            .distinct()
            .order_by(models.PolicyVersion.in_force)
        )
        found = list(rows.scalars())
        if not found:
            raise NotLoaded
        return found

    def all(self) -> list[Change]:
        """Every change that facts tell of, step by step, those that touch a person most first.

        A change weighs what its newest fact says, else what its aspect does. Of equal weight, additions come
        before what was reworded, then removed, then last seen; then the newer; then in the content's order.
        Weight 0 says that two facts differ without anything having changed: those are left out.
        """
        return list(self._all)

    @cached_property
    def _all(self) -> list[Change]:
        steps = self._steps({fact.key: fact for fact in self.kb.differing()})
        weights = self.kb.weights()
        weighed = [replace(one, weight=_weight(one, weights)) for one in steps]
        return sorted((one for one in weighed if one.weight), key=_order)

    def between(self, older: dt.date | None, newer: dt.date | None = None) -> list[Change]:
        """What changed from one version to another, steps in between put together.

        Args:
            older: the version to start from; everything known up to ``newer`` unless given.
            newer: the version to end with; the newest unless given.

        Returns:
            The changes, in the order of `all`.

        Raises:
            UnknownVersion: no version that was read came into force on one of the days.
        """
        versions = self.versions()
        for day in (older, newer):
            if day is not None and day not in versions:
                raise UnknownVersion(day.isoformat(), [one.isoformat() for one in versions])
        last = newer or versions[-1]
        first = older or dt.date.min
        steps = [one for one in self.all() if one.by is not None and first < one.by <= last]
        return sorted(_joined(steps), key=_order)

    def undated(self) -> list[Change]:
        """Changes in sources that carry no date, such as help pages."""
        return [one for one in self.all() if one.by is None]

    def _steps(self, facts: dict[str, Fact]) -> list[Change]:
        versions = self.versions()
        links = self._superseded()
        # What replaced a fact's replacement replaced it too: only the last step tells what changed when.
        beyond = {(new, older) for new, old in links for mid, older in links if mid == old}
        pairs = [(facts[newer], facts[older]) for newer, older in links if (newer, older) not in beyond]
        replaced = {older.key for _, older in pairs}
        replacing = {newer.key for newer, _ in pairs}
        steps = [_reworded(older, newer, versions) for newer, older in pairs]
        for fact in facts.values():
            if fact.added and fact.key not in replacing:
                steps.append(_appeared(fact, versions))
            elif not fact.current and fact.key not in replaced:
                steps.append(_gone(fact, versions))
        return steps

    def _superseded(self) -> list[tuple[str, str]]:
        newer, older = models.Fact.__table__.alias("newer"), models.Fact.__table__.alias("older")
        rows = self.kb.session.execute(
            select(newer.c.key, older.c.key)
            .select_from(FactSupersedes.__table__)
            .join(newer, newer.c.id == FactSupersedes.newer_id)
            .join(older, older.c.id == FactSupersedes.older_id)
            .where(newer.c.policy_id == self.kb.policy_id)
            .order_by(newer.c.id, older.c.id)
        ).all()
        return [(new, old) for new, old in rows]


def about(changes: Iterable[Change], concepts: Sequence[str], aspects: Sequence[str] = ()) -> list[Change]:
    """The changes that are mainly about some concepts, or stand in some aspects.

    Args:
        changes: changes.
        concepts: concept ids.
        aspects: aspect ids.

    Returns:
        Those found, first those that have most to do with the concepts, else in their order.
    """
    found = [
        one
        for one in changes
        if one.aspect in aspects or any(concept in concepts for concept in one.main_concepts)
    ]
    return sorted(found, key=lambda one: -len(set(concepts).intersection(one.concepts)))


def _reworded(older: Fact, newer: Fact, versions: Sequence[dt.date]) -> Change:
    after, by = older.citation.as_of, newer.since or newer.citation.as_of
    if after is None or by is None:
        return Change(Kind.REWORDED, newer.aspect, older, newer, None, None, False, 0)
    exact = not any(after < day < by for day in versions)
    return Change(Kind.REWORDED, newer.aspect, older, newer, after, by, exact, 0)


def _appeared(fact: Fact, versions: Sequence[dt.date]) -> Change:
    by = fact.since or fact.citation.as_of
    return Change(Kind.ADDED, fact.aspect, None, fact, _before(by, versions), by, True, 0)


def _gone(fact: Fact, versions: Sequence[dt.date]) -> Change:
    after = fact.citation.as_of
    later = [day for day in versions if after is not None and day > after]
    kind = Kind.REMOVED if fact.removed else Kind.LAST_SEEN
    return Change(kind, fact.aspect, fact, None, after, later[0] if later else None, fact.removed, 0)


def _before(day: dt.date | None, versions: Sequence[dt.date]) -> dt.date | None:
    earlier = [one for one in versions if day is not None and one < day]
    return earlier[-1] if earlier else None


def _weight(change: Change, weights: dict[str, int]) -> int:
    own = [fact.weight for fact in reversed(change.facts) if fact.weight is not None]
    return own[0] if own else weights.get(change.aspect, 0)


def _order(change: Change) -> tuple[int, int, int, int]:
    day = change.by or dt.date.min
    return (-change.weight, _BY_KIND.index(change.kind), -day.toordinal(), change.facts[-1].row_id)


def _joined(steps: list[Change]) -> list[Change]:
    """Steps that follow one another become one: from what the first said before to what the last says."""
    by_older = {one.older.key: one for one in steps if one.older is not None}
    continued = {one.newer.key for one in steps if one.newer is not None}
    found = []
    for step in steps:
        if step.older is not None and step.older.key in continued:
            continue
        last = step
        while last.newer is not None and last.newer.key in by_older:
            last = by_older[last.newer.key]
        if step.older is not None or last.newer is not None:
            found.append(step if last is step else _from_to(step, last))
    return found


def _from_to(first: Change, last: Change) -> Change:
    kind = Kind.ADDED if first.older is None else last.kind
    weight = max(first.weight, last.weight)
    exact = first.exact and last.exact
    return Change(kind, last.aspect, first.older, last.newer, first.after, last.by, exact, weight)
