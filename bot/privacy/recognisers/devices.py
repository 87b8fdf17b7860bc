"""Identifiers of devices: IMEI, MAC addresses, and identifiers in the form of a UUID."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import imei

from bot.privacy.digits import windows
from bot.privacy.found import Found, Kind
from bot.privacy.naming import named

_MAC = re.compile(r"(?<![\w:-])[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}(?![\w:-])", re.IGNORECASE)
_UUID = re.compile(r"(?<!\w)[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}(?!\w)", re.IGNORECASE)
_IMEI_DIGITS = 15


def devices(text: str) -> Iterator[Found]:
    """Find identifiers of devices.

    Args:
        text: any text.
    """
    for found in _UUID.finditer(text):
        yield Found(found.start(), found.end(), Kind.DEVICE)
    for found in _MAC.finditer(text):
        yield Found(found.start(), found.end(), Kind.DEVICE)
    for window in windows(text, _IMEI_DIGITS, _IMEI_DIGITS + 1):
        if named(text, window.start, window.end) is Kind.DEVICE and imei.is_valid(window.digits):
            yield Found(window.start, window.end, Kind.DEVICE)
