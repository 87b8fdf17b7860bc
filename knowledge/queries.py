"""Questions to the knowledge base, and what they give back.

Rows leave this module as frozen dataclasses: nothing outside holds a session or a lazy relation.
"""

from __future__ import annotations

import datetime as dt
import functools
import zoneinfo
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, selectinload

from knowledge import models
from knowledge.models import AspectGeneral, FactConcept, FactSupersedes
from knowledge.naming import Names
from knowledge.operator import filled, settings
from knowledge.records import CATCH_ALL, Citation, Fact
from knowledge.remembering import Memory, memory_of, remembered
from knowledge.searching import ids_on_rare_topic, ranked_ids

_QUARTER = 15 * 60
# A fact about up to so many concepts is about each of them; about more than so many, about data at large.
_FOCUSED = 4


class KnowledgeBase(Names):
    """What can be asked of one policy, over an open session.

    >>> with reading() as session:
    ...     kb = KnowledgeBase(session)
    ...     kb.facts("collection", ["ip_address"])[0].key
    'col-ip'

    Args:
        session: an open session; the caller closes it.
        policy: the policy's id; the one chosen by configuration unless given.
        clock: says what time it is; some facts are true for some time only.
    """

    def __init__(
        self,
        session: Session,
        policy: str | None = None,
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.timezone.utc),
    ):
        super().__init__(session, policy)
        self._clock = clock

    def today(self, time_zone: str | None = None) -> dt.date:
        """Which day it is in a time zone; in UTC, if none is given."""
        zone = zoneinfo.ZoneInfo(time_zone) if time_zone else dt.timezone.utc
        return self._clock().astimezone(zone).date()

    @functools.cached_property
    def memory(self) -> Memory:
        """What was asked of this content in this quarter of an hour: a day begins with one everywhere."""
        quarter = int(self._clock().timestamp()) // _QUARTER
        return memory_of(self.session, settings(), quarter)

    @remembered
    def facts(self, aspect: str, concepts: Sequence[str], *, historical: bool = False) -> list[Fact]:
        """Facts of an aspect about any of some concepts, best first.

        Of facts that are not about very many concepts, and of those that are, one that is about more of the
        concepts comes before one about fewer; then one that is mainly
        about them; then one about the concept asked about first; then the more specific; then the
        weightier source; then the newer text.

        Args:
            aspect: an aspect's id.
            concepts: concept ids, at least one.
            historical: also give facts that no longer stand.

        Returns:
            The facts; empty when there are none.
        """
        asked = frozenset(concepts)
        found = [
            fact
            for fact in self._standing(historical=historical)
            if fact.aspect == aspect and not asked.isdisjoint(fact.concepts)
        ]
        return sorted(found, key=lambda fact: _fit(fact, concepts))

    @remembered
    def general_facts(self, aspect: str) -> list[Fact]:
        """The facts that answer an aspect as a whole, best first; the listed ones, then the rest."""
        listed = self.session.execute(
            select(AspectGeneral.fact_id)
            .where(AspectGeneral.aspect_id == aspect)
            .order_by(AspectGeneral.position)
        ).scalars()
        order = {row_id: position for position, row_id in enumerate(listed)}
        found = self._facts(
            or_(
                models.Fact.id.in_(list(order)),
                and_(models.Fact.aspect_id == aspect, ~models.Fact.links.any()),
            )
        )
        return sorted(found, key=lambda fact: order.get(fact.row_id, len(order)))

    @remembered
    def facts_by_key(self, keys: Sequence[str]) -> list[Fact]:
        """Facts by their ids, in the order given; unknown ids are left out."""
        found = {fact.key: fact for fact in self._facts(models.Fact.key.in_(list(keys)), historical=True)}
        return [found[key] for key in keys if key in found]

    @remembered
    def differing(self) -> list[Fact]:
        """The facts that tell of changes: those that replaced others, are new, or stand no longer."""
        replacing = select(FactSupersedes.newer_id).scalar_subquery()
        return self._facts(
            or_(models.Fact.status == "historical", models.Fact.added, models.Fact.id.in_(replacing)),
            historical=True,
        )

    @remembered
    def about(self, concept: str) -> list[Fact]:
        """Everything known on a concept, current and historical, by aspect.

        Raises:
            UnknownConcept: there is no such concept.
        """
        self.concept(concept)
        return sorted(self._about([concept]), key=lambda fact: (fact.aspect, not fact.current, fact.key))

    @remembered
    def is_silent_on(self, concept: str) -> bool:
        """Whether the policy says nothing about a concept but, at most, that it is silent."""
        facts = [fact for fact in self._about([concept]) if fact.aspect != "definition"]
        return all(fact.absence for fact in facts if fact.current)

    @remembered
    def absences(self, concepts: Sequence[str]) -> list[Fact]:
        """Current facts that say the policy is silent on these concepts."""
        return [fact for fact in self._about(concepts) if fact.absence and fact.current]

    @remembered
    def denials(self, aspect: str) -> list[Fact]:
        """Current facts of an aspect that deny something, or say that the policy does not mention it."""
        found = self._facts(
            models.Fact.aspect_id == aspect,
            or_(models.Fact.polarity == "denies", models.Fact.absence.is_(True)),
        )
        return sorted(found, key=lambda fact: (fact.absence, -fact.source_weight, fact.key))

    def search(self, question: str, *, aspect: str | None = None, limit: int = 5) -> list[Fact]:
        """Full-text search over current facts, best first.

        Args:
            question: words in Spanish; endings and accents do not matter.
            aspect: look only there.
            limit: how many facts at most.

        Returns:
            The facts found; empty when no word fits.
        """
        ranked = ranked_ids(self.session, self.policy_id, question)
        found = self._facts(models.Fact.id.in_(ranked)) if ranked else []
        hits = [fact for fact in found if aspect is None or fact.aspect == aspect]
        return sorted(hits, key=lambda fact: ranked.index(fact.row_id))[:limit]

    def on_rare_topic(self, question: str, aspect: str) -> list[Fact]:
        """Facts of an aspect that share words with a question which hardly any other fact has.

        Args:
            question: words in Spanish.
            aspect: an aspect's id.

        Returns:
            The facts, those with the rarest words first; empty when all the question's words are common or
            unknown here.
        """
        rarest = ids_on_rare_topic(self.session, self.policy_id, question)
        if not rarest:
            return []
        found = self._facts(models.Fact.aspect_id == aspect, models.Fact.id.in_(list(rarest)))
        return sorted(found, key=lambda fact: rarest[fact.row_id])

    def coverage(self) -> dict[tuple[str, str], int]:
        """How many current facts each (aspect, concept) has; ``""`` stands for the policy as a whole."""
        rows = self.session.execute(
            select(models.Fact.aspect_id, FactConcept.concept_id, func.count())
            .select_from(models.Fact)
            .outerjoin(FactConcept, FactConcept.fact_id == models.Fact.id)
            .where(models.Fact.policy_id == self.policy_id, models.Fact.status == "current")
            .group_by(models.Fact.aspect_id, FactConcept.concept_id)
        ).all()
        return {(aspect, concept or ""): count for aspect, concept, count in rows}

    def _about(self, concepts: Sequence[str]) -> list[Fact]:
        asked = frozenset(concepts)
        return [fact for fact in self._standing(historical=True) if not asked.isdisjoint(fact.concepts)]

    def _facts(self, *conditions: Any, historical: bool = False) -> list[Fact]:
        query = (
            select(models.Fact.id)
            .where(models.Fact.policy_id == self.policy_id, *conditions)
            .order_by(models.Fact.id)
        )
        if not historical:
            query = query.where(models.Fact.status == "current")
        found = [self._all_facts[row_id] for row_id in self.session.execute(query).scalars()]
        return [held.fact for held in found if historical or self._is_true_now(held)]

    def _standing(self, *, historical: bool) -> Iterator[Fact]:
        """The facts that stand now, or all, in the order of the content."""
        for held in self._all_facts.values():
            if historical or (held.fact.current and self._is_true_now(held)):
                yield held.fact

    @property
    def _all_facts(self) -> dict[int, _Held]:
        """The policy's facts, read at once: putting a few together takes as many questions as all."""
        lasting, key = self.memory.lasting, ("facts", self.policy_id)
        if key not in lasting:
            lasting[key] = self._read_facts()
        facts: dict[int, _Held] = lasting[key]
        return facts

    def _read_facts(self) -> dict[int, _Held]:
        repeated = models.Fact.__table__.alias("repeated")
        rows = self.session.execute(
            select(models.Fact, models.Source, repeated.c.key, models.Jurisdiction.time_zone)
            .join(models.Source, models.Source.id == models.Fact.source_id)
            .outerjoin(models.Jurisdiction, models.Jurisdiction.code == models.Fact.jurisdiction_code)
            .outerjoin(repeated, repeated.c.id == models.Fact.repeats_id)
            .options(selectinload(models.Fact.links))
            .where(models.Fact.policy_id == self.policy_id)
            .order_by(models.Fact.id)
        )
        return {
            row.id: _Held(_fact(row, source, repeats), row.valid_from, row.valid_until, zone)
            for row, source, repeats, zone in rows
        }

    def _is_true_now(self, held: _Held) -> bool:
        if held.valid_from is None and held.valid_until is None:
            return True
        today = self.today(held.time_zone)
        return (held.valid_from or today) <= today <= (held.valid_until or today)


