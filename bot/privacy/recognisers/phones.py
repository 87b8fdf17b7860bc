"""Telephone numbers of Spain and Latin America, and of anywhere when they begin with + or 00."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from bot.privacy.digits import Window, windows
from bot.privacy.found import Found, Kind
from bot.privacy.naming import named

REGIONS = (
    *("ES", "MX", "AR", "CO", "CL", "PE", "VE", "EC", "GT", "CU", "BO"),
    *("DO", "HN", "PY", "SV", "NI", "CR", "PA", "UY", "PR", "US"),
)
_FEWEST, _MOST = 7, 15
# A number of fewer digits may be anything, unless the words around it say what it is.
_CERTAIN = 9
# Grouped by thousands, or money: not dialled.
_AMOUNT = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:[.,]\d{1,2})?")
_MONEY = re.compile(
    r"^\s*(?:€|\$|euros?|pesos?|d[oó]lares|usd|eur|mxn|cop|ars|soles|millones|mil|usuarios|%)", re.IGNORECASE
)


def phones(text: str) -> Iterator[Found]:
    """Find telephone numbers.

    Args:
        text: any text.
    """
    for window in windows(text, _FEWEST, _MOST):
        start = window.start - len(_before(text, window.start))
        abroad = window.digits[2:] if window.digits.startswith("00") else window.digits
        with_code = text[start] == "+" or abroad != window.digits
        if (with_code and _is_foreign(abroad)) or _is_dialled(text, window):
            yield Found(start, window.end, Kind.PHONE)


def warm() -> None:
    """Load what is known of the regions' numbers; the first message would wait for it otherwise."""
    for region in REGIONS:
        code = phonenumbers.country_code_for_region(region)
        # A code may be several countries': +1 is tried for each of them.
        for sharing in phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code]:
            phonenumbers.PhoneMetadata.metadata_for_region(sharing)


def _before(text: str, start: int) -> str:
    """The plus and brackets in front of a number."""
    return text[len(text[:start].rstrip("+( ")) : start].lstrip()


def _is_dialled(text: str, window: Window) -> bool:
    if _MONEY.match(text[window.end : window.end + 12]) or text[: window.start].rstrip().endswith(("$", "€")):
        return False
    called = named(text, window.start, window.end) is Kind.PHONE
    if not called and (len(window.digits) < _CERTAIN or _AMOUNT.fullmatch(window.written)):
        return False
    return any(_is_valid(window.digits, region) for region in REGIONS)


def _is_foreign(digits: str) -> bool:
    return _is_valid("+" + digits, None) or len(digits) >= _CERTAIN


def _is_valid(digits: str, region: str | None) -> bool:
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number)
