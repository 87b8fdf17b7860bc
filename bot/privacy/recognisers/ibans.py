"""Bank accounts: IBAN, the Spanish CCC and the Argentine CBU; a CLABE is left to the long numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban
from stdnum.ar import cbu
from stdnum.es import ccc

from bot.privacy.digits import windows
from bot.privacy.found import Found, Kind
from bot.privacy.naming import named

_SHAPE = re.compile(r"\b[A-Z]{2}[ .\-]?\d{2}(?:[ .\-]{0,2}[A-Z0-9]){11,30}", re.IGNORECASE)
# Where a person mistyped a digit, the shape alone tells it: Spain's accounts are two letters and 22 digits.
_SPANISH = re.compile(r"\bES[ .\-]?\d{2}(?:[ .\-]{0,2}\d){18,20}", re.IGNORECASE)
_SHORTEST = 15
_LENGTHS = {18, 20, 22}  # CLABE, CCC, CBU


def ibans(text: str) -> Iterator[Found]:
    """Find bank accounts.

    Args:
        text: any text.
    """
    for found in _SHAPE.finditer(text):
        end = _valid_until(text, found.start(), found.end())
        if end is not None:
            yield Found(found.start(), end, Kind.IBAN)
    for found in _SPANISH.finditer(text):
        yield Found(found.start(), found.end(), Kind.IBAN)
    for window in windows(text, min(_LENGTHS), max(_LENGTHS)):
        if len(window.digits) not in _LENGTHS:
            continue
        called = named(text, window.start, window.end) is Kind.IBAN
        if called or ccc.is_valid(window.digits) or cbu.is_valid(window.digits):
            yield Found(window.start, window.end, Kind.IBAN)


def _valid_until(text: str, start: int, end: int) -> int | None:
    """Where an IBAN that begins here ends: what follows it may be a word or a number of its own."""
    while end - start >= _SHORTEST:
        if text[end - 1].isalnum() and iban.is_valid(text[start:end].replace(".", "")):
            return end
        end -= 1
    return None
