"""Misspelt names of places and peoples, put right where a name is expected.

>>> speller = PlaceSpeller(["Chile", "Santiago", "República Dominicana", "salvadoreña"])
>>> speller.corrected("soy d Santiago de shile"), speller.corrected("como salbadoreña")
('soy d Santiago de chile', 'como salvadoreña')

The general corrector knows what people ask Clara, and no names. A name is put right only after a word that
one follows ("en", "desde", "soy" …) or another name, or where it is all that is said; and never from an
ordinary word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.words import fold
from nlu.spelling import sound

_TOKEN = re.compile(r"[^\W\d_]+")
_BEFORE_A_NAME = frozenset(
    "en de d desde por a del es soy somos seria como siendo ser un una la el los las ciudad provincia".split()
)
# Words that say where somebody lives, and that are misspelt like others.
_FRAME = ("desde", "resido", "residimos", "vivimos", "radico", "radicamos", "estamos", "encuentro")
_SHORTEST, _SHORTEST_TWICE_WRONG = 4, 9
_BARE = 3
# Ordinary words are used more often than this; rarer ones in the lists are names and slips. What sounds like
# a name has to be more ordinary to be none: "Cordova".
_ORDINARY, _ORDINARY_ALIKE = 1e-6, 5e-6


class PlaceSpeller:
    """Corrects names.

    Args:
        names: the names of places and peoples, as they are spelt.
        countries: those that are meant where two names are as near: countries'.
        spanish: folded Spanish words and their shares; those that are ordinary are never a misspelt name.
    """

    def __init__(
        self,
        names: Iterable[str],
        countries: Iterable[str] = (),
        spanish: Mapping[str, float] | None = None,
    ):
        self._spanish = spanish or {}
        self._countries = _words(countries)
        words = _words(names) | self._countries
        self._names, self._frame = sorted(words), [fold(word) for word in _FRAME]
        self._known = {*words, *self._frame}
        self._by_sound = {_sound(word): word for word in reversed(self._names)}

    def corrected(self, text: str) -> str:
        """A text with its misspelt names put right.

        Args:
            text: a message.
        """
        tokens = list(_TOKEN.finditer(text))
        pieces, position, after_name = [], 0, len(tokens) <= _BARE
        for token in tokens:
            typed = fold(token.group())
            meant = self._meant(typed, after_name) if typed not in self._known else None
            if meant is not None:
                pieces += [text[position : token.start()], meant]
                position = token.end()
            after_name = typed in _BEFORE_A_NAME or (meant or typed) in self._known or len(tokens) <= _BARE
        return "".join([*pieces, text[position:]])

    def _meant(self, typed: str, name_expected: bool) -> str | None:
        share = self._spanish.get(typed, 0.0)
        if len(typed) < _SHORTEST or share >= _ORDINARY_ALIKE:
            return None
        alike = self._by_sound.get(_sound(typed)) if name_expected else None
        if alike is not None or share >= _ORDINARY:
            return alike
        frame = self._nearest(typed, self._frame, 1)
        if frame is not None or not name_expected:
            return frame
        return self._nearest(typed, self._names, 2 if len(typed) >= _SHORTEST_TWICE_WRONG else 1)

    def _nearest(self, typed: str, words: list[str], allowed: int) -> str | None:
        """The nearest word; of several as near, the one that names a country."""
        near = process.extract(typed, words, scorer=OSA.distance, score_cutoff=allowed, limit=8)
        nearest = [str(word) for word, edits, _ in near if edits == near[0][1]]
        if len(nearest) > 1:
            nearest = [word for word in nearest if word in self._countries]
        return nearest[0] if len(nearest) == 1 else None


def _words(names: Iterable[str]) -> set[str]:
    return {fold(word) for name in names for word in _TOKEN.findall(name) if len(word) >= _SHORTEST}


def _sound(word: str) -> str:
    """How a name sounds; "sh" stands for "ch" where people write as they speak."""
    return sound(word.replace("sh", "ch"))
