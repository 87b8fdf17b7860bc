"""What can be seen of a short turn that follows another, for models that are linear in it.

A turn has features by itself, and the telling ones again together with the aspect of the turn before: "¿y la
policía?" leads elsewhere after purposes than after recipients. They count together with what that was about,
too: "¿y cómo lo saco?" is asked otherwise of a person than of data.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.pipeline import Pipeline

from knowledge.words import stem, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Words tell less than what was read and named: they count by half, or the rare ones rule.
_OF_WORDS = 0.5
_LEAST, _LONG = 1e-3, 12
_FLOOR = -math.log(_LEAST)
# Of more concepts than these, each single one tells little.
_MOST = 3

# What a turn was about: ids of concepts, each with its kind.
Matter = Sequence[tuple[str, str]]


def features(turn: Mapping[str, Any], before: str, matter: Matter = ()) -> dict[str, float]:
    """All features of a turn after another.

    Args:
        turn: a part of a reading, as `nlu.components.question_parts.as_part` gives it.
        before: the aspect of the turn before.
        matter: what that was about.

    Returns:
        Their values by their names.
    """
    said = _said(turn)
    crossed = _with_before(turn, said)
    return {
        **_own(turn, said),
        f"after {before}": 1.0,
        "same": _same(turn, before),
        **{f"after {before} {name}": value for name, value in crossed.items()},
        **_with_matter(turn, crossed, matter),
    }


def features_of_all(
    turns: Sequence[Mapping[str, Any]], befores: Sequence[str], matters: Sequence[Matter] | None
) -> tuple[list[dict[str, float]], dict[str, str]]:
    """All features of turns to learn from.

    Args:
        turns: parts of readings, as `nlu.components.question_parts.as_part` gives them.
        befores: the aspect of the turn before each.
        matters: what the turn before each was about, if that is known.

    Returns:
        The features of each that others have, too, and of which kind the concepts before them are.
    """
    about = matters or [()] * len(turns)
    kinds = {concept: kind for matter in about for concept, kind in matter}
    seen = [features(*one) for one in zip(turns, befores, about, strict=True)]
    # What a single turn has teaches nothing, and is half of all.
    common = {name for name, times in Counter(name for one in seen for name in one).items() if times > 1}
    return [{name: value for name, value in one.items() if name in common} for one in seen], kinds


class Scores:
    """A trained pipeline's scores after all aspects at once: what a turn has by itself is looked at once.

    Args:
        model: a vectorizer of `features` and a logistic regression, in this order; its weights are in single
            precision from now on.
        befores: the aspects, in the order of the scores.
        kinds: of which kind concepts are, as `features_of_all` gives it.
    """

    def __init__(self, model: Pipeline, befores: Sequence[str], kinds: Mapping[str, str]):
        classifier = model.named_steps["classifier"]
        self._places: dict[str, int] = model.named_steps["features"].vocabulary_
        self._weights = np.ascontiguousarray(_each(classifier.coef_).T, dtype=np.float32)
        if len(classifier.coef_) > 1:
            # One copy of what may be ten megabytes is enough.
            classifier.coef_ = self._weights.T
        self._bias = _each(classifier.intercept_[:, None])[:, 0].astype(np.float32)
        self.classes = [str(one) for one in classifier.classes_]
        self._befores = list(befores)
        self._asking = [f"ask_{before}" for before in befores]
        nothing = np.zeros(len(self._bias), dtype=np.float32)
        self._after = np.array([self._row(f"after {before}", nothing) for before in self._befores])
        crossed: dict[str, NDArray[np.float32]] = {}
        empty = np.zeros((len(self._befores), len(self._bias)), dtype=np.float32)
        for number, before in enumerate(self._befores):
            start = f"after {before} "
            for name, place in self._places.items():
                if name.startswith(start):
                    crossed.setdefault(name[len(start) :], empty.copy())[number] = self._weights[place]
        self._crossed, self._kinds = crossed, kinds

    def of(self, turn: Mapping[str, Any], about: Sequence[str] = ()) -> NDArray[np.float32]:
        """Scores of shape (aspects before, classes).

        Args:
            turn: a part of a reading, as `nlu.components.question_parts.as_part` gives it.
            about: ids of the concepts that the turn before was about; unknown ones are ignored.
        """
        said, matter = _said(turn), [(one, self._kinds[one]) for one in about if one in self._kinds]
        with_before = _with_before(turn, said)
        own = {**_own(turn, said), **_with_matter(turn, with_before, matter)}
        known = [(self._places[name], value) for name, value in own.items() if name in self._places]
        places, values = zip(*known, strict=True) if known else ((), ())
        total = self._after + self._bias
        total += np.array(values, dtype=np.float32) @ self._weights[list(places)]
        if "same" in self._places:
            read = {guess["intent"]: guess["confidence"] for guess in turn["ranking"]}
            same = np.array([read.get(intent, 0.0) for intent in self._asking], dtype=np.float32)
            total += same[:, None] * self._weights[self._places["same"]]
        for name, value in with_before.items():
            if name in self._crossed:
                total += value * self._crossed[name]
        return np.asarray(total)

    def _row(self, name: str, otherwise: NDArray[np.float32]) -> NDArray[np.float32]:
        place = self._places.get(name)
        return otherwise if place is None else self._weights[place]


def _each(learned: NDArray[np.float64]) -> NDArray[np.float64]:
    """A row for each class: of two classes, scikit-learn keeps what the second has over the first."""
    return np.concatenate([np.zeros_like(learned), learned]) if len(learned) == 1 else learned


def _same(turn: Mapping[str, Any], before: str) -> float:
    """How probable it is that the turn, by itself, asks what was asked before."""
    return next((guess["confidence"] for guess in turn["ranking"] if guess["intent"] == f"ask_{before}"), 0.0)


def _own(turn: Mapping[str, Any], said: Sequence[str]) -> dict[str, float]:
    """What a turn has whatever was before it."""
    manner = turn["manner"]
    seen = {
        f"read {guess['intent']}": math.log(guess["confidence"] + _LEAST) + _FLOOR
        for guess in turn["ranking"]
    }
    seen |= {
        "names": float(any(not mention["implied"] for mention in turn["mentions"])),
        "length": min(manner["length"], _LONG) / _LONG,
        **{way: float(manner[way]) for way in ("leans", "pronoun", "yes_no")},
        **{f"has {clue}": 1.0 for clue in [*turn["kinds"], *turn["cues"]]},
    }
    for word, following in zip(said, [*said[1:], ""], strict=True):
        seen |= {f"says {word}": _OF_WORDS, f"says {word} {following}": _OF_WORDS}
    return seen


def _with_before(turn: Mapping[str, Any], said: Sequence[str]) -> dict[str, float]:
    """What counts together with the aspect of the turn before."""
    return {
        f"read {turn['ranking'][0]['intent']}": 1.0,
        **{f"has {clue}": 1.0 for clue in [*turn["kinds"], *turn["cues"]]},
        **{f"says {word}": _OF_WORDS for word in said},
    }


def _with_matter(turn: Mapping[str, Any], crossed: Mapping[str, float], matter: Matter) -> dict[str, float]:
    """What counts together with what the turn before was about: by its kind, and a little by itself."""
    read = f"read {turn['ranking'][0]['intent']}"
    seen: dict[str, float] = {}
    # In their order: what is summed in another one differs in the last digit.
    for kind in dict.fromkeys(kind for _, kind in matter):
        seen |= {f"of a {kind}": 1.0, **{f"of a {kind} {name}": value for name, value in crossed.items()}}
    for one in [concept for concept, _ in matter[:_MOST]] or ["nothing"]:
        seen |= {f"of {one}": 1.0, f"of {one} {read}": 1.0}
    return seen


def _said(turn: Mapping[str, Any]) -> list[str]:
    return ["^", *(stem(word) for word in words(turn["text"])), "$"]
