"""What a short turn asks after another, by what it means: near turns that followed the same decide most.

Kernel ridge regression, as in `nlu.meaning`. Two turns are alike as their meanings are near; of those that
follow different aspects only a share counts. What asks the same again is one class, whatever it asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.special import softmax

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SAME = ""


class TurnMeaning:
    """Says how probable each intent is after each aspect.

    Args:
        breadth: the ``gamma`` of the radial kernel; the larger, the nearer a turn must be to count.
        ridge: the weight of the penalty; the larger, the smoother.
        sharpness: how much surer than its raw scores the softmax is.
        elsewhere: how much a turn that followed another aspect counts.
    """

    def __init__(
        self, breadth: float = 1.0, ridge: float = 0.1, sharpness: float = 10.0, elsewhere: float = 0.3
    ):
        self._breadth, self._ridge, self._sharpness, self._elsewhere = breadth, ridge, sharpness, elsewhere

    def fit(
        self,
        meanings: NDArray[np.float32],
        befores: Sequence[str],
        intents: Sequence[str],
        classes: Sequence[str],
    ) -> TurnMeaning:
        """Learn from labelled turns.

        Args:
            meanings: where the turns' meanings lie, of shape (turns, axes); rows of length 1.
            befores: the aspect of the turn before each.
            intents: what each asks there.
            classes: all intents, in the order of the probabilities.

        Returns:
            Itself.
        """
        self._known, self._befores = meanings, sorted(set(befores))
        self._followed = np.array([[one == before for one in befores] for before in self._befores])
        asks = [
            _SAME if intent == f"ask_{before}" else intent
            for before, intent in zip(befores, intents, strict=True)
        ]
        labels = [*classes, _SAME]
        truth = np.array([[float(ask == label) for label in labels] for ask in asks])
        kernel = self._kernel(meanings @ meanings.T).astype(np.float64)
        same = self._followed.T.astype(np.float64) @ self._followed
        kernel *= self._elsewhere + (1 - self._elsewhere) * same
        kernel[np.diag_indices_from(kernel)] += self._ridge
        self._prior = truth.mean(axis=0).astype(np.float32)
        dual = cho_solve(cho_factor(kernel, overwrite_a=True), truth - truth.mean(axis=0))
        self._dual = dual.astype(np.float32)
        # Where the class of what asks the same belongs after each aspect, if turns changed to it elsewhere.
        self._own = [labels.index(f"ask_{one}") if f"ask_{one}" in labels else None for one in self._befores]
        return self

    def after(self, meaning: NDArray[np.float32]) -> NDArray[np.float64]:
        """How probable each intent is for a turn.

        Args:
            meaning: where its meaning lies, of shape (axes,).

        Returns:
            An array of shape (aspects before, classes), the aspects in alphabetical order.
        """
        near = self._kernel(self._known @ meaning)
        everywhere = near @ self._dual
        there = np.array([near[followed] @ self._dual[followed] for followed in self._followed])
        scores = self._elsewhere * everywhere + (1 - self._elsewhere) * there + self._prior
        shares = softmax(self._sharpness * scores, axis=1)
        for row, own in zip(shares, self._own, strict=True):
            if own is not None:
                row[own] = row[-1]
        return np.asarray(shares[:, :-1])

    def _kernel(self, cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(np.exp(2 * self._breadth * (cosines - 1)), dtype=np.float32)
