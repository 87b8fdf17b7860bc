"""Which words are ordinary Spanish, and how ordinary.

Source: the ``wordfreq`` package's list for Spanish (Speer, 2022), which counts books, subtitles, news and
what people write to each other.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from wordfreq import get_frequency_dict, get_frequency_list

from knowledge.words import fold

# One use in ten million words. Below it the list holds more typos than words.
_RAREST = 1e-7
# One in a hundred thousand: what everybody knows.
_COMMON = 1e-5


def spanish_words() -> Mapping[str, float]:
    """The folded forms of ordinary Spanish words, inflected ones included, so that none of them is taken for
    a misspelt something else.

    Returns:
        About 150,000 words in lower case without accents, and the share of each among all words.
    """
    return _lists()[0]


def common_words() -> tuple[str, ...]:
    """Some 9,000 words that everybody uses, as they are spelt, the most used first."""
    return _lists()[1]


@functools.lru_cache(maxsize=1)
def _lists() -> tuple[Mapping[str, float], tuple[str, ...]]:
    shares: dict[str, float] = {}
    common = []
    for word, share in get_frequency_dict("es", wordlist="large").items():
        if share >= _RAREST:
            folded = fold(word)
            shares[folded] = max(share, shares.get(folded, 0.0))
        if share >= _COMMON and word.isalpha():
            common.append(word)
    # What wordfreq has read it keeps: 30 MB that nobody asks for again.
    get_frequency_dict.cache_clear()
    get_frequency_list.cache_clear()
    return shares, tuple(common)
