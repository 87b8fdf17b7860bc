"""Whether another country would make a difference to an answer."""

from __future__ import annotations

from dataclasses import replace

from actions.answering import Answer, answer
from knowledge.law_queries import country
from knowledge.queries import KnowledgeBase

# Of each part of the policy that speaks of a region, a country, and one with a law of its own elsewhere.
_ONE_OF_EACH = ("ES", "US", "MX")
# Facts that a message begins with; what stands behind them, nobody needs to name a country for.
_FIRST = 3


def told_otherwise(found: Answer, kb: KnowledgeBase) -> bool:
    """Whether who lives in one country is told something else than who lives in another.

    Args:
        found: an answer for whoever has not told a country.
        kb: the knowledge base.

    Returns:
        False if the answer begins the same everywhere.
    """
    answers = (answer(replace(found.question, here=country(kb, code)), kb) for code in _ONE_OF_EACH)
    return any(_beginning(there) != _beginning(found) for there in answers)


def _beginning(found: Answer) -> set[str]:
    return {fact.key for fact in found.facts[: min(found.at_once, _FIRST)]}
