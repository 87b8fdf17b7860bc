"""Any other long number: a customer's, an order's, or an identifier with a digit mistyped.

Nobody asks about privacy with numbers of nine digits, unless they are somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.digits import Window, is_endless, runs
from bot.privacy.found import Found, Kind
from bot.privacy.naming import is_version

_FEWEST = 9
# A round number is an amount.
_TOGETHER = re.compile(r"\d{8,}(?<!0000)")
_AMOUNT = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:[.,]\d{1,2})?")
_SHORT_GROUPS = re.compile(r"\d{1,2}\D+(?:\d{1,2}\D+)*(?:19|20)?\d{2}|(?:19|20)\d{2}(?:\D+(?:19|20)?\d{2})+")
# The rest of a stretch of which a part was found: joined to it, or as long as half a telephone number.
_REST_AFTER = re.compile(r"(?<=\x00)(?:[/\-.](\d{3,30})|[ .,\-/()·_]{1,3}(\d(?:[ .\-/()]{0,3}\d){4,30}))")
_REST_BEFORE = re.compile(r"(?:(\d{3,30})[/\-.]|(\d(?:[ .\-/()]{0,3}\d){4,30})[ .,\-/()·_]{1,3})(?=\x00)")


def long_numbers(text: str) -> Iterator[Found]:
    """Find what no other recogniser has explained.

    Args:
        text: any text.
    """
    for rest in (*_REST_AFTER.finditer(text), *_REST_BEFORE.finditer(text)):
        yield Found(*rest.span(rest.lastindex or 0), Kind.NUMBER)
    for run in runs(text):
        if is_endless(run) or (_is_long(run) and not is_version(text, run.start)):
            yield Found(run.start, run.end, Kind.NUMBER)


def _is_long(run: Window) -> bool:
    if _TOGETHER.search(run.written):
        return True
    return len(run.digits) >= _FEWEST and not _is_harmless(run.written)


def _is_harmless(written: str) -> bool:
    """Amounts, lists of years, dates."""
    return bool(_AMOUNT.fullmatch(written) or _SHORT_GROUPS.fullmatch(written) or ", " in written)
