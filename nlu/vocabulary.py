"""The names that the knowledge base gives to concepts and facts, as the linker uses and stores them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from knowledge.content import Content
from nlu.matching import Name
from nlu.residence import Place


@dataclass(frozen=True)
class Vocabulary:
    """Names of concepts, matters and places, words for single facts, concepts' kinds, telling ones."""

    concepts: tuple[Name, ...] = ()
    terms: tuple[Name, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    telling: tuple[str, ...] = ()
    unmentioned: tuple[Name, ...] = ()
    places: tuple[Place, ...] = ()

    @classmethod
    def of(cls, content: Content) -> Vocabulary:
        """The vocabulary of a content."""
        return cls(
            concepts=tuple(
                Name(alias.text, concept.id, alias.pos, alias.exact, tuple(alias.within))
                for concept in content.concepts
                for alias in concept.entries()
            ),
            terms=tuple(Name(alias, fact.id) for _, fact in content.facts for alias in fact.aliases),
            kinds=tuple((concept.id, concept.kind) for concept in content.concepts),
            telling=tuple(concept.id for concept in content.concepts if concept.telling),
            unmentioned=tuple(
                Name(alias.text, silence.id, alias.pos, alias.exact)
                for silence in content.unmentioned
                for alias in silence.entries()
            ),
            places=tuple(
                Place(place.code, tuple(place.names), tuple(place.people), (*place.areas, *place.cities))
                for place in content.places
            ),
        )

    def covers(self, other: Vocabulary) -> bool:
        """Whether a model that knows these names understands whatever names another vocabulary has."""
        return (
            set(other.concepts) <= set(self.concepts)
            and set(other.terms) <= set(self.terms)
            and set(other.unmentioned) <= set(self.unmentioned)
            and set(other.kinds) <= set(self.kinds)
            and set(other.telling) <= set(self.telling)
        )

    def dump(self) -> str:
        """The vocabulary as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def parse(cls, text: str) -> Vocabulary:
        """The inverse of `dump`."""
        raw = json.loads(text)
        return cls(
            concepts=tuple(_name(name) for name in raw["concepts"]),
            terms=tuple(_name(name) for name in raw["terms"]),
            kinds=tuple((concept, kind) for concept, kind in raw["kinds"]),
            telling=tuple(raw["telling"]),
            unmentioned=tuple(_name(name) for name in raw["unmentioned"]),
            places=tuple(
                Place(one["code"], *(tuple(one[names]) for names in ("names", "people", "towns")))
                for one in raw["places"]
            ),
        )


def _name(raw: dict[str, Any]) -> Name:
    return Name(**{**raw, "within": tuple(raw["within"])})
