"""Which facts people ask for in such words, of those that fit and of others."""

from __future__ import annotations

from collections.abc import Sequence

from actions.context import Question
from knowledge.queries import KnowledgeBase
from knowledge.records import Fact

# How near a question must be to those asked for a fact for that to lead the facts that fit, and how much nearer
# than the one that would lead. Chosen on 311 questions of which somebody said with which facts a good reply
# begins.
LEADS, MORE = 0.35, 0.3
# The same, for a fact that is about less of what is named than the one that would lead; for one of those that
# are told of data at large, whose order somebody chose.
LEADS_OF_LESS, LEADS_AT_LARGE = 0.6, 0.7
# How near for a fact to join those that fit; for one that is of another aspect, or about nothing that is named.
JOINS, JOINS_OF_OTHERS = 0.55, 0.65
# What a term means, and what Clara is, answers no other question.
_ONLY_ASKED = {"definition", "bot", "changes"}


def nearest_first(facts: Sequence[Fact], question: Question, kb: KnowledgeBase) -> list[Fact]:
    """Facts with those first that are asked for in such words, be it that they only fit by their words.

    That the policy is silent is never said for the words' sake, nor left unsaid.

    Args:
        facts: those that fit, best first.
        question: a whole question.
        kb: the knowledge base.

    Returns:
        The facts, and those that join them.
    """
    joining = [fact for fact in _asked_for(question, kb) if fact not in facts]
    if not facts or facts[0].absence:
        return [*facts, *joining]
    matters = set(question.matters)
    more = question.asked.get(facts[0].key, 0.0) + MORE
    met = len(matters.intersection(facts[0].concepts))

    def lead(fact: Fact) -> float:
        likeness = question.asked.get(fact.key, 0.0)
        if fact.absence or likeness < more or likeness < least(fact):
            return 0.0
        return -likeness

    def least(fact: Fact) -> float:
        if fact in joining:
            return JOINS
        if not matters:
            return LEADS_AT_LARGE
        return LEADS if len(matters.intersection(fact.concepts)) >= met else LEADS_OF_LESS

    told = sorted([*facts, *joining], key=lead)
    return [fact for fact in told if fact not in joining or lead(fact)]


def _asked_for(question: Question, kb: KnowledgeBase) -> list[Fact]:
    """Facts that are asked for in nearly these words, whatever is named."""
    keys = [key for key, likeness in question.asked.items() if likeness >= JOINS]
    matters = set(question.matters)

    def joins(fact: Fact) -> bool:
        if (
            not fact.current
            or fact.absence
            or (fact.aspect in _ONLY_ASKED and fact.aspect != question.aspect)
        ):
            return False
        of_others = bool(matters) and matters.isdisjoint(fact.concepts)
        fits = fact.aspect == question.aspect and not of_others
        return fits or question.asked[fact.key] >= JOINS_OF_OTHERS

    return [fact for fact in kb.facts_by_key(keys) if joins(fact)]
