"""Payment cards: thirteen to nineteen digits that pass Luhn's check, or that are written like a card's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import luhn

from bot.privacy.digits import windows
from bot.privacy.found import Found, Kind
from bot.privacy.naming import named

_FEWEST, _MOST = 13, 19
# The networks' first digits.
_NETWORKS = "3456"
_WRITTEN = re.compile(r"\d{4}([ .\-/]{1,3})\d{4}\1\d{4}\1\d{4}|3\d{3}([ .\-/]{1,3})\d{6}\2\d{5}")
_YEARS = re.compile(r"(?:19|20)\d{2}(?:\D+(?:19|20)\d{2})+")
_CODE = re.compile(r"\b(?:cvv2?|cvc2?|csc|c[oó]digo de seguridad)\b[^\d\x00]{0,12}(\d{3,4})\b", re.IGNORECASE)


def cards(text: str) -> Iterator[Found]:
    """Find payment cards and their security codes.

    Args:
        text: any text.
    """
    for window in windows(text, _FEWEST, _MOST):
        called = named(text, window.start, window.end)
        checked = window.digits[0] in _NETWORKS and luhn.is_valid(window.digits)
        if _YEARS.fullmatch(window.written):
            continue
        if called is Kind.CARD or (checked and called is None) or _WRITTEN.fullmatch(window.written):
            yield Found(window.start, window.end, Kind.CARD)
    for found in _CODE.finditer(text):
        yield Found(found.start(1), found.end(1), Kind.CARD)
