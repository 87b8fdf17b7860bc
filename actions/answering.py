"""Choosing the facts that answer a question, and what may honestly be said with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from rapidfuzz import fuzz

from actions.changing import History, look_back
from actions.context import Question
from actions.law import asks_of_law, told_by_law
from knowledge.queries import KnowledgeBase
from knowledge.records import Aspect, Concept, Country, Fact
from knowledge.words import fold, words

CHANGES = "changes"
_RIGHTS = "rights"
_SAME = 88
# What data is taken with or belongs to, when something else is asked about ("mi cara con la tele").
_MEANS = {"device_info", "network", "account", "profile", "inferences", "interactions"}
_TOLD_AT_MOST = 12
# Aspects in which "qué no" has an answer.
# Aspects that nothing can be missing from: a term, Clara, the policy as a whole.
_ALWAYS_KNOWN = {"definition", "bot", "overview", "contact"}
_NEARBY = 1
_DENIABLE = {"collection", "purpose", "sharing", "source", "advertising"}


class Status(str, Enum):
    """How a question was answered (answer contract)."""

    ANSWERED = "answered"
    NOT_IN_POLICY = "not_in_policy"
    OUT_OF_SCOPE = "out_of_scope"
    CLARIFY = "clarify"


class Frame(str, Enum):
    """What has to be said before the facts, so that they are not taken for more than they are."""

    NONE = "none"
    GENERAL_ONLY = "general_only"
    OTHER_ASPECT = "other_aspect"
    SILENT = "silent"
    UNKNOWN = "unknown"
    CHANGED = "changed"
    NOTHING_CHANGED = "nothing_changed"
    DENIED = "denied"
    NO_LIST = "no_list"
    UNMENTIONED = "unmentioned"
    LAW = "law"
    NOT_IN_LAW = "not_in_law"


@dataclass(frozen=True)
class Answer:
    """What to tell: facts, best first, and how they relate to the question.

    ``concepts`` are those that the facts were looked up for, ``implied`` others that the question is about
    without naming them. ``unmatched`` are concepts asked about that no fact told speaks of, ``unmentioned``
    what other matters are called that no fact speaks of. ``history``: what changed, where that is asked.
    """

    question: Question
    aspect: Aspect
    concepts: tuple[Concept, ...]
    status: Status
    frame: Frame
    facts: tuple[Fact, ...]
    unmatched: tuple[Concept, ...] = field(default=())
    implied: tuple[str, ...] = ()
    apart: tuple[Concept, ...] = ()
    unmentioned: tuple[str, ...] = ()
    history: History | None = None

    @property
    def verdict(self) -> str | None:
        """ "affirms" or "denies" when the first fact settles a yes/no question, else None."""
        manner = self.question.manner
        if not self.facts or not manner.yes_no or manner.negated or self.frame is not Frame.NONE:
            return None
        asked = {fold(word) for word in words(self.question.text)}
        if not asked & self.aspect.settles:
            return None
        first = self.facts[0]
        settled = all(
            any(concept in first.concepts for concept in mention.concepts)
            for mention in self.question.mentions
            if not mention.implied
        )
        return first.polarity if settled else None


def answer(question: Question, kb: KnowledgeBase) -> Answer:
    """Answer a question from the knowledge base.

    Args:
        question: a whole question; unknown concepts in it are ignored.
        kb: the knowledge base.

    Returns:
        The facts to tell. Status ``not_in_policy`` when the policy is silent.
    """
    aspect = kb.aspect(question.aspect) or kb.aspect("overview")
    assert aspect is not None  # content without "overview" does not load
    concepts = tuple(kb.concepts(kb.with_wider(question.matters)))
    choose = _CHOOSERS.get(aspect.id, _about_concepts)
    if question.unmentioned and aspect.id not in _ALWAYS_KNOWN:
        choose = _unmentioned
    elif question.manner.asks_what_not and aspect.id in _DENIABLE:
        choose = _what_not
    elif asks_of_law(question, kb):
        choose = _by_law
    history = _history(question, concepts, kb) if choose is _changes else None
    if history is not None and history.changes:
        status, frame = Status.ANSWERED, Frame.CHANGED
        told = history.facts
    else:
        status, frame, facts = choose(question, aspect, concepts, kb)
        told = _without_repetition(_beyond(question.apart, facts))[:_TOLD_AT_MOST]
    return Answer(
        question=question,
        aspect=aspect,
        concepts=concepts,
        status=status,
        frame=frame,
        facts=tuple(told),
        unmatched=_unmatched(question, concepts, told) if frame is Frame.NONE else (),
        implied=(
            *_implied(question, [aspect, *_named(history, kb)], concepts, kb),
            *(_rights_told(told, kb) if aspect.id == _RIGHTS and not concepts else ()),
        ),
        apart=tuple(kb.concepts(question.apart)),
        unmentioned=tuple(kb.unmentioned(question.unmentioned)) if frame is Frame.UNMENTIONED else (),
        history=history,
    )


def _implied(
    question: Question, aspects: list[Aspect], concepts: tuple[Concept, ...], kb: KnowledgeBase
) -> tuple[str, ...]:
    named = {concept.id for concept in concepts}
    # What is only carried over from the turn before does not stand for what this one is about by itself.
    said = {one for mention in question.mentions if mention.text for one in mention.concepts}
    kinds = {concept.kind for concept in concepts if concept.id in said}
    abouts = [aspect.about for aspect in aspects if aspect.about]
    own = [one for one in kb.concepts(abouts) if one.kind not in kinds]
    also = [*kb.concepts(question.concepts), *own]
    return tuple(dict.fromkeys(concept.id for concept in also if concept.id not in named))


def _rights_told(told: Sequence[Fact], kb: KnowledgeBase) -> list[str]:
    """ "¿Qué puedo pedir?" is about the rights that the answer names."""
    each = dict.fromkeys(concept for fact in told if not fact.is_catch_all for concept in fact.concepts)
    return [concept.id for concept in kb.concepts(list(each)) if concept.kind == "right"]


def _named(history: History | None, kb: KnowledgeBase) -> list[Aspect]:
    """The aspects of which a question asks what changed."""
    return [found for one in (history.aspects if history else ()) if (found := kb.aspect(one))]


Choice = tuple[Status, Frame, list[Fact]]


def _about_concepts(
    question: Question, aspect: Aspect, concepts: tuple[Concept, ...], kb: KnowledgeBase
) -> Choice:
    ids = [concept.id for concept in concepts]
    silent = _silent(_said_now(question, concepts), kb)
    general = _where_asked(kb.general_facts(aspect.id), question.here)
    if silent:
        nearby = [fact for fact in general if not fact.absence][:1]
        return Status.NOT_IN_POLICY, Frame.SILENT, [*_best_absences(silent, aspect.id, kb), *nearby]
    if any(concept.kind == "topic" and not kb.about(concept.id) for concept in concepts):
        # Of viruses, say, no fact speaks at all: what is said in general is only near.
        return Status.NOT_IN_POLICY, Frame.SILENT, general[:_NEARBY]
    named = [fact for fact in kb.facts_by_key(question.terms) if fact.aspect == aspect.id]
    specific = [*named, *(_where_asked(kb.facts(aspect.id, ids), question.here) if ids else [])]
    if not ids:
        rare = [] if named else _where_asked(kb.on_rare_topic(question.text, aspect.id), question.here)
        return _standing([*named, *rare, *general], Frame.NONE)
    if specific:
        catch_all = all(fact.is_catch_all for fact in specific)
        return _standing([*specific, *general] if catch_all else specific, Frame.NONE)
    for other in aspect.related:
        related = _where_asked(kb.facts(other, ids), question.here)
        if related:
            return _standing(related, Frame.OTHER_ASPECT)
    return _standing(general, Frame.GENERAL_ONLY)


def _what_not(question: Question, aspect: Aspect, concepts: tuple[Concept, ...], kb: KnowledgeBase) -> Choice:
    """ "¿Qué no comparten?": what is denied or not mentioned; no policy lists all that it does not do."""
    ids = [concept.id for concept in concepts]
    denied = [
        fact
        for fact in _where_asked(kb.denials(aspect.id), question.here)
        if not ids or set(ids) & set(fact.concepts)
    ]
    if denied:
        return Status.ANSWERED, Frame.DENIED, denied
    status, _, facts = _about_concepts(question, aspect, concepts, kb)
    return status, Frame.NO_LIST, facts


def _unmentioned(
    question: Question, aspect: Aspect, concepts: tuple[Concept, ...], kb: KnowledgeBase
) -> Choice:
    """ "¿Mi jefe puede saberlo?": nothing is known on that; what is nearest, briefly."""
    _, _, facts = _about_concepts(question, aspect, concepts, kb)
    return Status.NOT_IN_POLICY, Frame.UNMENTIONED, facts[:_NEARBY]


def _beyond(apart: tuple[str, ...], facts: list[Fact]) -> list[Fact]:
    """The facts that are not mainly about what the question sets apart."""
    others = [fact for fact in facts if not fact.concepts or fact.concepts[0] not in apart]
    return others or facts


def _standing(facts: list[Fact], frame: Frame) -> Choice:
    if not facts:
        return Status.NOT_IN_POLICY, Frame.UNKNOWN, []
    if facts[0].absence:
        return Status.NOT_IN_POLICY, Frame.SILENT, facts
    return Status.ANSWERED, frame, facts


def _definition(
    question: Question, aspect: Aspect, concepts: tuple[Concept, ...], kb: KnowledgeBase
) -> Choice:
    found = [f for f in kb.facts_by_key(question.terms) if f.aspect == aspect.id]
    if not found and concepts:
        found = kb.facts(aspect.id, [concept.id for concept in concepts])
    if not found:
        found = kb.search(question.text, aspect=aspect.id, limit=1)
    return _standing(found[: max(1, len(question.terms))], Frame.NONE)


def _bot(question: Question, aspect: Aspect, concepts: tuple[Concept, ...], kb: KnowledgeBase) -> Choice:
    found = [f for f in kb.facts_by_key(question.terms) if f.aspect == aspect.id]
    return _standing([*found, *([] if found else kb.general_facts(aspect.id))], Frame.NONE)


def _whole(question: Question, aspect: Aspect, concepts: tuple[Concept, ...], kb: KnowledgeBase) -> Choice:
    return _standing(_where_asked(kb.general_facts(aspect.id), question.here), Frame.NONE)


def _by_law(question: Question, aspect: Aspect, concepts: tuple[Concept, ...], kb: KnowledgeBase) -> Choice:
    """What a country's law says, and the steps from asking the company to going to the authority."""
    facts, named = told_by_law(question, aspect.id, [concept.id for concept in concepts], kb)
    return Status.ANSWERED, Frame.LAW if named else Frame.NOT_IN_LAW, facts


