"""What a short turn asks after another one, learned from turns of dialogues.

"¿Y quién lo ve?" asks the same after anything; "¿y con qué derecho?", "¿y si no me la dan?" do not. One
opinion is on form: it sees what the turn alone was read as, its words, the kinds of what it names, and all
these together with the aspect of the turn before and with what that was about. The other is on meaning (see
`nlu.turn_meaning`), where that was looked for. Both must find an intent likely.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import log_softmax
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from nlu.turn_form import Matter, Scores, features_of_all
from nlu.turn_meaning import TurnMeaning

if TYPE_CHECKING:
    from numpy.typing import NDArray

# One opinion alone cannot rule an intent out.
_RULED_OUT = 1e-4


class TurnModel:
    """Says what a turn asks after a turn on any aspect.

    Args:
        strength: inverse of the regularisation (scikit-learn's ``C``) of the opinion on form.
        meaning_share: the weight of the opinion on meaning, from 0 to 1.
    """

    def __init__(self, strength: float = 0.1, meaning_share: float = 0.3):
        self._model = Pipeline(
            [
                ("features", DictVectorizer(dtype=np.float32)),
                # The gradient of all turns together: what is learned by then does not change any more.
                ("classifier", LogisticRegression(C=strength, tol=4.0, max_iter=2000)),
            ]
        )
        self._befores: list[str] = []
        self._kinds: dict[str, str] = {}
        self._meaning: TurnMeaning | None = None
        self._meaning_share = meaning_share

    def fit(
        self,
        turns: Sequence[Mapping[str, Any]],
        befores: Sequence[str],
        intents: Sequence[str],
        meanings: NDArray[np.float32] | None = None,
        matters: Sequence[Matter] | None = None,
    ) -> TurnModel:
        """Learn from labelled turns.

        Args:
            turns: the turns as `nlu.components.question_parts.as_part` gives them.
            befores: the aspect of the turn before each.
            intents: what each asks there.
            meanings: where the turns' meanings lie, of shape (turns, axes); without them, form alone counts.
            matters: what the turn before each was about, if that is known.

        Returns:
            Itself.
        """
        self._befores = sorted(set(befores))
        seen, self._kinds = features_of_all(turns, befores, matters)
        with ThreadPoolExecutor(1) as beside:
            formed = beside.submit(self._model.fit, seen, list(intents))
            if meanings is not None:
                self._meaning = TurnMeaning().fit(meanings, befores, intents, sorted(set(intents)))
            formed.result()
        return self

    def after(
        self,
        turn: Mapping[str, Any],
        meaning: NDArray[np.float32] | None = None,
        about: Sequence[str] = (),
    ) -> dict[str, tuple[str, float]]:
        """What a turn asks after each aspect.

        Args:
            turn: a part of a reading, as `nlu.components.question_parts.as_part` gives it.
            meaning: where its meaning lies, if that was looked for.
            about: ids of the concepts that the turn before was about; unknown ones are ignored.

        Returns:
            By the aspect before, the most probable intent and its probability.
        """
        scores: NDArray[Any] = self._scores.of(turn, about)
        if meaning is not None and self._meaning is not None:
            scores = self._agreed(scores, self._meaning.after(meaning))
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        # The best one's own share is one.
        probabilities = 1 / shares.sum(axis=1)
        best = [self._scores.classes[place] for place in scores.argmax(axis=1)]
        return dict(zip(self._befores, zip(best, probabilities.tolist(), strict=True), strict=True))

    def _agreed(self, formed: NDArray[np.float32], meant: NDArray[np.float64]) -> NDArray[np.float64]:
        form, share = log_softmax(formed, axis=1), self._meaning_share
        lowest = math.log(_RULED_OUT)
        return np.asarray(
            (1 - share) * np.maximum(form, lowest) + share * np.log(np.maximum(meant, _RULED_OUT))
        )

    @functools.cached_property
    def _scores(self) -> Scores:
        return Scores(self._model, self._befores, self._kinds)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_scores"}
