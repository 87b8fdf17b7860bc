"""Telling articles from pronouns: "la cuenta" names something, "¿la borran?" points back at it.

A tagger takes longer than all other reading of words. Most of the time the words beside it tell, and tell
better: the small model takes "¿cómo la borro?" for an article and a noun.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from knowledge.words import STOP_WORDS, fold, words

ARTICLES = frozenset({"lo", "la", "los", "las"})
# Before a noun, if no article; "del" and "al" hold one.
_BEFORE_NOUNS = frozenset(
    "el un una unos unas mi tu su mis tus sus estas estos esa ese esos esas del al nuestra nuestro nuestras "
    "nuestros cada otra otro".split()
)
_WITH_VERBS = frozenset("me te se nos le les".split())
_ONLY_BEFORE_VERBS = _WITH_VERBS | {"no", "yo", "ya"}
_BEFORE_VERBS = _ONLY_BEFORE_VERBS | {"lo", "que", "si", "como"}
# What a pronoun before a verb cannot follow.
_PREPOSITIONS = frozenset(
    "a de con en por para pa sobre sin hasta desde segun tras entre todas todos toda todo x".split()
)
# What an article hardly follows, unless a known noun comes after it.
_BEFORE_PRONOUNS = frozenset("me te se nos no como donde dnd cuando quien quienes".split())
# "lo que", "los de", "lo mio", "los demas", "lo mas", "la ultima".
_NO_VERBS = frozenset(
    "que q de del cual cuales mio mia mios mias tuyo tuya suyo suya mas menos mismo misma mismos mismas "
    "demas otro otra otros otras nuevo nueva nuevos nuevas primero primera ultimo ultima ultimos "
    "ultimas proximo proxima".split()
)
# "¿Los pedían antes?"
_PAST = ("aban", "ian")
_NOUN_ENDINGS = ("cion", "sion", "dad", "ncia", "ing", "ciones", "siones", "dades")
# How often a word must be used in one way; for each time that it is used in the other.
_LEAST, _FOR_EACH = 2, 10


@dataclass(frozen=True)
class Usage:
    """Words that are used as nouns only, and as verbs only, folded."""

    nouns: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()

    def is_noun(self, word: str) -> bool:
        """Whether a word, or what it is the plural of, is a noun.

        Args:
            word: folded.
        """
        return word in self.nouns or (
            word.endswith("s") and (word[:-1] in self.nouns or word.removesuffix("es") in self.nouns)
        )


def usage_of(texts: Iterable[str]) -> Usage:
    """How words are used.

    >>> usage = usage_of(["mi tele y su uso", "una tele", "un uso", "¿se uso?", "ya me borro", "no borro"])
    >>> sorted(usage.nouns), sorted(usage.verbs)
    (['tele'], ['borro'])

    Args:
        texts: as people write.

    Returns:
        The words that tell.
    """
    nouns, verbs, only = Counter[str](), Counter[str](), Counter[str]()
    for text in texts:
        said = [word.lower() for word in words(text)]
        for before, word in pairwise(said):
            # With its accent: "qué datos" says nothing against a noun, "que uso" does.
            nouns[fold(word)] += before in _BEFORE_NOUNS
            verbs[fold(word)] += before in _BEFORE_VERBS
            only[fold(word)] += before in _ONLY_BEFORE_VERBS
    return Usage(_mostly(nouns, verbs), _mostly(only, nouns) - STOP_WORDS - ARTICLES - _NO_VERBS)


def _mostly(one: Counter[str], other: Counter[str]) -> frozenset[str]:
    return frozenset(
        word for word, count in one.items() if count >= _LEAST and other[word] * _FOR_EACH <= count
    )


def points_back(before: str, article: str, after: str, usage: Usage) -> bool | None:
    """Whether "lo", "la", "los" or "las" is a pronoun, as far as the words beside it tell.

    >>> known = Usage(verbs=frozenset({"borran"}))
    >>> points_back("de", "la", "cuenta", known), points_back("y", "la", "borran", known)
    (False, True)

    Args:
        before: the word before, empty if there is none; like the others folded.
        article: the one in question.
        after: the word after.
        usage: how words are used.

    Returns:
        None when they do not tell.
    """
    if after in _NO_VERBS:
        return False
    if article != "lo" and (before in _PREPOSITIONS or usage.is_noun(after) or after.endswith(_NOUN_ENDINGS)):
        return False
    return True if after in usage.verbs or after.endswith(_PAST) or before in _BEFORE_PRONOUNS else None


def part_of_speech_after(words_before: list[str]) -> str | None:
    """What a word that may be noun or verb is after these: "mi cuenta", "de la cuenta"; "me la cuenta".

    Args:
        words_before: the words before it, folded.

    Returns:
        ``NOUN``, ``VERB``, or None when they do not tell.
    """
    *earlier, before = ["", *words_before]
    if before in ARTICLES:
        return None if before == "lo" or earlier[-1] in _BEFORE_PRONOUNS else "NOUN"
    if before in _BEFORE_NOUNS or before in _PREPOSITIONS:
        return "NOUN"
    return "VERB" if before in _WITH_VERBS else None
