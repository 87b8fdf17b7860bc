"""Choosing the facts that a question is answered with, in each aspect its own way."""

from __future__ import annotations

import re
from collections.abc import Callable

from actions.law import asks_of_law, told_by_law
from actions.leading import MEANS, in_order, leading
from actions.nearest import nearest_first, surely_asked
from actions.question import Question
from actions.statuses import Frame, Status
from knowledge.queries import KnowledgeBase
from knowledge.records import Aspect, Concept, Country, Fact
from knowledge.words import fold

CHANGES, _CONTROL, _SECURITY, _SHARING = "changes", "control", "security", "sharing"
# Aspects that nothing can be missing from: a term, Clara, the policy as a whole.
ALWAYS_KNOWN = {"definition", "bot", "overview", "contact"}
# Aspects in which "qué no" has an answer.
_DENIABLE = {"collection", "purpose", "sharing", "source", "advertising"}
_NEARBY = 1
_OTHERS, _ACCOUNT, _PURPOSE = "other_users", "account", "purpose"
# Aspects whose facts answer another's questions as they are.
_TOLD_BY = {("rights", "control")}
# A family of words (see `nlu.cues`).
_TAKE, _COLLECTION = "take", "collection"
# What holds for everybody holds for children.
_FOR_ALL = {"children"}
# What is said of a region leads in these; elsewhere it stands among the rest.
_BY_REGION = {"legal_basis", "advertising"}
Choice = tuple[Status, Frame, list[Fact]]
Chooser = Callable[[Question, Aspect, tuple[Concept, ...], KnowledgeBase], Choice]


def chooser_for(question: Question, aspect: Aspect, kb: KnowledgeBase) -> Chooser:
    """What chooses the facts for a question.

    Args:
        question: a whole question.
        aspect: what it asks.
        kb: the knowledge base.

    Returns:
        A function of the question, its aspect, its concepts and the knowledge base, which gives the status,
        the frame and the facts, best first.
    """
    # Who sees what one watches in one's account is told, whoever that is; and content need not know a matter.
    seen = aspect.id == _SHARING and _OTHERS in question.concepts and _OTHERS not in question.guessed
    if not seen and aspect.id not in ALWAYS_KNOWN and kb.unmentioned(question.unmentioned):
        return _unmentioned
    if question.manner.asks_what_not and aspect.id in _DENIABLE:
        return _what_not
    if asks_of_law(question, kb):
        return _by_law
    return _CHOOSERS.get(aspect.id, _about_concepts)


def _about_concepts(
    question: Question, aspect: Aspect, concepts: tuple[Concept, ...], kb: KnowledgeBase
) -> Choice:
    ids = [concept.id for concept in concepts]
    said = _said_now(question, concepts) or tuple(kb.concepts(question.guessed))
    silent = _silent_topics(question, kb) or _silent(said, kb)
    general = in_order(where_asked(kb.general_facts(aspect.id), question.here), question, aspect, kb)
    if silent:
        nearby = [fact for fact in general if not fact.absence][:1]
        return Status.NOT_IN_POLICY, Frame.SILENT, [*_best_absences(silent, aspect.id, kb), *nearby]
    if any(concept.kind == "topic" and not kb.about(concept.id) for concept in concepts):
        # Of viruses, say, no fact speaks at all: what is said in general is only near.
        return Status.NOT_IN_POLICY, Frame.SILENT, general[:_NEARBY]
    named = [fact for fact in kb.facts_by_key(question.terms) if fact.aspect == aspect.id]
    named += where_asked(leading(question, aspect, kb), question.here)
    specific = where_asked(kb.facts(aspect.id, ids), question.here) if ids else []
    nearest = nearest_first(in_order(specific, question, aspect, kb), question, kb) if ids else []
    specific = [*named, *where_asked(nearest, question.here)]
    if not ids:
        rare = [] if named else where_asked(kb.on_rare_topic(question.text, aspect.id), question.here)
        guessed = [fact for fact in kb.facts(aspect.id, question.guessed) if not fact.is_catch_all]
        known = [*rare, *general]
        known += [fact for fact in where_asked(guessed, question.here) if fact not in known]
        nearest = where_asked(nearest_first(known, question, kb), question.here)
        return standing([*named, *nearest], Frame.NONE)
    if question.told and all(fact.is_catch_all for fact in specific):
        # "¿Y cómo lo desactivo?": of what the last answer began with, if of nothing that was named.
        also = [fact for fact in kb.facts(aspect.id, question.told) if not fact.is_catch_all]
        specific = [*where_asked(also, question.here), *specific]
    if specific:
        if aspect.id == _CONTROL:
            specific = _what_was_told_first(_what_is_done_first(specific, question), question, concepts)
        if question.only_implies(_OTHERS):
            # "¿Quién puede ver lo mío?": whoever gets to know it, and those in one's account.
            specific = [*general[:1], *specific, *general[1:]]
        catch_all = all(fact.is_catch_all for fact in specific)
        if catch_all and aspect.id == _SHARING and _OTHERS in question.concepts:
            # Whoever is in one's account sees what is in it, whatever that is.
            specific = [*where_asked(kb.facts(aspect.id, [_OTHERS]), question.here), *specific]
        return standing([*specific, *general] if catch_all else specific, Frame.NONE)
    asked = [fact for fact in kb.facts_by_key(list(question.asked)) if surely_asked(fact, question)]
    asked = [fact for fact in where_asked(asked, question.here) if fact.aspect == aspect.id and fact.current]
    if asked:
        return standing([*asked, *(fact for fact in general if fact not in asked)], Frame.NONE)
    return _told_elsewhere(question, aspect, concepts, kb) or standing(general, Frame.GENERAL_ONLY)


