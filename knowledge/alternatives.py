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
    *pieces, last = _CHOICE.split(text)
    if any(mark in piece for mark in "()" for piece in [*pieces[::2], last]):
        raise ValueError(f"parentheses that do not fit: {text!r}")
    choices = [piece.split("|") if place % 2 else [piece] for place, piece in enumerate([*pieces, last])]
    return list(dict.fromkeys(" ".join("".join(chosen).split()) for chosen in itertools.product(*choices)))
