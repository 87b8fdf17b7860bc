"""Putting content into the database: all of it in one transaction, or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sqlalchemy import delete, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge import map_models, models
from knowledge.content import Content
from knowledge.entries import FactEntry
from knowledge.flow_rules import Layout
from knowledge.law_writing import write_laws
from knowledge.schema import upgrade, written_in_words
from knowledge.words import content_stems
from knowledge.writing import writing


def load(content: Content, engine: Engine, waiting: Callable[[], None] | None = None) -> bool:
    """Bring the tables to the newest layout, and replace a policy and the shared vocabulary by new content.

    A reader sees the old content until the new one is complete; when anything fails, or the process is
    killed, layout and content stay as they were.

    Args:
        content: content that `read_content` has checked.
        engine: the database.
        waiting: called once if another load has to be waited for.

    Returns:
        Whether anything had to be done: False when this very content is already loaded.

    Raises:
        DatabaseUnavailable: the database cannot be written.
    """
    with written_in_words(), writing(engine, waiting) as connection:
        upgrade(connection)
        with Session(connection, future=True) as session:
            if _fingerprint(session, content.policy.id) == content.fingerprint:
                return False
            _clear(session)
            _Writer(session, content).write()
            session.flush()
        return True


def _clear(session: Session) -> None:
    for table in reversed(models.Base.metadata.sorted_tables):
        session.execute(delete(table))
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("DELETE FROM fact_search"))


class _Writer:
    def __init__(self, session: Session, content: Content):
        self.session, self.content = session, content
        self.concept_names = {concept.id: concept.name for concept in content.concepts}
        self.versions: dict[dt.date, int] = {}

    def write(self) -> None:
        self._policy()
        self._vocabulary()
        self.session.flush()
        facts = self._facts()
        self._links(facts)
        self._map(facts)
        self.session.flush()
        if self.session.get_bind().dialect.name == "sqlite":
            self.session.execute(
                text("INSERT INTO fact_search (rowid, body) SELECT id, search_text FROM fact")
            )

    def _policy(self) -> None:
        entry = self.content.policy
        self.session.add(
            models.Policy(
                id=entry.id,
                name=entry.name,
                company=entry.company,
                contact=entry.contact,
                fingerprint=self.content.fingerprint,
                loaded_at=dt.datetime.utcnow(),
            )
        )
        self.session.flush()
        for version in self.content.versions:
            row = models.PolicyVersion(policy_id=entry.id, **version.dict())
            self.session.add(row)
            self.session.flush()
            self.versions.setdefault(version.in_force, row.id)

    def _vocabulary(self) -> None:
        for source in self.content.sources:
            self.session.add(models.Source(**source.dict()))
        for concept in self.content.concepts:
            self.session.add(models.Concept(**concept.dict(exclude={"wider", "aliases", "telling"})))
        self.session.flush()
        for position, aspect in enumerate(self.content.aspects):
            self.session.add(
                models.Aspect(
                    id=aspect.id,
                    position=position,
                    name=aspect.name,
                    about_id=aspect.about,
                    settles=" ".join(aspect.settles),
                    weight=aspect.weight,
                    called="\n".join(aspect.called),
                )
            )
        self.session.flush()
        for concept in self.content.concepts:
            for wider in concept.wider:
                self.session.add(models.ConceptWider(concept_id=concept.id, wider_id=wider))
            for alias in concept.entries():
                entry = {**alias.dict(), "within": " ".join(alias.within)}
                self.session.add(models.Alias(concept_id=concept.id, **entry))
        for aspect in self.content.aspects:
            for role, others in (("related", aspect.related), ("next", aspect.next)):
                for position, other in enumerate(others):
                    self.session.add(
                        models.AspectLink(aspect_id=aspect.id, role=role, position=position, other_id=other)
                    )
            for kind, template in aspect.asks.items():
                self.session.add(models.AspectQuestion(aspect_id=aspect.id, kind=kind, template=template))
        for silence in self.content.unmentioned:
            self.session.add(models.Unmentioned(id=silence.id, label=silence.label))
        write_laws(self.session, self.content)

    def _facts(self) -> dict[str, models.Fact]:
        urls = {source.id: source.url for source in self.content.sources}
        rows = {}
        # What a law says is told where rights are asked about.
        of_laws = [("rights", fact) for fact in self.content.law_facts]
        for aspect, fact in [*self.content.facts, *of_laws]:
            rows[fact.id] = models.Fact(
                policy_id=self.content.policy.id,
                version_id=self.versions.get(fact.as_of) if fact.as_of else None,
                key=fact.id,
                aspect_id=aspect,
                text=fact.text,
                source_id=fact.source,
                section=fact.section,
                url=fact.url or urls[fact.source],
                via=fact.via,
                as_of=fact.as_of,
                since=fact.since,
                added=fact.added,
                removed=fact.removed,
                weight=fact.weight,
                region=fact.region,
                jurisdiction_code=fact.jurisdiction,
                status=fact.status,
                valid_from=fact.valid_from,
                valid_until=fact.valid_until,
                polarity=fact.polarity,
                absence=fact.absence,
                niche=fact.niche,
                search_text=self._search_text(fact),
                links=[
                    models.FactConcept(concept_id=concept, position=position)
                    for position, concept in enumerate(fact.concepts)
                ],
            )
        self.session.add_all(rows.values())
        self.session.flush()
        return rows

    def _search_text(self, fact: FactEntry) -> str:
        # A fact about everything would answer every search if its concepts' names were in it.
        names = [self.concept_names[concept] for concept in fact.concepts[:5]]
        return " ".join(content_stems(" ".join([fact.text, *names, *fact.aliases])))

    def _links(self, rows: dict[str, models.Fact]) -> None:
        for aspect in self.content.aspects:
            for position, key in enumerate(aspect.general):
                self.session.add(
                    models.AspectGeneral(aspect_id=aspect.id, position=position, fact_id=rows[key].id)
                )
        for _, fact in self.content.facts:
            row = rows[fact.id]
            if fact.repeats:
                row.repeats_id = rows[fact.repeats].id
            for alias in fact.aliases:
                self.session.add(models.Alias(fact_id=row.id, text=alias))
            for older in fact.supersedes:
                self.session.add(models.FactSupersedes(newer_id=row.id, older_id=rows[older].id))

    def _map(self, rows: dict[str, models.Fact]) -> None:
        for position, stage in enumerate(self.content.stages):
            self.session.add(
                map_models.MapStage(id=stage.id, position=position, name=stage.name, aspect_id=stage.aspect)
            )
        self.session.flush()
        layout = Layout(self.content.concepts, self.content.stages)
        for position, place in enumerate(layout.places):
            self.session.add(
                map_models.MapPlace(
                    id=place.id,
                    stage_id=place.stage,
                    position=position,
                    name=place.name,
                    concept_id=place.concept,
                    parent_id=place.parent,
                    question=place.question,
                    general=place.general,
                    fact_id=rows[place.fact].id if place.fact else None,
                )
            )
        self.session.flush()
        for aspect, fact in self.content.facts:
            for position, flow in enumerate(layout.flows(aspect, fact)):
                self.session.add(
                    map_models.FactFlow(
                        fact_id=rows[fact.id].id,
                        position=position,
                        source_id=flow.source,
                        data_id=flow.data,
                        purpose_id=flow.purpose,
                        recipient_id=flow.recipient,
                        denied=flow.denied,
                    )
                )


def _fingerprint(session: Session, policy: str) -> str | None:
    found: str | None = session.execute(
        select(models.Policy.fingerprint).where(models.Policy.id == policy)
    ).scalar_one_or_none()
    return found
