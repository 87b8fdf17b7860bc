"""Which facts a question asks for, by questions that people ask for each: those that share its words decide.

Meaning was tried beside words, and told no more (`docs/understanding.md`).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.words import content_stems

_TOLD = 8


def stems_and_pairs(text: str) -> list[str]:
    """The stems of the words of a text that carry meaning, and each with the next.

    >>> stems_and_pairs("¿me cobran otra tarjeta?")
    ['cobr', 'tarjet', 'cobr tarjet']

    Args:
        text: a question.
    """
    stems = content_stems(text)
    return [*stems, *(f"{one} {other}" for one, other in itertools.pairwise(stems))]


class FactModel:
    """Says how much a question is like those that a fact answers; rare words count for more."""

    def __init__(self) -> None:
        self._words = TfidfVectorizer(analyzer=stems_and_pairs, sublinear_tf=True)
        self._facts: list[str] = []

    def fit(self, questions: Sequence[str], facts: Sequence[str]) -> FactModel:
        """Learn which questions ask for which facts.

        Args:
            questions: what people ask, at least one.
            facts: the id of the fact that answers each, of the same length.

        Returns:
            Itself.
        """
        self._facts = list(dict.fromkeys(facts))
        places = {fact: place for place, fact in enumerate(self._facts)}
        self._fact_of = np.array([places[fact] for fact in facts])
        self._asked = self._words.fit_transform(questions)
        return self

    def near(self, text: str) -> list[tuple[str, float]]:
        """The facts that a question is nearest to.

        Args:
            text: a question.

        Returns:
            At most eight fact ids with a likeness above 0 and up to 1, the nearest first; none before `fit`.
        """
        if not self._facts:
            return []
        alike = (self._asked @ self._words.transform([text]).T).toarray()[:, 0]
        best = np.zeros(len(self._facts))
        np.maximum.at(best, self._fact_of, alike)
        nearest = np.argsort(-best)[:_TOLD]
        return [(self._facts[place], float(best[place])) for place in nearest if best[place] > 0]
