"""Which words are ordinary Spanish, so that they are never taken for a misspelt something else."""

from __future__ import annotations

import functools

from wordfreq import get_frequency_dict

from knowledge.words import fold

# One use in ten million words. Below it the list holds more typos than words.
_RAREST = 1e-7


@functools.lru_cache(maxsize=1)
def spanish_words() -> frozenset[str]:
    """The folded forms of ordinary Spanish words, inflected ones included.

    Source: the ``wordfreq`` package's list for Spanish.

    Returns:
        About 150,000 words in lower case, without accents.
    """
    frequencies = get_frequency_dict("es", wordlist="large")
    return frozenset(fold(word) for word, share in frequencies.items() if share >= _RAREST)
