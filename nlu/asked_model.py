"""Which facts a question asks for, and what it is about, learned from questions that people ask.

Two linear opinions on one view of its words: for each fact, the questions that it answers; for each concept,
those that are about it, be it that no name of it stands in them ("¿saben a qué hora la prendo?").
Meaning was tried beside words, and told no more (`docs/understanding.md`).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import hstack
from scipy.special import softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.svm import LinearSVC

from knowledge.words import content_stems, fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TOLD = 12
# How much surer than its margins the softmax is; chosen where the labelled first facts are most probable.
_SHARPNESS = 7.0
# A feature that fewer questions have teaches nothing.
_RARE_WORDS, _RARE_LETTERS = 2, 3


def stems_and_pairs(text: str) -> list[str]:
    """The stems of the words of a text that carry meaning, and each with the next.

    >>> stems_and_pairs("¿me cobran otra tarjeta?")
    ['cobr', 'tarjet', 'cobr tarjet']

    Args:
        text: a question.
    """
    stems = content_stems(text)
    return [*stems, *(f"{one} {other}" for one, other in itertools.pairwise(stems))]


class AskedModel:
    """Says how much a question asks for each fact, and is about each concept.

    Args:
        strength: inverse of the regularisation (scikit-learn's ``C``) of the opinion on facts.
        strength_about: the same of the opinion on concepts.
    """

    def __init__(self, strength: float = 1.0, strength_about: float = 0.5):
        self._strengths = strength, strength_about
        self._views: tuple[TfidfVectorizer, ...] = ()
        self.facts: list[str] = []
        self.concepts: list[str] = []

    def fit(
        self, questions: Sequence[str], facts: Sequence[str | None], about: Sequence[Sequence[str] | None]
    ) -> AskedModel:
        """Learn from questions.

        Args:
            questions: what people ask, of at least two facts.
            facts: the id of the fact that answers each; None where nobody said.
            about: the ids of the concepts that each is about; None where nobody said.

        Returns:
            Itself.
        """
        self._views = (
            TfidfVectorizer(analyzer=stems_and_pairs, sublinear_tf=True, min_df=_RARE_WORDS),
            TfidfVectorizer(
                analyzer="char_wb",
                ngram_range=(3, 4),
                preprocessor=fold,
                sublinear_tf=True,
                min_df=_RARE_LETTERS,
            ),
        )
        for view in self._views:
            view.fit(questions)
        asked = [place for place, fact in enumerate(facts) if fact is not None]
        by_fact = LinearSVC(C=self._strengths[0]).fit(
            self._seen([questions[place] for place in asked]), [str(facts[place]) for place in asked]
        )
        told = [place for place, concepts in enumerate(about) if concepts is not None]
        labels = MultiLabelBinarizer()
        truth = labels.fit_transform([about[place] or () for place in told])
        seen = self._seen([questions[place] for place in told])
        by_concept = [LinearSVC(C=self._strengths[1]).fit(seen, column) for column in truth.T]
        self.facts = [str(fact) for fact in by_fact.classes_]
        self.concepts = [str(concept) for concept in labels.classes_]
        learned = [_each(by_fact.coef_), *(one.coef_ for one in by_concept)]
        biases = [_each(by_fact.intercept_[:, None])[:, 0], *(one.intercept_ for one in by_concept)]
        self._weights = np.concatenate(learned).T.astype(np.float16)
        self._bias = np.concatenate(biases)
        return self

    def near(self, text: str) -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
        """What a question asks for, and what it is about.

        Args:
            text: a question.

        Returns:
            At most twelve fact ids with the probability that the question asks for each, the most probable
            first; and the concepts with a margin above -1, from which on one is likely, the surest first.
            Nothing before `fit`.
        """
        if not self.facts:
            return [], []
        margins = self._margins(text)
        shares = softmax(_SHARPNESS * margins[: len(self.facts)])
        nearest = np.argsort(-shares)[:_TOLD]
        about = margins[len(self.facts) :]
        likely = [place for place in np.argsort(-about) if about[place] > -1]
        return (
            [(self.facts[place], float(shares[place])) for place in nearest],
            [(self.concepts[place], float(about[place])) for place in likely],
        )

    def _seen(self, questions: Sequence[str]) -> Any:
        return hstack([view.transform(questions) for view in self._views], format="csr")

    def _margins(self, text: str) -> NDArray[np.float64]:
        total = self._bias.copy()
        start = 0
        for view in self._views:
            row = view.transform([text])
            total += row.data @ self._weights[start + row.indices].astype(np.float64)
            start += row.shape[1]
        return np.asarray(total)


def _each(learned: NDArray[np.float64]) -> NDArray[np.float64]:
    """A row for each class: of two classes, scikit-learn keeps the second's."""
    return np.concatenate([-learned, learned]) if len(learned) == 1 else learned
