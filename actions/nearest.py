"""Which facts people ask for in such words, of those that fit and of others."""

from __future__ import annotations

from collections.abc import Sequence

from actions.context import Question
from knowledge.queries import KnowledgeBase
from knowledge.records import Fact

# How near a question must be to those asked for a fact for that to lead the facts that fit, and how much
# nearer than the one that would lead. Chosen on 311 questions of which somebody said with which facts a good
# reply begins.
LEADS, MORE = 0.45, 0.4
# Nor does it lead if it is about less of what is named. Of what is told of data at large, whose order
# somebody chose, one leads when it is this near.
LEADS_AT_LARGE = 0.5
# How near for a fact to join those that fit; for one of another aspect, as words alone do not tell who gives
# whom what.
JOINS, JOINS_OF_OTHERS = 0.6, 0.7
# What a term means, and what Clara is, answers no other question.
_NEVER = 2.0
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
        return LEADS if len(matters.intersection(fact.concepts)) >= met else _NEVER

    told = sorted([*facts, *joining], key=lead)
    return [fact for fact in told if fact not in joining or lead(fact)]


def _asked_for(question: Question, kb: KnowledgeBase) -> list[Fact]:
    """Facts that are asked for in nearly these words, whatever is named."""
    keys = [key for key, likeness in question.asked.items() if likeness >= JOINS]
    found = [fact for fact in kb.facts_by_key(keys) if fact.current and not fact.absence]
    return [
        fact
        for fact in found
        if fact.aspect == question.aspect
        or (fact.aspect not in _ONLY_ASKED and question.asked[fact.key] >= JOINS_OF_OTHERS)
    ]
