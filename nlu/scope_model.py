"""Whether a question is beyond Clara's matter, by all that anybody is known to have asked.

A linear opinion on words and letters, hashed, so that their names take no memory; and how many of the words
are strange: in hardly any of what is asked of privacy. "¿Cuánto tiempo dura un embarazo?" is put as such
questions are, about what none of them speaks of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression

from knowledge.words import content_stems, fold
from nlu.asked_model import stems_and_pairs

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_PLACES = 2**17
# A word that fewer questions have may be a slip in one of them.
_KNOWN_FROM = 3


@dataclass(frozen=True)
class Look:
    """What a text looks like.

    ``margin``: how far it is beyond, below 0 where it is not. ``strange_share``: which part of its words, of
    those that carry meaning, hardly any question of Clara's matter has.
    """

    margin: float
    strange_share: float


class ScopeModel:
    """Tells requests beyond Clara's matter from questions.

    Args:
        strength: inverse of the regularisation (scikit-learn's ``C``).
    """

    def __init__(self, strength: float = 10.0):
        self._strength = strength
        self._views = (
            HashingVectorizer(analyzer=stems_and_pairs, **_counts()),
            HashingVectorizer(analyzer="char_wb", ngram_range=(3, 4), preprocessor=fold, **_counts()),
        )

    def fit(self, inside: Sequence[str], beyond: Sequence[str]) -> ScopeModel:
        """Learn from what people ask.

        Args:
            inside: questions of Clara's matter, and small talk.
            beyond: other requests.

        Returns:
            Itself.
        """
        found = Counter(word for text in inside for word in set(content_stems(text)))
        self._known = frozenset(word for word, times in found.items() if times >= _KNOWN_FROM)
        counts = [view.transform([*inside, *beyond]) for view in self._views]
        self._rarity = [TfidfTransformer(sublinear_tf=True).fit(one) for one in counts]
        learned = LogisticRegression(C=self._strength, solver="liblinear", random_state=0)
        learned.fit(self._side_by_side(counts), [False] * len(inside) + [True] * len(beyond))
        self._weights = learned.coef_[0].astype(np.float32)
        self._bias = float(learned.intercept_[0])
        return self

    def look(self, text: str) -> Look:
        """How far a text is beyond Clara's matter.

        Args:
            text: one question.
        """
        seen = self._side_by_side([view.transform([text]) for view in self._views])
        stems = set(content_stems(text))
        return Look(
            margin=float(seen.data @ self._weights[seen.indices]) + self._bias,
            strange_share=len(stems - self._known) / max(len(stems), 1),
        )

    def _side_by_side(self, counts: Sequence[csr_matrix]) -> csr_matrix:
        each = [rarity.transform(one) for rarity, one in zip(self._rarity, counts, strict=True)]
        return hstack(each, format="csr")


def _counts() -> dict[str, object]:
    return {"n_features": _PLACES, "alternate_sign": False, "norm": None}
