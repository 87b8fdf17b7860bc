"""Dates of birth: whole dates that the words around them say somebody was born on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from bot.privacy.found import Found, Kind

_MONTHS = (
    "ene(?:ro)?|feb(?:rero)?|mar(?:zo)?|abr(?:il)?|may(?:o)?|jun(?:io)?|jul(?:io)?|ago(?:sto)?"
    "|sep(?:tiembre|t)?|set(?:iembre)?|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?"
)
_DATES = (
    re.compile(r"\b(?P<day>\d{1,2})\s?([/.\-]|\s)\s?(?P<month>\d{1,2})\s?\2\s?(?P<year>(?:19|20)?\d{2})\b"),
    re.compile(r"\b(?P<year>(?:19|20)\d{2})\s?([/.\-])\s?(?P<month>\d{1,2})\s?\2\s?(?P<day>\d{1,2})\b"),
    re.compile(
        rf"\b(?P<day>\d{{1,2}}|primero|uno)\.?(?:º|er|ro)?\s?(?:de\s)?[\s\-/]?(?:{_MONTHS})\.?[\s\-/,]?(?:\s?del?\s|\s)?"
        r"(?:a[nñ]o\s)?(?P<year>(?:19|20)?\d{2})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:{_MONTHS})\.?\s(?P<day>\d{{1,2}})(?:º|\b),?\s(?:del?\s)?(?P<year>(?:19|20)\d{{2}})\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<day>\d{2})(?P<month>\d{2})(?P<year>(?:19|20)\d{2})\b"),
    re.compile(r"\b(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})\b"),
)
_BORN = re.compile(
    r"\b(?:nac[ií]|naci[oó]|nac[ií]d[oa]s?|naciste|nacimiento|nacim|nac|f\.?\s?n|fdn|fnac|cumplea[nñ]os|cumple|cumplo"
    r"|cumpli[oó]?|naci[oó]|nasci|nasc[ií]?|naser|nacer|dob|birth\w*)\b",
    re.IGNORECASE,
)
_REACH_BEFORE, _REACH_AFTER = 40, 25
_MAY_BE = re.compile(r"\d.*\d", re.DOTALL)


def births(text: str) -> Iterator[Found]:
    """Find dates of birth.

    Args:
        text: any text.
    """
    if not _MAY_BE.search(text) or not _BORN.search(text):
        return
    for pattern in _DATES:
        for found in pattern.finditer(text):
            if _is_date(found) and _is_near(text, *found.span()):
                yield Found(found.start(), found.end(), Kind.BIRTH)


def _is_near(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - _REACH_BEFORE) : start], text[end : end + _REACH_AFTER]
    return _BORN.search(before) is not None or _BORN.search(after) is not None


def _is_date(found: re.Match[str]) -> bool:
    parts = found.groupdict()
    day = int(parts["day"]) if parts["day"].isdigit() else 1
    month = int(parts.get("month") or 1)
    if "month" not in parts:
        # Its name is a month's; any has 31 days or fewer, which is near enough.
        return 1 <= day <= 31  # noqa: PLR2004
    try:
        dt.date(2000, month, day)
    except ValueError:
        # Written the other way round, as in the United States.
        return 1 <= day <= 12 and 1 <= month <= 31  # noqa: PLR2004
    return True
