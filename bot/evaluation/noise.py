"""Questions as people type them in a hurry: no accents, short forms, slips, spelling by ear.

The rates are a guess at what a hurried phone user does; what matters is that they never change, so that
figures can be compared.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.evaluation.questions import Labelled
from knowledge.words import fold

_SEED = 20261124
_WORD = re.compile(r"\w+")
_NO_ACCENTS, _NO_MARKS, _SHORT_FORM, _SLIP, _BY_EAR = 0.7, 0.8, 0.5, 0.15, 0.1
_SHORT_FORMS = {
    "que": "q",
    "por": "x",
    "para": "pa",
    "porque": "xq",
    "tambien": "tmb",
    "de": "d",
    "mensajes": "msjs",
}
_SOUNDS = (("v", "b"), ("b", "v"), ("c", "s"), ("z", "s"), ("ll", "y"), ("h", ""), ("g", "j"), ("qu", "k"))
_SHORTEST_SPOILT = 5


def noisy(questions: Sequence[Labelled]) -> list[Labelled]:
    """Labelled questions with their texts spoilt, the same at every run.

    Args:
        questions: the turns.

    Returns:
        The turns with the labels they had; about one longer word in four is misspelt.
    """
    chance = random.Random(_SEED)  # noqa: S311 - nothing secret
    return [replace(one, text=spoilt(one.text, chance)) for one in questions]


def spoilt(text: str, chance: random.Random) -> str:
    """One text, spoilt.

    Args:
        text: as it should be written.
        chance: decides what goes wrong.

    Returns:
        The text as it may come.
    """
    if chance.random() < _NO_ACCENTS:
        text = fold(text)
    if chance.random() < _NO_MARKS:
        text = re.sub(r"[¿?¡!]", "", text)
    return _WORD.sub(lambda word: _spoilt_word(word.group(), chance), text)


def _spoilt_word(word: str, chance: random.Random) -> str:
    short = _SHORT_FORMS.get(fold(word))
    if short and chance.random() < _SHORT_FORM:
        return short
    if len(word) < _SHORTEST_SPOILT:
        return word
    roll = chance.random()
    if roll < _SLIP:
        return _slip(word, chance)
    return _by_ear(word, chance) if roll < _SLIP + _BY_EAR else word


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    kind = chance.choice(("lost", "swapped", "doubled"))
    if kind == "lost":
        return word[:at] + word[at + 1 :]
    if kind == "swapped":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at] + word[at:]


def _by_ear(word: str, chance: random.Random) -> str:
    usable = [(sound, other) for sound, other in _SOUNDS if sound in fold(word)]
    if not usable:
        return word
    sound, other = chance.choice(usable)
    return fold(word).replace(sound, other, 1)
