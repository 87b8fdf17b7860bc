"""Names that differ in a word or two, written once: "lo que (guardan|saben) de mí".

>>> alternatives("lo que (guardan|saben) de (mí|ella)")
['lo que guardan de mí', 'lo que guardan de ella', 'lo que saben de mí', 'lo que saben de ella']
"""

from __future__ import annotations

import itertools
import re

_CHOICE = re.compile(r"\(([^()]*)\)")


def alternatives(text: str) -> list[str]:
    """The texts that one with alternatives in parentheses stands for.

    Args:
        text: words; "(a|b)" stands for either, "(a|)" for one that may be left out.

    Returns:
        Each text once, blanks put right; the text itself where it has no alternatives.

    Raises:
        ValueError: a parenthesis is not closed, not opened, or stands in another.
    """
    choices = choices_of(text)
    return list(dict.fromkeys(" ".join("".join(chosen).split()) for chosen in itertools.product(*choices)))


def choices_of(text: str) -> list[list[str]]:
    """What may stand at each place of a text with alternatives.

    >>> choices_of("(ver|) lo que (guardan|saben)")
    [['ver', ''], [' lo que '], ['guardan', 'saben']]

    Args:
        text: as in `alternatives`.

    Returns:
        For each place, in order, the words that may stand there; one where there is no choice.

    Raises:
        ValueError: as in `alternatives`.
    """
    pieces = _CHOICE.split(text)
    if any(mark in piece for mark in "()" for piece in pieces[::2]):
        raise ValueError(f"parentheses that do not fit: {text!r}")
    places = [piece.split("|") if place % 2 else [piece] for place, piece in enumerate(pieces)]
    return [place for place in places if place != [""]]
