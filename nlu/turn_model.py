"""What a short turn asks after another one, learned from turns of dialogues.

"¿Y quién lo ve?" asks the same after anything; "¿y con qué derecho?", "¿y si no me la dan?" do not. The
model sees what the turn alone was read as, its words, the kinds of what it names, and all these together
with the aspect of the turn before.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from knowledge.words import stem, words

# Words tell less than what was read and named: they count by half, or the rare ones rule.
_OF_WORDS = 0.5
_LEAST, _LONG = 1e-3, 12
_FLOOR = -math.log(_LEAST)


class TurnModel:
    """Says what a turn asks after a turn on any aspect.

    Args:
        strength: inverse of the regularisation (scikit-learn's ``C``).
    """

    def __init__(self, strength: float = 0.3):
        self._model = Pipeline(
            [
                ("features", DictVectorizer(dtype=np.float32)),
                ("classifier", LogisticRegression(C=strength, max_iter=2000)),
            ]
        )
        self._befores: list[str] = []

    def fit(
        self, turns: Sequence[Mapping[str, Any]], befores: Sequence[str], intents: Sequence[str]
    ) -> TurnModel:
        """Learn from labelled turns.

        Args:
            turns: the turns as `nlu.components.question_parts.as_part` gives them.
            befores: the aspect of the turn before each.
            intents: what each asks there.

        Returns:
            Itself.
        """
        self._befores = sorted(set(befores))
        seen = [_features(turn, before) for turn, before in zip(turns, befores, strict=True)]
        self._model.fit(seen, list(intents))
        return self

    def after(self, turn: Mapping[str, Any]) -> dict[str, tuple[str, float]]:
        """What a turn asks after each aspect.

        Args:
            turn: a part of a reading, as `nlu.components.question_parts.as_part` gives it.

        Returns:
            By the aspect before, the most probable intent and its probability.
        """
        rows = self._model.predict_proba([_features(turn, before) for before in self._befores])
        classes = self._model.classes_
        return {
            before: (str(classes[row.argmax()]), float(row.max()))
            for before, row in zip(self._befores, rows, strict=True)
        }


def _features(turn: Mapping[str, Any], before: str) -> dict[str, float]:
    manner = turn["manner"]
    best = turn["ranking"][0]["intent"]
    seen = {
        f"read {guess['intent']}": math.log(guess["confidence"] + _LEAST) + _FLOOR
        for guess in turn["ranking"]
    }
    seen |= {
        f"after {before}": 1.0,
        f"after {before} read {best}": 1.0,
        "same": next((g["confidence"] for g in turn["ranking"] if g["intent"] == f"ask_{before}"), 0.0),
        "names": float(any(not mention["implied"] for mention in turn["mentions"])),
        "length": min(manner["length"], _LONG) / _LONG,
        **{way: float(manner[way]) for way in ("leans", "pronoun", "yes_no")},
    }
    for clue in [*turn["kinds"], *turn["cues"]]:
        seen |= {f"has {clue}": 1.0, f"after {before} has {clue}": 1.0}
    said = ["^", *(stem(word) for word in words(turn["text"])), "$"]
    for word, following in zip(said, [*said[1:], ""], strict=True):
        seen |= {
            f"says {word}": _OF_WORDS,
            f"says {word} {following}": _OF_WORDS,
            f"after {before} says {word}": _OF_WORDS,
        }
    return seen