def _told_elsewhere(
    question: Question, aspect: Aspect, concepts: tuple[Concept, ...], kb: KnowledgeBase
) -> Choice | None:
    """What other aspects tell of what is named, where the one that is asked tells nothing."""
    by_name = [fact for fact in kb.facts_by_key(question.terms) if fact.aspect in aspect.related]
    if by_name:
        # "¿Saben si abro los correos que me mandan?": the words name the very fact.
        return standing(by_name, Frame.NONE)
    ids = [concept.id for concept in concepts]
    # Of what one gave oneself, and of an account that may be broken into, the aspect as a whole tells more.
    if all(one.kind == "source" for one in concepts) or (aspect.id == _SECURITY and ids == [_ACCOUNT]):
        return None
    for other in _elsewhere(aspect, concepts):
        related = [fact for fact in where_asked(kb.facts(other, ids), question.here) if not fact.is_catch_all]
        if related:
            # How a right is exercised, and what a purpose takes, is the answer itself.
            same = (aspect.id, other) in _TOLD_BY or other == _PURPOSE or aspect.id in _FOR_ALL
            return standing(related, Frame.NONE if same else Frame.OTHER_ASPECT)
    return None


def _elsewhere(aspect: Aspect, concepts: tuple[Concept, ...]) -> tuple[str, ...]:
    """ "¿En qué se basan para recomendarme?": what a purpose takes is told where purposes are."""
    own = (_PURPOSE,) if concepts and all(one.kind == _PURPOSE for one in concepts) else ()
    return tuple(dict.fromkeys((*(one for one in own if one != aspect.id), *aspect.related)))


def _what_is_done_first(facts: list[Fact], question: Question) -> list[Fact]:
    """ "¿Cómo borro el perfil?" is answered with how it is deleted before what else can be done with it."""
    matters = set(question.matters)
    done = set(question.concepts) - matters

    def tells_it(fact: Fact) -> bool:
        mainly = bool(fact.concepts) and fact.concepts[0] in matters
        return mainly and not fact.is_catch_all and not done.isdisjoint(fact.concepts)

    return sorted(facts, key=lambda fact: not tells_it(fact))


def _what_was_told_first(facts: list[Fact], question: Question, concepts: tuple[Concept, ...]) -> list[Fact]:
    """ "¿Y cómo quito eso?" is asked of all that the last answer began with, and not of some of it."""
    said = question.named_now
    named = any(concept.id in said and concept.kind == "data_category" for concept in concepts)
    if named or not question.manner.pronoun:
        return facts
    told = set(question.told)
    return sorted(facts, key=lambda fact: 0 if fact.is_catch_all else -len(told.intersection(fact.concepts)))


