"""What the law of the person's country adds to an answer, and the steps to exercise a right there."""

from __future__ import annotations

from collections.abc import Sequence

from actions.question import Question
from knowledge import laws
from knowledge.queries import KnowledgeBase
from knowledge.records import Country, Fact, Law

_COMPLAINT, _NO_SALE = "complaint", "no_sale"
# The policy's own fact that no deadline is set: asking for it is asking for the law's.
NO_DEADLINE = "der-plazo"
_WRITE, _PROVE = "der-paso-escribir", "der-paso-adjuntar"
_COMPLAIN, _IN_EUROPE = "der-reclamo", "der-eee"
_LONGEST_WAY = 2
# Rights that are exercised by asking; to complain is what one does when they are not heard.
EXERCISED = (
    "access",
    "rectification",
    "erasure",
    "portability",
    "objection",
    "restriction",
    "withdraw_consent",
    "automated_decisions",
    "no_sale",
)


def asks_of_law(question: Question, kb: KnowledgeBase) -> bool:
    """Whether a question with a known country is one that its law helps to answer.

    Args:
        question: the question.
        kb: the knowledge base.

    Returns:
        True for questions on rights, and for how to exercise one; not where other words of the policy are
        asked for.
    """
    if question.here is None:
        return False
    others = set(question.terms) - {NO_DEADLINE}
    if others and any(fact.aspect == question.aspect for fact in kb.facts_by_key(sorted(others))):
        return False
    law = question.here.law
    sentence = law.rights_fact if law else laws.key(question.here.code.lower(), laws.NO_SOURCE)
    if not kb.facts_by_key([sentence]):
        return False  # beside this policy, nothing is told of laws
    if _NO_SALE in question.matters and not (law and _NO_SALE in law.rights):
        return False  # the policy says itself where there is no such right
    if question.aspect == "rights" or (question.aspect == "contact" and _COMPLAINT in question.matters):
        return True
    return question.aspect == "control" and right_of(question.matters) is not None and not _of_data(question)


def _of_data(question: Question) -> bool:
    """Whether it asks how to do something to certain data: the settings for it say more than the law."""
    return any(one not in (*EXERCISED, _COMPLAINT, "account") for one in question.matters)


def right_of(concepts: Sequence[str]) -> str | None:
    """The first of some concepts that is a right one can exercise."""
    return next((one for one in concepts if one in EXERCISED), None)


def rights_in(question: Question, kb: KnowledgeBase) -> list[str]:
    """The rights that a question is about: "¿cómo corrijo mi teléfono?" names none, but is about one.

    Args:
        question: the question.
        kb: the knowledge base.

    Returns:
        Those that it names or implies; none where neither rights nor what to do is asked.
    """
    if question.aspect not in ("rights", "control"):
        return []
    return [one.id for one in kb.concepts(question.concepts) if one.kind == "right"]


def told_by_law(
    question: Question, aspect: str, concepts: Sequence[str], kb: KnowledgeBase
) -> tuple[list[Fact], bool]:
    """The facts that answer a question with the law of its country.

    Args:
        question: a question that `asks_of_law`.
        aspect: what it asks.
        concepts: what it is about.
        kb: the knowledge base.

    Returns:
        The facts in the order in which they are told, and whether the law names the right that is asked
        about.
    """
    here = question.here
    assert here is not None
    right = right_of(concepts)
    law = here.law
    if law is None:
        return _without_law(question, aspect, right, kb), True
    if question.deadline:
        return kb.facts_by_key(_on_deadline(law, right)), True
    if _COMPLAINT in concepts and right is None:
        due = [one.fact for one in law.deadlines]
        return kb.facts_by_key([law.authority_fact, _COMPLAIN, *due]), True
    named = right is None or right in law.rights
    lead = kb.facts_by_key([law.rights_fact, *([law.coming_fact] if law.coming_fact else [])])
    own = kb.facts("rights", [right])[:1] if right else []
    own = [fact for fact in own if fact.jurisdiction is None and fact.region in (None, here.region)]
    steps = [*_at_company(aspect, right, here, kb), *kb.facts_by_key(_after_asking(law, right))]
    return [*([] if named else own), *lead, *steps], named


def is_step(fact: Fact, law: Law | None) -> bool:
    """Whether a fact is told as a step rather than as what the law says."""
    return law is None or fact.key not in (law.rights_fact, law.coming_fact)


def _without_law(question: Question, aspect: str, right: str | None, kb: KnowledgeBase) -> list[Fact]:
    here = question.here
    assert here is not None
    unknown = kb.facts_by_key([laws.key(here.code.lower(), laws.NO_SOURCE)])
    authority = kb.facts_by_key([_IN_EUROPE if here.region == "eea" else _COMPLAIN])
    if question.deadline:
        return [*unknown, *kb.facts_by_key([NO_DEADLINE, _WRITE]), *authority]
    if _COMPLAINT in question.matters and right is None:
        return [*unknown, *authority, *kb.facts_by_key([_WRITE])]
    own = kb.facts("rights", [right])[:1] if right else kb.general_facts("rights")[:1]
    own = [fact for fact in own if fact.jurisdiction is None and fact.region in (None, here.region)]
    return [*unknown, *own, *_at_company(aspect, right, here, kb), *authority]


def _at_company(aspect: str, right: str | None, here: Country, kb: KnowledgeBase) -> list[Fact]:
    """What to do oneself and what to write; in a how-to question, what to do oneself comes in full."""
    ways = [
        fact
        for fact in (kb.facts("control", [right]) if right else [])
        if fact.jurisdiction is None
        and fact.region in (None, here.region)
        and fact.polarity == "affirms"
        and not fact.niche
    ]
    oneself = ways[: _LONGEST_WAY if aspect == "control" else 1]
    return [*oneself, *kb.facts_by_key([_WRITE, _PROVE])]


def _on_deadline(law: Law, right: str | None) -> list[str]:
    """By when an answer is due; where no number is known, also what is to come and what to do meanwhile."""
    fitting = law.deadlines_for(right)
    told = [one.fact for one in fitting or law.deadlines]
    counted = any(one.amount for one in fitting)
    coming = [law.coming_fact] if law.coming_fact else []
    return [*told, *([] if counted else [*coming, _WRITE]), law.authority_fact]


def _after_asking(law: Law, right: str | None) -> list[str]:
    return [*(one.fact for one in law.deadlines_for(right)), law.authority_fact]
