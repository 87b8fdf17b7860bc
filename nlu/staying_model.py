"""Whether a short turn is still about what the turn before it was about, learned from turns of dialogues.

"¿Y cómo apago el microfonito?", after an answer on one's voice, names something and is about the voice all
the same; "¿y mi correo?" has left it. Rules see pronouns; this sees all that `nlu.turn_form` sees.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.special import expit
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from nlu.turn_form import Matter, Scores, features_of_all


class StayingModel:
    """Says how probable it is that a turn stays with the matter of the turn before, whatever its aspect was.

    Args:
        strength: inverse of the regularisation (scikit-learn's ``C``).
    """

    def __init__(self, strength: float = 0.05):
        self._model = Pipeline(
            [
                ("features", DictVectorizer(dtype=np.float32)),
                ("classifier", LogisticRegression(C=strength, max_iter=400)),
            ]
        )
        self._befores: list[str] = []
        self._kinds: dict[str, str] = {}

    def fit(
        self,
        turns: Sequence[Mapping[str, Any]],
        befores: Sequence[str],
        stays: Sequence[bool],
        matters: Sequence[Matter] | None = None,
    ) -> StayingModel:
        """Learn from labelled turns, of which some stay and some do not.

        Args:
            turns: the turns as `nlu.components.question_parts.as_part` gives them.
            befores: the aspect of the turn before each.
            stays: whether each is still about what that was about.
            matters: what the turn before each was about, if that is known.

        Returns:
            Itself.
        """
        self._befores = sorted(set(befores))
        seen, self._kinds = features_of_all(turns, befores, matters)
        self._model.fit(seen, stays)
        return self

    def after(self, turn: Mapping[str, Any], about: Sequence[str] = ()) -> dict[str, float]:
        """How probable it is that a turn stays, after each aspect.

        Args:
            turn: a part of a reading, as `nlu.components.question_parts.as_part` gives it.
            about: ids of the concepts that the turn before was about; unknown ones are ignored.

        Returns:
            By the aspect before, the probability.
        """
        scores = self._scores.of(turn, about)
        return dict(zip(self._befores, expit(scores[:, 1] - scores[:, 0]).tolist(), strict=True))

    @functools.cached_property
    def _scores(self) -> Scores:
        return Scores(self._model, self._befores, self._kinds)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_scores"}
