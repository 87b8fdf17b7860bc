"""Spelling: what somebody meant to type, where that is plain.

>>> speller = Speller({"guardan": 9, "ubicación": 5, "qué": 99})
>>> speller.corrected("qué guradan de mi hubicasion").text
'qué guardan de mi ubicación'

Only words that are neither Spanish nor known from the examples and names are touched, and only when a
known word is near: in sound, as people spell who write by ear, or by one or two slips of the finger.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.words import fold, stem
from nlu.shorthand import spelled_out

_TOKEN = re.compile(r"[^\W\d_]+")
# An address, a link, a handle, a mixed code: no word to correct.
_NO_WORDS = re.compile(r"\S*[@\d/_\\]\S*|\S+\.\S+|«[^»]*»|\"[^\"]*\"|“[^”]*”")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_SHORTEST = 4
_SHORTEST_TWICE_WRONG = 8
# Spanish words rarer than this may be a misspelling that many people share; see `Speller`.
_RARE = 2e-6
_FAR = 10
# Letters that sound alike in most of the Spanish-speaking world, in order of replacement.
_SOUNDS = (
    (re.compile(r"qu(?=[ei])|k|c(?=[aou]|[^aeiouh]|$)"), "k"),
    (re.compile(r"[zç]|c(?=[ei])|x(?=[^aeiou])"), "s"),
    (re.compile(r"gu(?=[ei])"), "G"),
    (re.compile(r"g(?=[ei])"), "j"),
    (re.compile(r"(?<!c)h"), ""),
    (re.compile(r"v"), "b"),
    (re.compile(r"ll"), "y"),
    (re.compile(r"[üw]"), "u"),
    (re.compile(r"ñ"), "ni"),
    (re.compile(r"(.)\1"), r"\1"),
)


_WITH_PRONOUNS = re.compile(
    r"(\w+(?:[aei]r|ndo|[aei]n?|ad|ed))(?:me|te|se|nos|les?)?(?:l[oa]s?|me|te|se|nos|les?)"
)


@dataclass(frozen=True)
class Correction:
    """A word as typed at character offset ``start``, and what it is read as."""

    start: int
    typed: str
    meant: str


@dataclass(frozen=True)
class Corrected:
    """A text as it was meant, and what was changed in it."""

    text: str
    corrections: tuple[Correction, ...] = ()


class Speller:
    """Corrects words to the known word nearest to them.

    Args:
        words: known words as they are rightly spelt, and how often each is used in questions to Clara.
        spanish: folded Spanish words and their shares. They are left alone, unless a known word sounds the
            same and is used ten times as much ("targeta").
        common: Spanish words that may be meant too, though the examples don't have them, most used first.
    """

    def __init__(
        self, words: Mapping[str, int], spanish: Mapping[str, float] | None = None, common: Sequence[str] = ()
    ):
        self._spanish = spanish or {}
        self._uses: dict[str, int] = {}
        self._spelt: dict[str, str] = {}
        for word, uses in words.items():
            folded = fold(word)
            if uses > self._uses.get(folded, 0):
                self._uses[folded], self._spelt[folded] = uses, word
        for word in common:
            folded = fold(word)
            if folded not in self._uses:
                self._uses[folded], self._spelt[folded] = 0, word
        self._stems = {stem(folded) for folded, uses in self._uses.items() if uses}
        self._by_sound: dict[str, str] = {}
        for folded in sorted(self._uses, key=self._weight):
            self._by_sound[sound(folded)] = folded
        self._choices = [folded for folded in self._uses if len(folded) >= _SHORTEST]

    def corrected(self, text: str) -> Corrected:
        """Correct a text.

        Args:
            text: what somebody typed.

        Returns:
            The text with its plain misspellings put right; names, quoted titles, addresses and whatever
            is near no known word stay as they are.
        """
        kept = [found.span() for found in _NO_WORDS.finditer(text)]
        shouted = text.upper() == text
        pieces, corrections, position = [], [], 0
        for found in _TOKEN.finditer(text):
            typed, start = found.group(), found.start()
            named = typed[0].isupper() and not shouted and text[:start].strip(" ¿¡\"'") != ""
            if named or any(a <= start < b for a, b in kept):
                continue
            meant = self._meant(fold(typed))
            if meant is not None:
                corrections.append(Correction(start, typed, meant))
                pieces += [text[position:start], meant]
                position = found.end()
        pieces.append(text[position:])
        return Corrected("".join(pieces), tuple(corrections))

    def _weight(self, folded: str) -> tuple[int, float]:
        return self._uses[folded], self._spanish.get(folded, 0.0)

    def _meant(self, folded: str) -> str | None:
        squeezed = _DRAWN_OUT.sub(r"\1", folded)
        if squeezed != folded and squeezed in self._spelt:
            return self._spelt[squeezed]
        if self._uses.get(folded) or spelled_out(folded) != folded:
            return None
        alike = self._by_sound.get(sound(folded))
        if folded in self._uses or folded in self._spanish:
            return self._spelt[alike] if alike and self._is_far_rarer(folded, alike) else None
        if stem(folded) in self._stems or self._is_joined(folded):
            return None  # another form of a known word: understood as it is
        if alike is None and len(squeezed) >= _SHORTEST:
            alike = self._nearest(squeezed)
        return self._spelt[alike] if alike else None

    def _is_joined(self, folded: str) -> bool:
        """Whether a word is a known verb with pronouns at its end: "mandármela"."""
        found = _WITH_PRONOUNS.fullmatch(folded)
        return found is not None and (found[1] in self._uses or found[1] in self._spanish)

    def _is_far_rarer(self, folded: str, alike: str) -> bool:
        share = self._spanish.get(folded, 0.0)
        return share < _RARE and share * _FAR <= self._spanish.get(alike, 0.0)

    def _nearest(self, folded: str) -> str | None:
        allowed = 1 if len(folded) < _SHORTEST_TWICE_WRONG else 2
        near = process.extract(folded, self._choices, scorer=OSA.distance, score_cutoff=allowed, limit=12)
        # Slips rarely hit the first letter; among equals the word used most is meant.
        ranked = [
            (edits + (word[0] != folded[0]), [-one for one in self._weight(word)], word)
            for word, edits, _ in near
        ]
        ranked = [one for one in ranked if one[0] <= allowed]
        return min(ranked)[2] if ranked else None


def sound(folded: str) -> str:
    """How a word sounds, roughly, so that spellings by ear meet.

    >>> sound("hubicasion") == sound("ubicacion"), sound("ke") == sound("que")
    (True, True)

    Args:
        folded: a word in lower case without accents.

    Returns:
        A key that words of the same sound share.
    """
    for pattern, replacement in _SOUNDS:
        folded = pattern.sub(replacement, folded)
    return folded
