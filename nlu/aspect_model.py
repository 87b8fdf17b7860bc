"""The classifier behind understanding: which intent a question has, learned from the examples.

Four views of a question, each a bag of pieces, feed a logistic regression for each intent against the rest:

- its words and their stems,
- its characters, which survive typos,
- the families of telling words that it has members of, alone and in pairs (see `nlu.cues`),
- its words with every mention of a concept replaced by the concept's kind, so that what is learned
  of "¿para qué usan mi correo?" holds for any other data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline

from knowledge.words import fold, stem, words
from nlu.cues import cues_in
from nlu.shorthand import spelled_out


@dataclass(frozen=True)
class Mentioned:
    """A stretch of a text that names something of a kind: character offsets and the kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Sample:
    """A question with what it mentions, as the classifier sees it."""

    text: str
    mentioned: tuple[Mentioned, ...] = ()


def word_view(sample: Sample) -> list[str]:
    """Words, pairs of words, and stems."""
    plain = [fold(word) for word in _words(sample.text)]
    return _grams(plain, 2) + [f"~{stem(word)}" for word in plain]


def kind_view(sample: Sample) -> list[str]:
    """Up to three stems in a row, with mentions replaced by their kinds, and the text's edges."""
    pieces, position = [], 0
    for mention in sample.mentioned:
        if mention.start < position:
            continue
        pieces += [stem(word) for word in _words(sample.text[position : mention.start])]
        pieces.append(f"<{mention.kind}>")
        position = mention.end
    pieces += [stem(word) for word in _words(sample.text[position:])]
    return _grams(["^", *pieces, "$"], 3)


def cue_view(sample: Sample) -> list[str]:
    """Families of telling words, alone and in pairs, with the kinds of what is mentioned."""
    found = [*cues_in(sample.text), *sorted({mention.kind for mention in sample.mentioned})]
    return [*found, *(f"{one}+{other}" for one, other in combinations(found, 2))]


def characters(sample: Sample) -> str:
    """The folded text, for character n-grams."""
    return " ".join(fold(word) for word in _words(sample.text))


def _words(text: str) -> list[str]:
    return [spelled_out(word) for word in words(text)]


def _grams(pieces: list[str], longest: int) -> list[str]:
    return [
        " ".join(pieces[start : start + length])
        for length in range(1, longest + 1)
        for start in range(len(pieces) - length + 1)
    ]


class AspectModel:
    """Ranks the intents that a question may have.

    Args:
        strength: inverse of the regularisation (scikit-learn's ``C``).
    """

    def __init__(self, strength: float = 20.0):
        views = [
            ("words", TfidfVectorizer(analyzer=word_view, sublinear_tf=True, min_df=1)),
            ("cues", TfidfVectorizer(analyzer=cue_view, sublinear_tf=True, min_df=1)),
            ("kinds", TfidfVectorizer(analyzer=kind_view, sublinear_tf=True, min_df=1)),
            (
                "characters",
                TfidfVectorizer(
                    analyzer="char_wb",
                    preprocessor=characters,
                    ngram_range=(2, 5),
                    sublinear_tf=True,
                    min_df=2,
                ),
            ),
        ]
        self._pipeline = Pipeline(
            [
                ("views", FeatureUnion(views)),
                (
                    "classifier",
                    LogisticRegression(C=strength, solver="liblinear", random_state=0),
                ),
            ]
        )

    def fit(self, samples: Sequence[Sample], intents: Sequence[str]) -> AspectModel:
        """Learn from labelled questions.

        Args:
            samples: the questions.
            intents: the intent of each, of the same length.

        Returns:
            Itself.
        """
        self._pipeline.fit(list(samples), list(intents))
        return self

    def knows(self, text: str) -> bool:
        """Whether the examples hold any word of a text; without one, a ranking means nothing."""
        views = dict(self._pipeline["views"].transformer_list)
        known = views["words"].vocabulary_
        return any(f"~{stem(word)}" in known for word in _words(text))

    def rank(self, samples: Sequence[Sample]) -> list[list[tuple[str, float]]]:
        """Rank the intents of questions.

        Args:
            samples: the questions.

        Returns:
            For each, all intents with their probabilities, the most probable first.
        """
        if not samples:
            return []
        classes = self._pipeline.classes_
        rankings = []
        for row in self._pipeline.predict_proba(list(samples)):
            order = np.argsort(row)[::-1]
            rankings.append([(str(classes[i]), float(row[i])) for i in order])
        return rankings