@dataclass(frozen=True)
class _Held:
    """A fact, and on which days it is true where."""

    fact: Fact
    valid_from: dt.date | None
    valid_until: dt.date | None
    time_zone: str | None


def _fact(row: models.Fact, source: models.Source, repeats: str | None) -> Fact:
    return Fact(
        row_id=row.id,
        key=row.key,
        aspect=row.aspect_id,
        text=filled(row.text),
        concepts=tuple(link.concept_id for link in row.links),
        citation=Citation(source.name, row.section, row.url, row.as_of),
        source_weight=source.weight,
        polarity=row.polarity,
        absence=row.absence,
        niche=row.niche,
        current=row.status == "current",
        region=row.region,
        jurisdiction=row.jurisdiction_code,
        repeats=repeats,
        since=row.since,
        added=row.added,
        removed=row.removed,
        weight=row.weight,
    )


def _fit(fact: Fact, concepts: Sequence[str]) -> tuple[bool, bool, int, int, int, int, int, int]:
    met = [position for position, concept in enumerate(fact.concepts) if concept in concepts]
    # A fact about very many concepts is a catch-all: anything that names fewer comes first.
    breadth = 0 if len(fact.concepts) <= _FOCUSED else len(fact.concepts)
    newest = -(fact.citation.as_of or dt.date.min).toordinal()
    niche = fact.niche and "game_activity" not in concepts
    # Of two things asked about, the first is what the question is about.
    asked_first = min(list(concepts).index(fact.concepts[position]) for position in met)
    return (
        niche,
        breadth > CATCH_ALL,
        -len(met),
        min(met),
        asked_first,
        breadth,
        -fact.source_weight,
        newest,
    )
