"""Takes what identifies a person out of a text, and leaves a word that keeps the sense.

>>> redact("mi correo es ana.ruiz@example.org, ¿qué hacen con él?")
'mi correo es ‹correo›, ¿qué hacen con él?'
"""

from __future__ import annotations

import unicodedata

from bot.privacy.found import Found
from bot.privacy.recognisers import RECOGNISERS

# Stands where something has been found, so that no other recogniser reads into it.
_TAKEN = "\x00"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-") | dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009"), " ")


def redact(text: str) -> str:
    """Put placeholders where identifiers stand.

    Args:
        text: what somebody wrote.

    Returns:
        The text with ``‹correo›``, ``‹teléfono›`` … for what was found; unchanged if nothing was.
    """
    redacted = text
    for one in sorted(find(text), key=lambda found: -found.start):
        redacted = redacted[: one.start] + one.kind.placeholder + redacted[one.end :]
    return redacted


def find(text: str) -> list[Found]:
    """The identifiers in a text, none overlapping another.

    Args:
        text: what somebody wrote.

    Returns:
        What was found, in the order of the recognisers.
    """
    left = _plain(text)
    all_found: list[Found] = []
    for recognise in RECOGNISERS:
        for one in recognise(left):
            if _TAKEN in left[one.start : one.end]:
                continue
            left = left[: one.start] + _TAKEN * (one.end - one.start) + left[one.end :]
            all_found.append(one)
    return all_found


def _plain(text: str) -> str:
    """The text with one kind of digits, dashes and blanks, character by character."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(one)) if one.isdigit() and not one.isascii() else one
        for one in text.translate(_DASHES)
    )
