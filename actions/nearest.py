"""Which of the facts that fit people ask for in such words."""

from __future__ import annotations

from actions.context import Question
from knowledge.queries import KnowledgeBase
from knowledge.records import Aspect, Fact

# How near a question must be to those asked for a fact for that to lead the facts that fit; to lead without
# being about what is named; how much nearer than the fact that would lead.
LEADS, JOINS, MORE = 0.45, 0.6, 0.1


def nearest_first(facts: list[Fact], question: Question) -> list[Fact]:
    """Facts with those first that are asked for in such words.

    Args:
        facts: those that fit, best first.
        question: a whole question.

    Returns:
        The same facts.
    """
    if not facts:
        return facts
    first = question.asked.get(facts[0].key, 0.0) + MORE
    near = {fact.key: likeness for fact in facts if (likeness := question.asked.get(fact.key, 0.0)) >= LEADS}
    leads = {key: likeness for key, likeness in near.items() if key == facts[0].key or likeness >= first}
    return sorted(facts, key=lambda fact: -leads.get(fact.key, 0.0))


def asked_for(question: Question, aspect: Aspect, kb: KnowledgeBase) -> list[Fact]:
    """Facts of an aspect that are asked for in nearly these words, whatever is named.

    Args:
        question: a whole question.
        aspect: what it asks.
        kb: the knowledge base.

    Returns:
        The facts, the nearest first.
    """
    keys = [key for key, likeness in question.asked.items() if likeness >= JOINS]
    return [fact for fact in kb.facts_by_key(keys) if fact.aspect == aspect.id and fact.current]
