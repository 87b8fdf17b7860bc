"""The classifier behind understanding: which intent a question has, learned from the examples.

Two opinions, multiplied (a weighted geometric mean: both must find an intent likely). One is on form: four
views of a question, each a bag of pieces, feed a logistic regression for each intent against the rest:

- its words and their stems,
- its characters, which survive typos,
- the families of telling words that it has members of, alone and in pairs (see `nlu.cues`),
- its words with every mention of a concept replaced by the concept's kind, so that what is learned
  of "¿para qué usan mi correo?" holds for any other data.

The other is on meaning, whatever the words (see `nlu.meaning`). Form is surer of what the examples
say; meaning is surer of what they do not.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline

from knowledge.words import fold, stem, words
from nlu.cues import cues_in, firms
from nlu.form import FormReader
from nlu.meaning import MeaningModel
from nlu.shorthand import spelled_out

# The views that form can be judged by.
VIEWS = ("words", "cues", "kinds", "characters")
_NEAREST = 5
# Of how many questions the likeness to every example is held at once.
_AT_ONCE = 256
# One opinion alone cannot rule an intent out.
_LEAST = 1e-6
# Of what a model learned, and not kept with it.
_WORKED_OUT = ("_form_reader", "_classes")


@dataclass(frozen=True)
class Mentioned:
    """A stretch of a text that names something of a kind: character offsets and the kind.

    ``telling``: whoever names it asks about privacy.
    """

    start: int
    end: int
    kind: str
    telling: bool = False


@dataclass(frozen=True)
class Sample:
    """A question with what it mentions, as the classifier sees it."""

    text: str
    mentioned: tuple[Mentioned, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """What the model makes of a question.

    ``ranking``: all intents with their probabilities, the most probable first. ``nearest``: the examples
    that mean the most similar, as their intents and cosines, the nearest first; none if meaning was not
    asked. ``meaning``: where it lies, if it was asked.
    """

    ranking: tuple[tuple[str, float], ...]
    nearest: tuple[tuple[str, float], ...]
    meaning: NDArray[np.float32] | None = field(default=None, compare=False)


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
        pieces += _kinds(sample.text[position : mention.start])
        pieces.append(f"<{mention.kind}>")
        position = mention.end
    pieces += _kinds(sample.text[position:])
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


def _kinds(text: str) -> list[str]:
    return ["<firm>" if fold(word) in firms() else stem(word) for word in _words(text)]


def _grams(pieces: list[str], longest: int) -> list[str]:
    return [
        " ".join(pieces[start : start + length])
        for length in range(1, longest + 1)
        for start in range(len(pieces) - length + 1)
    ]


class _Views(FeatureUnion):
    """Views side by side, one after the other: sending a question to workers costs more than reading it."""

    def transform(self, samples: Sequence[Sample]) -> csr_matrix:
        return hstack([view.transform(samples) for _, view in self.transformer_list], format="csr")


class AspectModel:
    """Ranks the intents that a question may have.

    Args:
        strength: inverse of the regularisation (scikit-learn's ``C``) of the opinion on form.
        meaning_share: the weight of the opinion on meaning, from 0 to 1.
        chosen: the views that form is judged by.
        sure_at: how probable an intent must be by form for meaning not to be asked: by then it agrees, and
            finding a meaning is most of the work.
    """

    def __init__(
        self,
        strength: float = 20.0,
        meaning_share: float = 0.4,
        chosen: Sequence[str] = VIEWS,
        sure_at: float = 0.85,
    ):
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
        self._form = Pipeline(
            [
                ("views", _Views([view for view in views if view[0] in chosen])),
                (
                    "classifier",
                    LogisticRegression(C=strength, solver="liblinear", random_state=0),
                ),
            ]
        )
        # What a text needs to hold for a ranking to mean anything, whatever views are chosen.
        self._known: frozenset[str] = frozenset()
        self._meaning = MeaningModel()
        self._meaning_share = meaning_share
        self._sure_at = sure_at
        self._intents: list[str] = []

    def fit(self, samples: Sequence[Sample], intents: Sequence[str]) -> AspectModel:
        """Learn from labelled questions.

        Args:
            samples: the questions.
            intents: the intent of each, of the same length.

        Returns:
            Itself.
        """
        self._intents = list(intents)
        self._known = frozenset(stem(word) for sample in samples for word in _words(sample.text))
        with ThreadPoolExecutor(1) as beside:
            # Neither holds Python's lock for long: together they take the time of the longer one.
            formed = beside.submit(self._form.fit, list(samples), self._intents)
            classes = sorted(set(self._intents))
            self._meaning.fit([sample.text for sample in samples], self._intents, classes)
            classifier = formed.result().named_steps["classifier"]
        # Single precision takes half of fifty megabytes.
        classifier.coef_ = classifier.coef_.astype(np.float32)
        return self

    def knows(self, text: str) -> bool:
        """Whether the examples hold any word of a text; without one, a ranking means nothing."""
        return any(stem(word) in self._known for word in _words(text))

    def judge(self, samples: Sequence[Sample], thorough: Sequence[bool] | None = None) -> list[Judgement]:
        """Rank the intents of questions.

        Args:
            samples: the questions.
            thorough: of which to ask for the meaning, however sure form is; of none unless given.

        Returns:
            A judgement for each.
        """
        if not samples:
            return []
        formed = self._form_reader.probabilities(samples)
        wanted = formed.max(axis=1) < self._sure_at
        if thorough is not None:
            wanted |= np.array(thorough)
        unsure = np.flatnonzero(wanted)
        judged = [Judgement(self._ranking(row), ()) for row in formed]
        if not len(unsure):
            return judged
        meanings = self._meaning.placed([samples[place].text for place in unsure])
        for start in range(0, len(unsure), _AT_ONCE):
            some, placed = unsure[start : start + _AT_ONCE], meanings[start : start + _AT_ONCE]
            meant, near = self._meaning.look(placed)
            share = self._meaning_share
            agreed = meant**share * np.maximum(formed[some], _LEAST) ** (1 - share)
            mixed = agreed / agreed.sum(axis=1, keepdims=True)
            for place, row, cosines, meaning in zip(some, mixed, near, placed, strict=True):
                judged[place] = Judgement(self._ranking(row), self._nearest(cosines), meaning)
        return judged

    def placed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Where meanings lie, seen from the examples: an array of shape (texts, axes).

        Args:
            texts: questions.
        """
        return self._meaning.placed(texts)

    @functools.cached_property
    def _form_reader(self) -> FormReader:
        views = [view for _, view in self._form.named_steps["views"].transformer_list]
        return FormReader(views, self._form.named_steps["classifier"])

    @functools.cached_property
    def _classes(self) -> list[str]:
        return [str(one) for one in self._form.classes_]

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name not in _WORKED_OUT}

    def _ranking(self, row: NDArray[np.float64]) -> tuple[tuple[str, float], ...]:
        likely = row.tolist()
        return tuple((self._classes[i], likely[i]) for i in np.argsort(row)[::-1].tolist())

    def _nearest(self, cosines: NDArray[np.float32]) -> tuple[tuple[str, float], ...]:
        best = np.argpartition(cosines, -_NEAREST)[-_NEAREST:]
        return tuple((self._intents[i], float(cosines[i])) for i in best[np.argsort(-cosines[best])])
