"""What the knowledge base calls things: the policy, aspects, concepts, matters that no fact speaks of."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge import models
from knowledge.choice import chosen_policy
from knowledge.errors import NotLoaded, UnknownConcept
from knowledge.models import AspectLink, AspectQuestion, ConceptWider
from knowledge.records import Aspect, Concept, Policy
from knowledge.remembering import Memory, memory_of, remembered
from knowledge.words import fold


class Names:
    """Names and words of one policy, over an open session.

    Args:
        session: an open session; the caller closes it.
        policy: the policy's id; the one chosen by configuration unless given.
    """

    def __init__(self, session: Session, policy: str | None = None):
        self.session = session
        self.policy_id = policy or chosen_policy()

    @functools.cached_property
    def memory(self) -> Memory:
        """What was asked of this content before."""
        return memory_of(self.session)

    @remembered
    def policy(self) -> Policy:
        """The policy that answers are about.

        Raises:
            NotLoaded: no such policy is loaded.
        """
        newest = func.max(models.PolicyVersion.in_force)
        row = self.session.execute(
            select(models.Policy, newest)
            .join(models.PolicyVersion, models.PolicyVersion.policy_id == models.Policy.id)
            .where(models.Policy.id == self.policy_id)
            .group_by(models.Policy.id)
        ).first()
        if row is None:
            raise NotLoaded
        found, version = row
        return Policy(found.id, found.name, found.company, found.contact, version)

    @remembered
    def aspect(self, aspect: str) -> Aspect | None:
        """One aspect, or None for an id that is none."""
        row = self.session.get(models.Aspect, aspect)
        if row is None:
            return None
        links = self.session.execute(
            select(AspectLink.role, AspectLink.other_id)
            .where(AspectLink.aspect_id == aspect)
            .order_by(AspectLink.position)
        ).all()
        asks = self.session.execute(
            select(AspectQuestion.kind, AspectQuestion.template).where(AspectQuestion.aspect_id == aspect)
        ).all()
        return Aspect(
            id=row.id,
            name=row.name,
            about=row.about_id,
            related=tuple(other for role, other in links if role == "related"),
            next=tuple(other for role, other in links if role == "next"),
            asks=dict(asks),
            settles=frozenset(fold(word) for word in row.settles.split()),
        )

    @remembered
    def weights(self) -> dict[str, int]:
        """How much a change in each aspect touches a person; in the order of the content."""
        aspect = models.Aspect
        rows = self.session.execute(select(aspect.id, aspect.weight).order_by(aspect.position)).all()
        weights: dict[str, int] = dict(rows)
        return weights

    @remembered
    def aspects_called(self) -> dict[str, tuple[str, ...]]:
        """What each aspect is called as the matter of a change."""
        rows = self.session.execute(select(models.Aspect.id, models.Aspect.called)).all()
        return {one: tuple(called.splitlines()) for one, called in rows}

    @remembered
    def concepts(self, ids: Iterable[str]) -> list[Concept]:
        """The concepts with these ids, in the order given; unknown ids are left out."""
        lasting = self.memory.lasting
        if "concepts" not in lasting:
            lasting["concepts"] = {
                row.id: Concept(row.id, row.kind, row.name, row.label, row.number, row.gender)
                for row in self.session.execute(select(models.Concept)).scalars()
            }
        known: dict[str, Concept] = lasting["concepts"]
        return [known[one] for one in dict.fromkeys(ids) if one in known]

    @remembered
    def unmentioned(self, ids: Sequence[str]) -> list[str]:
        """What matters that no fact speaks of are called, in the order given; unknown ids are left out."""
        if not ids:
            return []
        matter = models.Unmentioned
        rows = self.session.execute(select(matter.id, matter.label).where(matter.id.in_(ids))).all()
        labels: dict[str, str] = dict(rows)
        return [labels[one] for one in dict.fromkeys(ids) if one in labels]

    @remembered
    def with_wider(self, ids: Sequence[str]) -> list[str]:
        """Concept ids, each followed by its wider ones; each once."""
        rows = self.session.execute(
            select(ConceptWider.concept_id, ConceptWider.wider_id).where(
                ConceptWider.concept_id.in_(list(ids))
            )
        ).all()
        wider = {one: [w for narrow, w in rows if narrow == one] for one in ids}
        return list(dict.fromkeys(found for one in ids for found in (one, *wider[one])))

    def concept(self, concept: str) -> Concept:
        """One concept.

        Raises:
            UnknownConcept: there is none with this id; the message offers close ones.
        """
        found = self.concepts([concept])
        if not found:
            ids = self.session.execute(select(models.Concept.id)).scalars().all()
            raise UnknownConcept(concept, difflib.get_close_matches(concept, ids))
        return found[0]
