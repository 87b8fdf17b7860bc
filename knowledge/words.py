"""Spanish words made comparable: case, accents and endings taken off."""

from __future__ import annotations

import functools
import re
import unicodedata

import snowballstemmer

from knowledge.choice import chosen_policy, lender_of, names_of

_WORD = re.compile(r"[^\W_]+")
_SAID = re.compile(r"\w+")
_STEMMER = snowballstemmer.stemmer("spanish")

# Words that say nothing about the matter, such as whose policy it is; questions are full of them.
STOP_WORDS = frozenset(
    """a al algo ante asi aun bajo como con cual cuales cuando cuanto da de del desde donde dos e el ella
    ellos en entre era eres es esa esas ese eso esos esta estan estas este esto estos fue ha han hay he la
    las le les lo los mas me mi mis mucho muy ni no nos o os otra otro para pero por porque pues que quien
    quienes se sea ser si sin sobre son su sus tan te tu tus un una unas uno unos usted ustedes va van y ya
    yo""".split()
) | {word for policy in {chosen_policy(), lender_of(chosen_policy())} for word in names_of(policy)}


def fold(text: str) -> str:
    """Take case and accents off: ``¿Qué IP?`` becomes ``¿que ip?``; the ñ stays a letter of its own.

    Args:
        text: any text.

    Returns:
        The text in lower case without accents, one character for each composed one.
    """
    return unicodedata.normalize("NFC", text).lower().translate(_FOLDING)


def spoken(text: str) -> str:
    """The words of a text as one says them: folded, without marks.

    >>> spoken("¿Y mi correo, qué?")
    'y mi correo que'

    Args:
        text: any text.

    Returns:
        The words with a blank between them.
    """
    return " ".join(_SAID.findall(fold(text)))


class _Folding(dict[int, str]):
    """Characters and what they become, worked out when first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        base = unicodedata.normalize("NFD", character)
        plain = base[0] if len(base) > 1 and unicodedata.combining(base[1]) else character
        self[code] = character if character == "ñ" else plain
        return self[code]


_FOLDING = _Folding()


@functools.lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The Snowball stem of one Spanish word, folded.

    Args:
        word: a word, accents allowed.

    Returns:
        Its stem: ``ubicación`` and ``ubicaciones`` share one.
    """
    # Folded first: half of the people write no accents, and both halves must meet.
    return fold(_STEMMER.stemWord(_with_accent(fold(word))))


def _with_accent(word: str) -> str:
    """People leave accents out; give the most regular ending its own back."""
    if word.endswith("cion") or word.endswith("sion"):
        return word[:-2] + "ón"
    return word


def words(text: str) -> list[str]:
    """The words of a text, in order, as written."""
    return _WORD.findall(text)


def content_stems(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order.

    Args:
        text: any text.

    Returns:
        Stems without stop words and single letters.
    """
    return [stem(word) for word in words(text) if len(word) > 1 and fold(word) not in STOP_WORDS]
