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

from nlu.meaning import radial

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
        # Turns that followed the same stand together: each such stretch is looked at without a copy.
        order = np.argsort(np.array(befores), kind="stable")
        self._known, self._befores = np.ascontiguousarray(meanings[order]), sorted(set(befores))
        ends = np.cumsum([list(befores).count(before) for before in self._befores]).tolist()
        self._stretches = [slice(*ends) for ends in zip([0, *ends[:-1]], ends, strict=True)]
        asks = [_SAME if intents[place] == f"ask_{befores[place]}" else intents[place] for place in order]
        labels = [*classes, _SAME]
        truth = np.array([[float(ask == label) for label in labels] for ask in asks], dtype=np.float32)
        self._prior = truth.mean(axis=0)
        # In single precision: of ten thousand turns, it holds a hundred million numbers.
        kernel = radial(self._known @ self._known.T, self._breadth)
        for stretch in self._stretches:
            kernel[stretch, : stretch.start] *= self._elsewhere
            kernel[stretch, stretch.stop :] *= self._elsewhere
        kernel[np.diag_indices_from(kernel)] += self._ridge
        self._dual = cho_solve(cho_factor(kernel, overwrite_a=True), truth - self._prior)
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
        near = radial(self._known @ meaning, self._breadth)
        there = np.array([near[stretch] @ self._dual[stretch] for stretch in self._stretches])
        scores = self._elsewhere * there.sum(axis=0) + (1 - self._elsewhere) * there + self._prior
        shares = softmax(self._sharpness * scores, axis=1)
        for row, own in zip(shares, self._own, strict=True):
            if own is not None:
                row[own] = row[-1]
        return np.asarray(shares[:, :-1])
