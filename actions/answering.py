"""Answering a question: which facts are told, and what may honestly be said with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from actions.changing import History, look_back
from actions.choosing import ALWAYS_KNOWN, Choice, chooser_for, of_changes, standing, where_asked
from actions.law import EXERCISED
from actions.leading import MEANS
from actions.nearest import is_plainly_asked, plainly_asked, told_at_once
from actions.question import Question
from actions.statuses import Frame, Status
from knowledge.queries import KnowledgeBase
from knowledge.records import Aspect, Concept, Fact
from knowledge.words import fold, words

_RIGHTS, _DATA, _DENIES, _SOURCE = "rights", "data_category", "denies", "source"
# As what recipients give data.
_AS_SOURCE = {
    "internet_providers": "partners",
    "partner_companies": "partners",
    "payment_processors": "partners",
    "voice_assistants": "partners",
    "advertising_companies": "other_sources",
}
_THIRD_PARTIES = "third_parties"
# Whoever is meant by "otra empresa", if nobody else is.
_ANY_COMPANY = {_THIRD_PARTIES, "partner_companies"}
# Whatever these say before the facts, another fact may stand first.
_OPEN = {Frame.NONE, Frame.GENERAL_ONLY, Frame.OTHER_ASPECT, Frame.UNKNOWN}
_SAME = 88
_TOLD_AT_MOST = 12


@dataclass(frozen=True)
class Answer:
    """What to tell: facts, best first, and how they relate to the question.

    ``concepts`` are those that the facts were looked up for, ``implied`` others that the question is about
    without naming them. ``unmatched`` are concepts asked about that no fact told speaks of, ``unmentioned``
    what other matters are called that no fact speaks of. ``history``: what changed, where that is asked.
    ``receivers``: the recipients that the first fact speaks of. ``at_once``: how many of the facts are worth
    telling at once.
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
    receivers: frozenset[str] = frozenset()
    at_once: int = _TOLD_AT_MOST

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
        if first.polarity == _DENIES and self.receivers and self.receivers.isdisjoint(self.question.concepts):
            # "¿Lo ven mis compañeras?" is not denied by what is kept from marketing firms.
            return None
        if first.polarity == _DENIES and self._claims_else(first):
            # "¿Puedo pedir que la borren?" is not denied by what cannot be switched off.
            return None
        settled = all(
            any(concept in first.concepts for concept in mention.concepts)
            for mention in self.question.mentions
            if not mention.implied
        )
        return first.polarity if settled else None

    def _claims_else(self, fact: Fact) -> bool:
        """Whether a right is claimed that a fact is not about."""
        rights = self.question.named_now & set(EXERCISED)
        return bool(rights) and rights.isdisjoint(fact.concepts)


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
    matters = [*question.matters, *_as_sources(question)]
    concepts = _without_generic(question, tuple(kb.concepts(kb.with_wider(matters))))
    choose = chooser_for(question, aspect, kb)
    history = _history(question, concepts, kb) if choose is of_changes else None
    if history is not None and history.changes:
        status, frame = Status.ANSWERED, Frame.CHANGED
        told = history.facts
    else:
        status, frame, facts = _led_by_the_asked(choose(question, aspect, concepts, kb), question, kb)
        told = _without_repetition(_beyond(question.apart, facts))[:_TOLD_AT_MOST]
    at_once, later = told_at_once(told, question) if frame is Frame.NONE else (told, [])
    told = [*at_once, *later]
    return Answer(
        question=question,
        aspect=aspect,
        concepts=concepts,
        status=status,
        frame=frame,
        facts=tuple(told),
        unmatched=_unmatched(question, concepts, told, asked=_is_asked(told, question))
        if frame is Frame.NONE and aspect.id not in ALWAYS_KNOWN
        else (),
        implied=tuple(
            dict.fromkeys(
                [
                    *_implied(question, [aspect, *_named(history, kb)], concepts, told, kb),
                    *(_rights_told(told, kb) if aspect.id == _RIGHTS and not concepts else ()),
                ]
            )
        ),
        apart=tuple(kb.concepts(question.apart)),
        unmentioned=tuple(kb.unmentioned(question.unmentioned)) if frame is Frame.UNMENTIONED else (),
        history=history,
        receivers=_receivers(told, kb),
        at_once=len(at_once),
    )


def _led_by_the_asked(chosen: Choice, question: Question, kb: KnowledgeBase) -> Choice:
    """What is plainly asked for comes first, be it of another aspect or about what nothing names."""
    _, frame, facts = chosen
    asked = plainly_asked(question, kb)
    if asked is None or facts[:1] == [asked] or frame not in _OPEN:
        return chosen
    if asked not in where_asked([asked, *facts], question.here):
        return chosen
    return standing([asked, *(fact for fact in facts if fact != asked and not fact.absence)], Frame.NONE)


