"""The map of the data: where data come from, which data, what for, who receives them, as facts state it.

A line is drawn only where a fact of the chosen version states it. Of an older version only those facts are
known whose text was read in it; what only today's text states is unknown there.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge import models
from knowledge.errors import NotLoaded, UnknownConcept, UnknownVersion
from knowledge.flow_drawing import Drawing
from knowledge.flow_records import (
    DENIED,
    STATED,
    UNKNOWN,
    Choice,
    FlowMap,
    Place,
    Stage,
    Statement,
    Version,
)
from knowledge.map_models import FactFlow, MapPlace, MapStage
from knowledge.models import FactSupersedes
from knowledge.queries import KnowledgeBase
from knowledge.records import Concept, Fact


class FlowQuery:
    """Draws maps over an open session.

    >>> with reading() as session:
    ...     email = FlowQuery(session).draw(data="email")

    Args:
        session: an open session; the caller closes it.
        policy: the policy's id; the one chosen by configuration unless given.
    """

    def __init__(self, session: Session, policy: str | None = None):
        self.session = session
        self.kb = KnowledgeBase(session, policy)
        self.policy_id = self.kb.policy_id

    def draw(self, *, data: str | None = None, version: dt.date | None = None) -> FlowMap:
        """The map of one version.

        Args:
            data: a data category, or what gathers several. Only what concerns it is drawn, and of a gathering
                its members one by one. Everything, gathered, unless given.
            version: the day on which the version came into force; the newest, unless given.

        Returns:
            The map.

        Raises:
            NotLoaded: no policy is loaded.
            UnknownConcept: no data are called so.
            UnknownVersion: no version that was read came into force on that day.
        """
        versions = self.versions()
        chosen = _version(versions, version)
        places = self._places()
        drawing = Drawing(places, self._statements(chosen), _wanted(places, data))
        nodes, links = drawing.nodes(), drawing.links()
        general = self._general_fact()
        absences = self._absences() if chosen.current else ()
        keys = {key for link in links for key in link.facts}
        replaced = self._replaced(keys)
        facts = self._facts({*keys, *absences, *(key for pair in replaced for key in pair), general or ""})
        return FlowMap(
            version=chosen,
            versions=versions,
            data=data,
            stages=self._stages(),
            places=places,
            nodes=nodes,
            links=links,
            facts=facts,
            replaced=replaced,
            general_fact=general,
            absences=absences,
            choices=self._choices(places),
        )

    def versions(self) -> tuple[Version, ...]:
        """The versions of the policy that facts were read in, the newest first.

        Raises:
            NotLoaded: no policy is loaded.
        """
        rows = self.session.execute(
            select(models.PolicyVersion.in_force, models.PolicyVersion.url)
            .where(models.PolicyVersion.policy_id == self.policy_id)
            .order_by(models.PolicyVersion.in_force.desc(), models.PolicyVersion.id)
        ).all()
        if not rows:
            raise NotLoaded
        urls: dict[dt.date, str] = {}
        for day, url in rows:
            urls.setdefault(day, url)
        return tuple(Version(day, day == rows[0][0], url) for day, url in urls.items())

    def _statements(self, version: Version) -> list[Statement]:
        rows = self.session.execute(
            select(FactFlow, models.Fact.key, models.Fact.status, models.Fact.since, models.Fact.as_of)
            .join(models.Fact, models.Fact.id == FactFlow.fact_id)
            .where(models.Fact.policy_id == self.policy_id)
            .order_by(models.Fact.id, FactFlow.position)
        ).all()
        found = []
        for flow, key, status, since, last in rows:
            current = status == "current"
            known = last is not None and (since or last) <= version.date <= last
            read_in_it = current if version.current else known
            # What today's text denies tells nothing about an older one.
            if not read_in_it and (version.current or not current or flow.denied):
                continue
            said = (DENIED if flow.denied else STATED) if read_in_it else UNKNOWN
            places = (flow.source_id, flow.data_id, flow.purpose_id, flow.recipient_id)
            found.append(Statement(key, tuple(one for one in places if one), flow.data_id, said))
        return found

    def _stages(self) -> tuple[Stage, ...]:
        rows = self.session.execute(select(MapStage).order_by(MapStage.position)).scalars()
        return tuple(Stage(row.id, row.name) for row in rows)

    def _places(self) -> dict[str, Place]:
        aspects = dict(self.session.execute(select(MapStage.id, MapStage.aspect_id)).all())
        asks = {aspect: found.asks for aspect in set(aspects.values()) if (found := self.kb.aspect(aspect))}
        rows = self.session.execute(select(MapPlace).order_by(MapPlace.position)).scalars().all()
        concepts = {one.id: one for one in self.kb.concepts(row.concept_id for row in rows if row.concept_id)}
        return {
            row.id: Place(
                id=row.id,
                stage=row.stage_id,
                name=row.name,
                concept=row.concept_id,
                parent=row.parent_id,
                general=row.general,
                question=row.question or _question(asks[aspects[row.stage_id]], concepts.get(row.concept_id)),
            )
            for row in rows
        }

    def _choices(self, places: dict[str, Place]) -> tuple[Choice, ...]:
        used = set(self.session.execute(select(FactFlow.data_id).distinct()).scalars())
        tops = [place for place in places.values() if place.stage == "data" and not place.parent]
        choices = []
        for top in tops:
            members = [one for one in places.values() if one.parent == top.id and one.id in used]
            if not top.general and (members or top.id in used):
                choices.append(Choice(top, tuple(members) if len(members) > 1 else ()))
        return tuple(choices)

    def _general_fact(self) -> str | None:
        found: str | None = self.session.execute(
            select(models.Fact.key).join(MapPlace, MapPlace.fact_id == models.Fact.id).where(MapPlace.general)
        ).scalar()
        return found

    def _absences(self) -> tuple[str, ...]:
        rows = self.session.execute(
            select(models.Fact.key)
            .where(models.Fact.policy_id == self.policy_id)
            .where(
                models.Fact.status == "current", models.Fact.absence, models.Fact.aspect_id == "collection"
            )
            .order_by(models.Fact.id)
        ).scalars()
        return tuple(rows)

    def _replaced(self, keys: set[str]) -> tuple[tuple[str, str], ...]:
        newer, older = models.Fact.__table__.alias("newer"), models.Fact.__table__.alias("older")
        rows = self.session.execute(
            select(newer.c.key, older.c.key)
            .select_from(FactSupersedes.__table__)
            .join(newer, newer.c.id == FactSupersedes.newer_id)
            .join(older, older.c.id == FactSupersedes.older_id)
            .where(newer.c.policy_id == self.policy_id)
            .order_by(newer.c.id, older.c.as_of.desc(), older.c.id)
        ).all()
        return tuple((new, old) for new, old in rows if new in keys or old in keys)

    def _facts(self, keys: Iterable[str]) -> dict[str, Fact]:
        return {fact.key: fact for fact in self.kb.facts_by_key(sorted(keys))}


def _version(versions: tuple[Version, ...], day: dt.date | None) -> Version:
    if day is None:
        return versions[0]
    for version in versions:
        if version.date == day:
            return version
    raise UnknownVersion(day.isoformat(), [one.date.isoformat() for one in versions])


def _wanted(places: dict[str, Place], data: str | None) -> frozenset[str]:
    if data is None:
        return frozenset()
    chosen = places.get(f"data.{data}")
    if chosen is None or chosen.general:
        known = [one.id.removeprefix("data.") for one in places.values() if one.stage == "data"]
        raise UnknownConcept(data, difflib.get_close_matches(data, known))
    kin = {chosen.id, chosen.parent or chosen.id}
    return frozenset(kin | {one.id for one in places.values() if one.parent == chosen.id})


def _question(asks: dict[str, str], concept: Concept | None) -> str:
    template = asks["any"] if concept is None else asks.get(concept.kind, asks["any"])
    return template.format(mine=concept.mine, label=concept.label) if concept else template
