"""Judges the form of a single question as scikit-learn does, without its preparations for thousands.

Checking and stacking sparse matrices takes most of the time when there is one row. What a trained
pipeline has learned is read from it once; `tests/nlu/test_form.py` compares the two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import expit
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

if TYPE_CHECKING:
    from numpy.typing import NDArray


class FormReader:
    """Reads questions with what a pipeline has learned.

    Args:
        vectorizers: fitted, with sublinear counts and rows of length 1; their features stand side by side.
        classifier: a fitted regression for each class against the rest.
    """

    def __init__(self, vectorizers: Iterable[TfidfVectorizer], classifier: LogisticRegression):
        self._views: list[_View] = []
        features = 0
        for vectorizer in vectorizers:
            self._views.append(_View(vectorizer, features))
            features += len(vectorizer.vocabulary_)
        # A row for each feature: a question has few of them.
        self._weights = np.ascontiguousarray(classifier.coef_.T)
        # The same numbers in the same memory.
        classifier.coef_ = self._weights.T
        self._bias = classifier.intercept_

    def probabilities(self, questions: Sequence[Any]) -> NDArray[np.float64]:
        """How probable each class is.

        Args:
            questions: what the vectorizers' analyzers take.

        Returns:
            An array of shape (questions, classes).
        """
        scores = np.array([self._score(question) for question in questions])
        each = expit(scores)
        return np.asarray(each / each.sum(axis=1, keepdims=True))

    def _score(self, question: Any) -> NDArray[np.float64]:
        score = self._bias
        for view in self._views:
            features, values = view.read(question)
            if features:
                score = score + values @ self._weights[features]
        return np.asarray(score)


class _View:
    def __init__(self, vectorizer: TfidfVectorizer, first: int):
        self._analyze: Callable[[Any], list[str]] = vectorizer.build_analyzer()
        self._places: dict[str, int] = vectorizer.vocabulary_
        self._rarity = vectorizer.idf_
        self._first = first

    def read(self, question: Any) -> tuple[list[int], NDArray[np.float64]]:
        known = self._places
        counted = Counter([known[piece] for piece in self._analyze(question) if piece in known])
        places = list(counted)
        values = (1 + np.log(list(counted.values()))) * self._rarity[places]
        length = np.sqrt(values @ values)
        return [self._first + place for place in places], values / length if length else values
