"""Which facts a question asks for, and what it is about, learned from questions that people ask.

Two linear opinions on its words: for each fact, the questions that it answers; for each concept, those that
are about it, be it that no name of it stands in them ("¿saben a qué hora la prendo?"). The opinion on facts
sees what stood before a turn, too: "¿y cómo la quito?" asks for one fact after a card and for another after a
cookie, and for none that has just been told.
Meaning was tried beside words, and told no more (`docs/understanding.md`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from joblib import parallel_backend
from scipy.sparse import hstack
from scipy.special import softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.svm import LinearSVC

from knowledge.words import content_stems, fold, stem, words

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

_TOLD = 12
# How much surer than its margins the softmax is; chosen where the labelled first facts are most probable.
_SHARPNESS = 6.0
# A feature that fewer questions have teaches nothing.
_RARE_WORDS, _RARE_LETTERS, _RARE_AFTER = 2, 3, 3
# Of more concepts than these, each single one tells little.
_MOST = 3


@dataclass(frozen=True)
class Earlier:
    """What stood before a turn.

    ``aspect``: what was asked. ``about``: ids of the concepts that this was about. ``told``: id of the fact
    that the answer began with, if there was one.
    """

    aspect: str
    about: tuple[str, ...] = ()
    told: str | None = None


def stems_and_pairs(text: str) -> list[str]:
    """The stems of the words of a text that carry meaning, and each with the next.

    >>> stems_and_pairs("¿me cobran otra tarjeta?")
    ['cobr', 'tarjet', 'cobr tarjet']

    Args:
        text: a question.
    """
    stems = content_stems(text)
    return [*stems, *(f"{one} {other}" for one, other in itertools.pairwise(stems))]


def words_after(turn: tuple[str, Earlier | None]) -> list[str]:
    """All words of a turn, each together with what stood before it.

    >>> words_after(("¿y cuánto?", Earlier("retention", ("email",))))[-3:]
    ['of email y', 'of email cuant', 'of email $']

    Args:
        turn: what was asked, and what stood before it; None where nothing did.
    """
    text, earlier = turn
    if earlier is None:
        return ["first"]
    said = ["^", *(stem(word) for word in words(text)), "$"]
    return [f"{before}{word}" for before in _befores(earlier) for word in ["", *(f" {one}" for one in said)]]


def _befores(earlier: Earlier) -> Iterator[str]:
    yield f"after {earlier.aspect}"
    if earlier.told:
        yield f"told {earlier.told}"
    yield from (f"of {concept}" for concept in earlier.about[:_MOST] or ("nothing",))


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
        self,
        questions: Sequence[str],
        facts: Sequence[str | None],
        about: Sequence[Sequence[str] | None],
        earlier: Sequence[Earlier | None] | None = None,
    ) -> AskedModel:
        """Learn from questions.

        Args:
            questions: what people ask, of at least two facts.
            facts: the id of the fact that answers each; None where nobody said.
            about: the ids of the concepts that each is about; None where nobody said.
            earlier: what stood before each; None before what begins a conversation.

        Returns:
            Itself.
        """
        turns = list(zip(questions, earlier or [None] * len(questions), strict=True))
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
        self._after = TfidfVectorizer(analyzer=words_after, sublinear_tf=True, min_df=_RARE_AFTER)
        asked = [place for place, fact in enumerate(facts) if fact is not None]
        followed = self._after.fit_transform([turns[place] for place in asked])
        for view in (*self._views, self._after):
            # What was too rare is kept for the curious alone, a hundred thousand words of it.
            del view.stop_words_
        wording = self._wording([questions[place] for place in asked])
        by_fact = OneVsRestClassifier(LinearSVC(C=self._strengths[0]), n_jobs=-1)
        with parallel_backend("threading"):
            by_fact.fit(hstack([wording, followed], format="csr"), [str(facts[place]) for place in asked])
        told = [place for place, concepts in enumerate(about) if concepts is not None]
        labels = MultiLabelBinarizer()
        truth = labels.fit_transform([about[place] or () for place in told])
        seen = self._wording([questions[place] for place in told])
        by_concept = OneVsRestClassifier(LinearSVC(C=self._strengths[1]), n_jobs=-1)
        with parallel_backend("threading"):
            by_concept.fit(seen, truth)
        self.facts = [str(fact) for fact in by_fact.classes_]
        self.concepts = [str(concept) for concept in labels.classes_]
        self._by_fact = _Learned(by_fact.estimators_, len(self.facts))
        self._by_concept = _Learned(by_concept.estimators_, len(self.concepts))
        return self

    def near(
        self, text: str, earlier: Earlier | None = None
    ) -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
        """What a question asks for, and what it is about.

        Args:
            text: a question.
            earlier: what stood before it, if anything did.

        Returns:
            At most twelve fact ids with the probability that the question asks for each, the most probable
            first; and the concepts with a margin above -1, from which on one is likely, the surest first.
            Nothing before `fit`.
        """
        if not self.facts:
            return [], []
        wording = [view.transform([text]) for view in self._views]
        followed = self._after.transform([(text, earlier)])
        shares = softmax(_SHARPNESS * self._by_fact.margins([*wording, followed]))
        nearest = np.argsort(-shares)[:_TOLD]
        about = self._by_concept.margins(wording)
        likely = [place for place in np.argsort(-about) if about[place] > -1]
        return (
            [(self.facts[place], float(shares[place])) for place in nearest],
            [(self.concepts[place], float(about[place])) for place in likely],
        )

    def about(self, questions: Sequence[str], least: float) -> list[list[str]]:
        """What each of many questions is about.

        Args:
            questions: what people ask.
            least: the margin that a concept must have.

        Returns:
            Ids of concepts for each, the surest first; none before `fit`.
        """
        if not self.facts or not questions:
            return [[] for _ in questions]
        margins = self._by_concept.of_all(self._wording(questions))
        ranked = np.argsort(-margins, axis=1)
        return [
            [self.concepts[place] for place in order if row[place] >= least]
            for order, row in zip(ranked, margins, strict=True)
        ]

    def best_of(self, questions: Sequence[str]) -> list[str]:
        """The fact that each of many first questions asks for most probably, as their words tell.

        Args:
            questions: what people ask.

        Returns:
            Ids of facts, in order.
        """
        seen = hstack([self._wording(questions), self._after.transform([(one, None) for one in questions])])
        return [self.facts[place] for place in self._by_fact.of_all(seen).argmax(axis=1)]

    def _wording(self, questions: Sequence[str]) -> Any:
        return hstack([view.transform(questions) for view in self._views], format="csr")


class _Learned:
    """Weights of linear opinions in a byte each: as steps of a 127th of the largest that a feature has."""

    def __init__(self, opinions: Sequence[LinearSVC], classes: int):
        weights = np.concatenate([one.coef_ for one in opinions])
        bias = np.concatenate([one.intercept_ for one in opinions])
        if len(weights) < classes:
            # Of two, scikit-learn keeps the second's.
            weights, bias = np.concatenate([-weights, weights]), np.concatenate([-bias, bias])
        largest = np.abs(weights).max(axis=0)
        self._steps = np.where(largest > 0, largest / 127, 1.0)
        self._weights = np.ascontiguousarray(np.rint(weights / self._steps).T.astype(np.int8))
        self._bias = bias

    def margins(self, rows: Sequence[csr_matrix]) -> NDArray[np.float64]:
        """Of one question, given by its rows of all views."""
        total, start = self._bias.copy(), 0
        for row in rows:
            places = start + row.indices
            total += (row.data * self._steps[places]) @ self._weights[places].astype(np.float64)
            start += row.shape[1]
        return np.asarray(total)

    def of_all(self, seen: csr_matrix) -> NDArray[np.float64]:
        """Margins of many questions, of shape (questions, opinions)."""
        stepped = seen.multiply(self._steps).tocsr()
        return np.asarray(stepped @ self._weights.astype(np.float64) + self._bias)