def _history(question: Question, concepts: tuple[Concept, ...], kb: KnowledgeBase) -> History | None:
    """What changed; None where something else of the policy's changes is asked, such as their notice."""
    if any(fact.aspect == question.aspect for fact in kb.facts_by_key(question.terms)):
        return None
    return look_back(
        question.text,
        [concept.id for concept in concepts],
        kb,
        lambda fact: bool(_where_asked([fact], question.here)),
    )


def _changes(question: Question, aspect: Aspect, concepts: tuple[Concept, ...], kb: KnowledgeBase) -> Choice:
    """Where no change is recorded: what is told of changes in so many words, else what is said today."""
    named = [fact for fact in kb.facts_by_key(question.terms) if fact.aspect == aspect.id]
    general = _where_asked(kb.general_facts(aspect.id), question.here)
    ids = [concept.id for concept in concepts]
    found = [*named, *_where_asked(kb.facts(aspect.id, ids), question.here)] if ids else named
    if found or not ids:
        return _standing([*found, *([] if found and ids else general)], Frame.NONE)
    today = _where_asked([fact for one in ids for fact in kb.about(one) if fact.current], question.here)
    told = [fact for fact in today if fact.aspect != "definition"] or general
    silent = told[0].absence
    return Status.NOT_IN_POLICY if silent else Status.ANSWERED, Frame.NOTHING_CHANGED, told[:1]


