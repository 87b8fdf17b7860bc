"""Telling articles from pronouns: "la cuenta" names something, "¿la borran?" points back at it.

A tagger knows, and takes longer than all other reading of words. Most of the time the words beside it tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from knowledge.words import fold, words

ARTICLES = frozenset({"lo", "la", "los", "las"})
# Before a noun, if no article; "del" and "al" hold one.
_BEFORE_NOUNS = frozenset(
    "el un una unos unas mi tu su mis tus sus estas estos esa ese esos esas del al nuestra nuestro nuestras "
    "nuestros cada otra otro".split()
)
_BEFORE_VERBS = frozenset("me te se nos lo le les no yo ya que si como".split())
# What a pronoun before a verb cannot follow.
_PREPOSITIONS = frozenset(
    "a de con en por para pa sobre sin hasta desde segun tras entre todas todos toda todo x".split()
)
# "lo que", "los de", "lo mio", "los demas", "lo mas", "la ultima".
_NO_VERBS = frozenset(
    "que q de del cual cuales mio mia mios mias tuyo tuya suyo suya mas menos mismo misma mismos mismas "
    "demas otro otra otros otras nuevo nueva nuevos nuevas primero primera ultimo ultima ultimos "
    "ultimas proximo proxima".split()
)
_NOUN_ENDINGS = ("cion", "sion", "dad", "ncia", "ing")
# How often a noun must follow what stands before nouns; for each time that it follows what verbs follow.
_LEAST, _FOR_EACH = 2, 10


def nouns_of(texts: Iterable[str]) -> frozenset[str]:
    """Words that are used as nouns, and not as verbs.

    >>> sorted(nouns_of(["mi tele y su uso", "una tele", "un uso", "¿se uso?"]))
    ['tele']

    Args:
        texts: as people write.

    Returns:
        The words, folded.
    """
    nouns, verbs = Counter[str](), Counter[str]()
    for text in texts:
        said = [word.lower() for word in words(text)]
        for before, word in pairwise(said):
            # With its accent: "qué datos" says nothing against a noun, "que uso" does.
            nouns[fold(word)] += before in _BEFORE_NOUNS
            verbs[fold(word)] += before in _BEFORE_VERBS
    return frozenset(
        word for word, count in nouns.items() if count >= _LEAST and verbs[word] * _FOR_EACH <= count
    )


def is_article(before: str, article: str, after: str, nouns: frozenset[str]) -> bool:
    """Whether "lo", "la", "los" or "las" is no pronoun, as far as the words beside it tell.

    >>> is_article("de", "la", "cuenta", frozenset()), is_article("y", "la", "borran", frozenset())
    (True, False)

    Args:
        before: the word before, empty if there is none; like the others folded.
        article: the one in question.
        after: the word after.
        nouns: of `nouns_of`.

    Returns:
        False when they do not tell.
    """
    if after in _NO_VERBS:
        return True
    if article == "lo":
        return False
    return before in _PREPOSITIONS or after in nouns or after.endswith(_NOUN_ENDINGS)
