"""Which facts people ask for in such words, of those that fit and of others."""

from __future__ import annotations

from actions.context import Question
from knowledge.queries import KnowledgeBase
from knowledge.records import Fact

# How near a question must be to those asked for a fact for that to lead the facts that fit, how much nearer
# than the fact that would lead, and how near for it to be told whatever is named. Chosen on questions of
# which somebody said with which facts a good reply begins.
LEADS, MORE, JOINS = 0.35, 0.3, 0.6
# The same, for a fact that is about less of what is named than the one that would lead; about none of it, or
# of another aspect.
LEADS_OF_LESS, JOINS_OF_OTHERS = 0.6, 0.65
# What a term means, and what Clara is, answers no other question.
_ONLY_ASKED = {"definition", "bot", "changes"}


def nearest_first(facts: list[Fact], question: Question) -> list[Fact]:
    """Facts with those first that are asked for in such words; what is told of data at large keeps its order.

    That the policy is silent is never said for the words' sake.

    Args:
        facts: those that fit, best first.
        question: a whole question.

    Returns:
        The same facts.
    """
    if not facts or not question.matters or facts[0].absence:
        return facts
    matters = set(question.matters)
    more = question.asked.get(facts[0].key, 0.0) + MORE
    met = len(matters.intersection(facts[0].concepts))

    def lead(fact: Fact) -> float:
        likeness = 0.0 if fact.absence else question.asked.get(fact.key, 0.0)
        as_near = LEADS if len(matters.intersection(fact.concepts)) >= met else LEADS_OF_LESS
        return -likeness if likeness >= max(as_near, more) else 0.0

    return sorted(facts, key=lead)


def asked_for(question: Question, kb: KnowledgeBase) -> list[Fact]:
    """Facts that are asked for in nearly these words, whatever is named.

    Args:
        question: a whole question.
        kb: the knowledge base.

    Returns:
        The facts, the nearest first.
    """
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