_CHOOSERS = {
    "definition": _definition,
    "bot": _bot,
    "overview": _whole,
    "contact": _whole,
    CHANGES: _changes,
}


def _said_now(question: Question, concepts: tuple[Concept, ...]) -> tuple[Concept, ...]:
    """The concepts named in this turn; those carried over if there are none: "¿me puedo oponer?"."""
    said = {one for mention in question.mentions if mention.text for one in mention.concepts}
    return tuple(concept for concept in concepts if concept.id in said) or concepts


def _silent(concepts: tuple[Concept, ...], kb: KnowledgeBase) -> list[str]:
    """The concepts asked about, when the policy is silent on all that the question is really about."""
    matter = [c for c in concepts if c.kind in ("data_category", "topic") and c.id not in _MEANS]
    silent = [c.id for c in matter if kb.is_silent_on(c.id)]
    return silent if silent and len(silent) == len(matter) else []


def _best_absences(silent: list[str], aspect: str, kb: KnowledgeBase) -> list[Fact]:
    found = kb.absences(silent)
    return sorted(found, key=lambda fact: fact.aspect != aspect)


# What is said of a region leads in these; elsewhere it stands among the rest.
_BY_REGION = {"legal_basis", "advertising"}


def _where_asked(facts: list[Fact], here: Country | None) -> list[Fact]:
    """Facts that hold where the person lives; for one whose country is not known, the general text.

    The section on the United States adds to the general text; the European text stands in its place.
    """
    if here is None:
        found = [f for f in facts if f.jurisdiction is None and f.region in (None, "non_eea")]
        return found or [f for f in facts if f.jurisdiction is None and f.region != "us"]
    regions = {None, here.region} | ({"non_eea"} if here.region == "us" else set())
    found = [f for f in facts if f.jurisdiction in (None, here.code) and f.region in regions]
    # Of what the region's own part speaks, the general text's silence is no answer there.
    spoken = {one for f in found if f.region == here.region and not f.absence for one in f.concepts}
    found = [f for f in found if not (f.absence and f.region is None and spoken & set(f.concepts))]
    leads = [f for f in found if f.region == here.region and f.aspect in _BY_REGION]
    return [*leads, *(f for f in found if f not in leads)]


def _without_repetition(facts: list[Fact]) -> list[Fact]:
    keys = {fact.key for fact in facts}
    told: list[Fact] = []
    for fact in facts:
        if fact.repeats in keys or any(fact.key == other.key for other in told):
            continue
        if any(fuzz.token_set_ratio(fact.text, other.text) >= _SAME for other in told):
            continue
        told.append(fact)
    return told


def _unmatched(question: Question, concepts: tuple[Concept, ...], told: list[Fact]) -> tuple[Concept, ...]:
    spoken_of = {concept for fact in told for concept in fact.concepts}
    by_id = {concept.id: concept for concept in concepts if concept.kind == "data_category"}
    missing = []
    for mention in question.mentions:
        known = [by_id[one] for one in mention.concepts if one in by_id]
        if known and not any(one.id in spoken_of for one in known):
            missing.append(known[0])
    return tuple(missing)
