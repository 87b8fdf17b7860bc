"""Which facts people ask for in such words, of those that fit and of others.

A fact leads by its place among those that fit, by how probable it is that it is asked for, and by what it is
about. The weights are those of a conditional logit, learned from 900 questions and turns of which somebody
said with which facts a good reply begins (`tests/evaluation/first_facts.txt`, without `unseen`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from actions.leading import MEANS
from actions.question import Question
from knowledge.queries import KnowledgeBase
from knowledge.records import Fact

# What a term means, and what Clara is, answers no other question.
_ONLY_ASKED = {"definition", "bot", "changes"}
# A fact that is less probable is as good as not asked for.
_LEAST = 1e-4
# How probable a fact that does not fit by aspect and concepts must be to be looked at.
_LIKELY = 0.15
# From here on, most of those who ask so ask for it; and nearly all of them.
_SURE, _PLAIN = 0.4, 0.8
# How far behind the first a fact may stand and still be told at once. Of 701 that were told second to fourth
# on the labelled questions, two in five within this distance were what a good reply may begin with, and one
# in five beyond it.
_NEAR = 3.0


@dataclass(frozen=True)
class Weights:
    """What speaks for a fact to lead.

    ``share``: the probability that it is asked for; ``asked``: its logarithm. ``first``: it would lead
    without that. ``fits``: it is among those that fit. ``aspect``: it is of the aspect that is asked.
    ``meets``: it is about something that the question is about; ``meets_all``: about all of it.
    """

    asked: float = 0.53
    share: float = 0.20
    first: float = 1.14
    fits: float = 0.68
    aspect: float = 0.64
    meets: float = 0.38
    meets_all: float = 0.40


WEIGHTS = Weights()


def nearest_first(
    facts: Sequence[Fact], question: Question, kb: KnowledgeBase, weights: Weights = WEIGHTS
) -> list[Fact]:
    """Facts with those first that are asked for in such words, be it that they only fit by their words.

    That the policy is silent is never said for the words' sake; where it would lead, only what is surely
    asked for stands before it.

    Args:
        facts: those that fit, best first.
        question: a whole question.
        kb: the knowledge base.
        weights: what speaks for a fact to lead.

    Returns:
        The facts, and those that join them.
    """
    if not facts:
        return []
    if facts[0].absence:
        asked = [fact for fact in facts if not fact.absence and surely_asked(fact, question)]
        return [*asked, *(fact for fact in facts if fact not in asked)]
    others = [fact for fact in _asked_for(question, kb) if fact not in facts]
    scores = {
        fact.key: _score(features(fact, place if place < len(facts) else None, question), weights)
        for place, fact in enumerate([*facts, *others])
    }
    # What is told of anything leads only where nothing is told of this.
    least = scores[facts[0].key] - (weights.first + weights.fits if facts[0].is_catch_all else 0)
    joining = [fact for fact in others if scores[fact.key] > least]
    specific = any(not fact.is_catch_all for fact in [*joining, facts[0]])

    def lead(fact: Fact) -> float:
        last = fact.absence or (fact.is_catch_all and specific)
        return math.inf if last else -scores[fact.key]

    return sorted([*joining, *facts], key=lead)


def surely_asked(fact: Fact, question: Question) -> bool:
    """Whether people who ask in such words mostly ask for a fact.

    Args:
        fact: it.
        question: a whole question.
    """
    return question.asked.get(fact.key, 0.0) >= _SURE


def plainly_asked(question: Question, kb: KnowledgeBase) -> Fact | None:
    """The fact that nearly all who ask in such words, after such a turn, ask for.

    Args:
        question: a whole question.
        kb: the knowledge base.
    """
    found = kb.facts_by_key(list(question.asked))
    plain = (fact for fact in found if fact.current and is_plainly_asked(fact, question))
    return next((fact for fact in plain if _may_answer(fact, question)), None)


def is_plainly_asked(fact: Fact, question: Question) -> bool:
    """Whether nearly all who ask in such words ask for a fact.

    Args:
        fact: it.
        question: a whole question.
    """
    return question.asked.get(fact.key, 0.0) >= _PLAIN


def told_at_once(
    facts: Sequence[Fact], question: Question, weights: Weights = WEIGHTS
) -> tuple[list[Fact], list[Fact]]:
    """Parts what is told at once from what can wait until somebody wants more.

    Args:
        facts: those that an answer may tell, best first.
        question: a whole question.
        weights: what speaks for a fact to lead.

    Returns:
        The first, what stands near it, and what is about something named that these do not speak of; and the
        others. Both best first.
    """
    if not facts or facts[0].absence:
        return list(facts), []
    scores = [_score(features(fact, place, question), weights) for place, fact in enumerate(facts)]
    near = [
        fact
        for fact, score in zip(facts, scores, strict=True)
        if scores[0] - score <= _NEAR or fact.key in question.terms
    ]
    if len(near) == 1 and _says_little(facts[0], question):
        near += facts[1:2]
    missing = _named(question) - {one for fact in near for one in fact.concepts}
    for fact in facts:
        if fact not in near and not fact.is_catch_all and not missing.isdisjoint(fact.concepts):
            near.append(fact)
            missing -= set(fact.concepts)
    return [fact for fact in facts if fact in near], [fact for fact in facts if fact not in near]


def _says_little(fact: Fact, question: Question) -> bool:
    """Whether a fact alone may leave out what is asked: it is of anything, of a region, of another aspect."""
    return fact.is_catch_all or fact.region is not None or fact.aspect != question.aspect


def _named(question: Question) -> set[str]:
    """What the question says it is about, without what data is taken with."""
    said = [mention for mention in question.mentions if mention.text and not mention.implied]
    return {one for mention in said for one in mention.concepts} - MEANS


def features(fact: Fact, place: int | None, question: Question) -> dict[str, float]:
    """What speaks for a fact to lead, by the names of `Weights`.

    Args:
        fact: it.
        place: where it stands among the facts that fit; None if it does not.
        question: a whole question.
    """
    matters, about = set(question.matters or question.guessed), set(fact.concepts)
    share = question.asked.get(fact.key, 0.0)
    return {
        "asked": math.log(max(share, _LEAST)),
        "share": share,
        "first": float(place == 0),
        "fits": float(place is not None),
        "aspect": float(fact.aspect == question.aspect),
        "meets": float(bool(matters & about)),
        "meets_all": float(bool(matters) and matters <= about),
    }


def _score(speaking: dict[str, float], weights: Weights) -> float:
    return sum(getattr(weights, name) * value for name, value in speaking.items())


def _asked_for(question: Question, kb: KnowledgeBase) -> list[Fact]:
    """Facts that are probably asked for in these words, whatever is named."""
    keys = [key for key, share in question.asked.items() if share >= _LIKELY]
    found = [fact for fact in kb.facts_by_key(keys) if fact.current and not fact.absence]
    return [fact for fact in found if _may_answer(fact, question)]


def _may_answer(fact: Fact, question: Question) -> bool:
    return fact.aspect == question.aspect or fact.aspect not in _ONLY_ASKED
