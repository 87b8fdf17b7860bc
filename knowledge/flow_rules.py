"""Which lines a fact draws on the map of the data: where data come from, what for, who receives them.

A fact's aspect and concepts say it: a fact on sources that is about partners and the e-mail address draws
partners → e-mail. Where the words say more or less than that, the fact's ``flows`` say what they do say.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.entries import ConceptEntry, FactEntry, StageEntry
from knowledge.records import CATCH_ALL

STAGES = ("source", "data", "purpose", "recipient")
# Whoever receives data may also be where data come from.
_KINDS = {
    "source": ("source", "recipient"),
    "data": ("data_category",),
    "purpose": ("purpose",),
    "recipient": ("recipient",),
}
_NOT = "not "


class WrongFlow(ValueError):
    """A flow, or the map's layout, that makes no sense; says what is wrong with it."""


@dataclass(frozen=True)
class Place:
    """A place in the map, ``id`` being "stage.name"; ``parent`` is the place that gathers it."""

    id: str
    stage: str
    name: str
    concept: str | None = None
    parent: str | None = None
    question: str | None = None
    general: bool = False
    fact: str | None = None


@dataclass(frozen=True)
class Flow:
    """One statement: ids of places, in the order of `STAGES`; ``denied``: that it is not so."""

    source: str | None = None
    data: str | None = None
    purpose: str | None = None
    recipient: str | None = None
    denied: bool = False


class Layout:
    """The places of the map, and how facts' flows are read on it.

    Args:
        concepts: all concepts.
        stages: the columns, with the places that have a name or an order of their own.

    Raises:
        WrongFlow: a place is named twice in a column, or gathers what is no concept of that column.
    """

    def __init__(self, concepts: Sequence[ConceptEntry], stages: Sequence[StageEntry]):
        self._kind = {concept.id: concept.kind for concept in concepts}
        self._names = {concept.id: concept.name for concept in concepts}
        self._places: dict[tuple[str, str], Place] = {}
        for stage in stages:
            self._lay(stage)
        for stage_id in STAGES:
            for concept in concepts:
                if concept.kind in _KINDS[stage_id] and (stage_id, concept.id) not in self._places:
                    self._add(stage_id, concept.id)
        self._general = next((place.id for place in self.places if place.general), None)

    @property
    def places(self) -> list[Place]:
        """All places, in their order."""
        return list(self._places.values())

    def flows(self, aspect: str, fact: FactEntry) -> list[Flow]:
        """The lines that a fact draws.

        Args:
            aspect: the fact's aspect.
            fact: the fact.

        Returns:
            Its flows; empty when it says nothing about any.

        Raises:
            WrongFlow: what stands under ``flows`` cannot be read, or concepts do not tell enough.
        """
        if fact.flows is not None:
            return list(dict.fromkeys(flow for text in fact.flows for flow in self._read(text)))
        if fact.absence or len(fact.concepts) > CATCH_ALL:
            return []
        flows = self._implied(aspect, fact)
        data = {flow.data for flow in flows}
        others = {(flow.source, flow.purpose, flow.recipient) for flow in flows}
        if len(data) > 1 and len(others) > 1:
            raise WrongFlow("several data and several others: say under 'flows' which goes with which")
        return flows

    def _implied(self, aspect: str, fact: FactEntry) -> list[Flow]:
        data = [f"data.{one}" for one in fact.concepts if self._kind[one] == "data_category"]
        anything = data or [one for one in (self._general,) if one]
        sources = [f"source.{one}" for one in fact.concepts if self._kind[one] == "source"]
        purposes = [f"purpose.{one}" for one in fact.concepts if self._kind[one] == "purpose"]
        parties = [one for one in fact.concepts if self._kind[one] == "recipient"]
        denied = fact.polarity == "denies"
        if aspect == "source":
            sources += [f"source.{one}" for one in parties]
            return [Flow(source=s, data=d, denied=denied) for s in sources for d in anything]
        if aspect == "collection":
            return [Flow(source=s, data=d, denied=denied) for s in sources for d in data]
        if aspect == "purpose":
            return [Flow(data=d, purpose=p, denied=denied) for d in anything for p in purposes]
        if aspect == "sharing":
            # With a datum and a purpose both, concepts do not tell which of them a recipient goes with.
            meant: list[str | None] = [*purposes] if purposes and not data else [None]
            return [
                Flow(data=d, purpose=p, recipient=f"recipient.{r}", denied=denied)
                for d in anything
                for p in meant
                for r in parties
            ]
        return []

    def _read(self, text: str) -> list[Flow]:
        denied = text.startswith(_NOT)
        steps = [[one.strip() for one in step.split(",")] for step in text.removeprefix(_NOT).split(">")]
        columns: list[list[str]] = []
        stages: list[str] = []
        for step in steps:
            stage = self._stage_of(step, stages[-1] if stages else None)
            stages.append(stage)
            columns.append([self._places[stage, one].id for one in step])
        if len(steps) == 1 and not denied:
            raise WrongFlow(f"{text!r} leads nowhere")
        if len(steps) > 1 and "source" in stages and "data" not in stages:
            raise WrongFlow(f"{text!r} does not say which data; {self._general!r} stands for all")
        return [
            Flow(**dict(zip(stages, line, strict=True)), denied=denied)
            for line in itertools.product(*columns)
        ]

    def _stage_of(self, step: list[str], after: str | None) -> str:
        later = STAGES if after is None else STAGES[STAGES.index(after) + 1 :]
        for stage in later:
            if all((stage, one) in self._places for one in step):
                return stage
        raise WrongFlow(f"{', '.join(step)!r} stands in no column" + (f" after {after!r}" if after else ""))

    def _lay(self, stage: StageEntry) -> None:
        for node in stage.nodes:
            if node.id in self._kind and node.members:
                raise WrongFlow(f"{node.id!r} is a concept, and gathers none")
            if node.id not in self._kind and node.name is None:
                raise WrongFlow(f"{node.id!r} has no name")
            self._add(stage.id, node.id, node.name, None, node.question, node.general, node.fact)
            for member in node.members:
                self._add(stage.id, member, None, f"{stage.id}.{node.id}", node.questions.get(member))
            stray = set(node.questions) - set(node.members)
            if stray:
                raise WrongFlow(f"{node.id!r} has a question on {stray.pop()!r}, which is no member")

    def _add(
        self,
        stage: str,
        name: str,
        title: str | None = None,
        parent: str | None = None,
        question: str | None = None,
        general: bool = False,
        fact: str | None = None,
    ) -> None:
        kind = self._kind.get(name)
        if (stage, name) in self._places:
            raise WrongFlow(f"{name!r} stands twice in column {stage!r}")
        if (kind is not None or parent) and kind not in _KINDS[stage]:
            raise WrongFlow(f"{name!r} is no concept of column {stage!r}")
        self._places[stage, name] = Place(
            id=f"{stage}.{name}",
            stage=stage,
            name=title or self._names[name],
            concept=name if kind else None,
            parent=parent,
            question=question,
            general=general,
            fact=fact,
        )