def _what_not(question: Question, aspect: Aspect, concepts: tuple[Concept, ...], kb: KnowledgeBase) -> Choice:
    """ "¿Qué no comparten?": what is denied or not mentioned; no policy lists all that it does not do."""
    ids = [concept.id for concept in concepts]
    denied = [
        fact
        for fact in where_asked(kb.denials(aspect.id), question.here)
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


def standing(facts: list[Fact], frame: Frame) -> Choice:
    """The choice of facts, by the first of them.

    Args:
        facts: best first.
        frame: what has to be said before them, if the policy is not silent.

    Returns:
        ``not_in_policy`` where there are none, or the first says that the policy does not say it.
    """
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
    if not found and concepts:
        # "¿Y eso de la voz qué es?" asks for no term: what is taken of it is told.
        taken = kb.facts(_COLLECTION, [concept.id for concept in concepts])
        return standing(
            [fact for fact in where_asked(taken, question.here) if not fact.is_catch_all], Frame.NONE
        )
    return standing(found[: max(1, len(question.terms))], Frame.NONE)


def _bot(question: Question, aspect: Aspect, concepts: tuple[Concept, ...], kb: KnowledgeBase) -> Choice:
    found = [f for f in kb.facts_by_key(question.terms) if f.aspect == aspect.id]
    return standing([*found, *([] if found else kb.general_facts(aspect.id))], Frame.NONE)


def _whole(question: Question, aspect: Aspect, concepts: tuple[Concept, ...], kb: KnowledgeBase) -> Choice:
    general = where_asked(kb.general_facts(aspect.id), question.here)
    return standing(sorted(general, key=lambda fact: not surely_asked(fact, question)), Frame.NONE)


def _by_law(question: Question, aspect: Aspect, concepts: tuple[Concept, ...], kb: KnowledgeBase) -> Choice:
    """What a country's law says, and the steps from asking the company to going to the authority."""
    facts, named = told_by_law(question, aspect.id, [concept.id for concept in concepts], kb)
    return Status.ANSWERED, Frame.LAW if named else Frame.NOT_IN_LAW, facts


def of_changes(
    question: Question, aspect: Aspect, concepts: tuple[Concept, ...], kb: KnowledgeBase
) -> Choice:
    """Where no change is recorded: what is told of changes in so many words, else what is said today."""
    named = [fact for fact in kb.facts_by_key(question.terms) if fact.aspect == aspect.id]
    general = where_asked(kb.general_facts(aspect.id), question.here)
    ids = [concept.id for concept in concepts]
    found = [*named, *where_asked(kb.facts(aspect.id, ids), question.here)] if ids else named
    if found or not ids:
        return standing([*found, *([] if found and ids else general)], Frame.NONE)
    today = where_asked([fact for one in ids for fact in kb.about(one) if fact.current], question.here)
    told = [fact for fact in today if fact.aspect != "definition"] or general
    silent = told[0].absence
    return Status.NOT_IN_POLICY if silent else Status.ANSWERED, Frame.NOTHING_CHANGED, told[:1]


def _of_children(
    question: Question, aspect: Aspect, concepts: tuple[Concept, ...], kb: KnowledgeBase
) -> Choice:
    """ "¿Qué guardan de mi hija?": what is taken of anybody, as nothing is said of children alone."""
    status, frame, facts = _about_concepts(question, aspect, concepts, kb)
    silence = [fact for fact in facts if fact.absence]
    asked_for = sorted(facts, key=lambda fact: -question.asked.get(fact.key, 0.0))[:1]
    if _TAKE not in question.cues or not silence or asked_for != silence[:1]:
        return status, frame, facts
    data = [one.id for one in concepts if one.kind == "data_category" and one.id not in MEANS]
    taken = [
        fact
        for fact in where_asked(kb.facts(_COLLECTION, data or silence[0].concepts), question.here)
        if not fact.is_catch_all and not fact.absence
    ]
    rest = [fact for fact in facts if fact not in silence]
    return (Status.ANSWERED, Frame.NONE, [*silence, *taken[:2], *rest]) if taken else (status, frame, facts)


_CHOOSERS: dict[str, Chooser] = {
    "children": _of_children,
    "definition": _definition,
    "bot": _bot,
    "overview": _whole,
    "contact": _whole,
    CHANGES: of_changes,
}


def _said_now(question: Question, concepts: tuple[Concept, ...]) -> tuple[Concept, ...]:
    """The concepts named in this turn; those carried over if there are none: "¿me puedo oponer?"."""
    said = {one for mention in question.mentions if mention.text for one in mention.concepts}
    return tuple(concept for concept in concepts if concept.id in said) or concepts


# A theft is named as a circumstance, too: "¿y si la roban?"; "¿me avisan?" is asked of the theft.
_CIRCUMSTANCE = "breach"
_NOTICE = re.compile(r"\b(?:(?:me|nos|te|les?) (?:avis|notific|enter)\w+|avisar\w*|notificar\w*|me entero)\b")


def _silent_topics(question: Question, kb: KnowledgeBase) -> list[str]:
    """ "¿Mi contraseña va cifrada?" asks of the encryption, whatever is known of passwords."""
    said = [one for mention in question.mentions if mention.text for one in mention.concepts]
    notice = _CIRCUMSTANCE in said and _NOTICE.search(fold(question.text))
    topics = [
        one.id for one in kb.concepts(said) if one.kind == "topic" and (notice or one.id != _CIRCUMSTANCE)
    ]
    return [one for one in topics if kb.is_silent_on(one)]


def _silent(concepts: tuple[Concept, ...], kb: KnowledgeBase) -> list[str]:
    """The concepts asked about, when the policy is silent on all that the question is really about."""
    matter = [c for c in concepts if c.kind in ("data_category", "topic") and c.id not in MEANS]
    silent = [c for c in matter if kb.is_silent_on(c.id)]
    return [c.id for c in silent] if len(silent) == len(matter) else []


def _best_absences(silent: list[str], aspect: str, kb: KnowledgeBase) -> list[Fact]:
    found = kb.absences(silent)
    return sorted(found, key=lambda fact: fact.aspect != aspect)


def where_asked(facts: list[Fact], here: Country | None) -> list[Fact]:
    """Facts that hold where the person lives; for one whose country is not known, the general text.

    The section on the United States adds to the general text; the European text stands in its place.

    Args:
        facts: best first.
        here: where the person lives, if that is known.

    Returns:
        Those that hold there, best first.
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
