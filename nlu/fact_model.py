"""Which facts answer a question, by questions that people ask for each: near ones decide.

Two questions are alike as they share words, rare ones counting for more, and as their meanings are near.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.words import content_stems

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
    """Says how near a question is to those that a fact answers.

    Args:
        meaning_share: the weight of meaning against words, from 0 to 1.
    """

    def __init__(self, meaning_share: float = 0.5):
        self._share = meaning_share
        self._words = TfidfVectorizer(analyzer=stems_and_pairs, sublinear_tf=True)
        self._facts: list[str] = []

    def fit(self, questions: Sequence[str], facts: Sequence[str], meanings: NDArray[np.float32]) -> FactModel:
        """Learn which questions ask for which facts.

        Args:
            questions: what people ask, at least one.
            facts: the id of the fact that answers each, of the same length.
            meanings: where the meanings of the questions lie, of shape (questions, axes); rows of length 1.

        Returns:
            Itself.
        """
        self._facts = list(dict.fromkeys(facts))
        places = {fact: place for place, fact in enumerate(self._facts)}
        self._fact_of = np.array([places[fact] for fact in facts])
        self._asked = self._words.fit_transform(questions)
        self._meanings = meanings
        return self

    @property
    def learned(self) -> bool:
        """Whether it knows any fact."""
        return bool(self._facts)

    def near(self, text: str, meaning: NDArray[np.float32]) -> list[tuple[str, float]]:
        """The facts that a question is nearest to.

        Args:
            text: a question.
            meaning: where its meaning lies, of shape (axes,).

        Returns:
            At most eight fact ids with a likeness of up to 1, the nearest first.
        """
        shared = (self._asked @ self._words.transform([text]).T).toarray()[:, 0]
        alike = self._share * (self._meanings @ meaning) + (1 - self._share) * shared
        best = np.full(len(self._facts), -1.0)
        np.maximum.at(best, self._fact_of, alike)
        return [(self._facts[i], float(best[i])) for i in np.argsort(-best)[:_TOLD]]