def _as_sources(question: Question) -> list[str]:
    """ "¿Qué les contó Movistar de mí?": who receives data elsewhere is who gives them here."""
    given = [_AS_SOURCE[one] for one in question.matters if one in _AS_SOURCE]
    return given if question.aspect == _SOURCE else []


def _receivers(told: Sequence[Fact], kb: KnowledgeBase) -> frozenset[str]:
    named = kb.concepts(told[0].concepts) if told else []
    return frozenset(one.id for one in named if one.kind == "recipient")


def _without_generic(question: Question, concepts: tuple[Concept, ...]) -> tuple[Concept, ...]:
    """ "¿Y si otra compañía los compra?" is about who buys, not about other companies."""
    others = [one for one in concepts if one.kind == "recipient" and one.id not in _ANY_COMPANY]
    vague = {
        one
        for mention in question.mentions
        if _THIRD_PARTIES in mention.concepts
        for one in mention.concepts
        if others and one in _ANY_COMPANY
    }
    return tuple(one for one in concepts if one.id not in vague)


def _implied(
    question: Question,
    aspects: list[Aspect],
    concepts: tuple[Concept, ...],
    told: Sequence[Fact],
    kb: KnowledgeBase,
) -> tuple[str, ...]:
    named = {concept.id for concept in concepts}
    # What is only carried over from the turn before does not stand for what this one is about by itself.
    kinds = {concept.kind for concept in concepts if concept.id in question.named_now}
    abouts = [aspect.about for aspect in aspects if aspect.about]
    # "Compré unas zapatillas y me sale el anuncio" is about ads, too.
    own = [one for one in kb.concepts(abouts) if one.kind not in kinds or one.kind == _DATA]
    termed = [one for fact in kb.facts_by_key(question.terms) if fact in told for one in fact.concepts]
    # "Si quito la tarjeta de mi cuenta, ¿queda borrada?" names the account, and is told of the card.
    led = [one for fact in told[:1] if named.isdisjoint(fact.mainly_about) for one in fact.mainly_about]
    also = [*kb.concepts(question.concepts), *own, *kb.concepts([*termed, *question.told, *led])]
    return tuple(dict.fromkeys(concept.id for concept in also if concept.id not in named))


def _rights_told(told: Sequence[Fact], kb: KnowledgeBase) -> list[str]:
    """ "¿Qué puedo pedir?" is about the rights that the answer names."""
    each = dict.fromkeys(concept for fact in told if not fact.is_catch_all for concept in fact.concepts)
    return [concept.id for concept in kb.concepts(list(each)) if concept.kind == "right"]


def _named(history: History | None, kb: KnowledgeBase) -> list[Aspect]:
    """The aspects of which a question asks what changed."""
    return [found for one in (history.aspects if history else ()) if (found := kb.aspect(one))]


def _history(question: Question, concepts: tuple[Concept, ...], kb: KnowledgeBase) -> History | None:
    """What changed; None where something else of the policy's changes is asked, such as their notice."""
    if any(fact.aspect == question.aspect for fact in kb.facts_by_key(question.terms)):
        return None
    return look_back(
        question.text,
        [concept.id for concept in concepts],
        kb,
        lambda fact: bool(where_asked([fact], question.here)),
    )


def _beyond(apart: tuple[str, ...], facts: list[Fact]) -> list[Fact]:
    """The facts that are not mainly about what the question sets apart."""
    others = [fact for fact in facts if not fact.concepts or fact.concepts[0] not in apart]
    return others or facts


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


def _is_asked(told: list[Fact], question: Question) -> bool:
    return any(is_plainly_asked(fact, question) for fact in told[:1])


def _unmatched(
    question: Question, concepts: tuple[Concept, ...], told: list[Fact], *, asked: bool
) -> tuple[Concept, ...]:
    """What is asked about and not told of; beside a fact that is plainly asked for, of what is named now."""
    spoken_of = {concept for fact in told for concept in fact.concepts}
    data = {concept.id for concept in concepts if concept.kind == "data_category"}
    # What data is taken with is nothing that is asked about, beside data.
    matter = data - MEANS or data
    by_id = {concept.id: concept for concept in concepts if concept.id in matter}
    missing = []
    said = any(mention.text for mention in question.mentions)
    for mention in question.mentions:
        if (said and set(mention.concepts) <= set(question.stays)) or (asked and not mention.text):
            # What it only stays with need not be told of.
            continue
        known = [by_id[one] for one in mention.concepts if one in by_id]
        if known and not any(one.id in spoken_of for one in known):
            missing.append(known[0])
    return tuple(dict.fromkeys(missing))
