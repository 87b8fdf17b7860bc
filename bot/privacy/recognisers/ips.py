"""IP addresses, of both versions, and not the numbers of a program's version."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from bot.privacy.found import Found, Kind
from bot.privacy.naming import is_version

_FOUR = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2}|:\d{1,5})?(?!\.?\d)")
_SIX = re.compile(r"(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:%\w+|/\d{1,3})?(?![\w:])", re.IGNORECASE)


def ips(text: str) -> Iterator[Found]:
    """Find IP addresses.

    Args:
        text: any text.
    """
    for found in _FOUR.finditer(text):
        if not is_version(text, found.start()):
            bare = re.split("[/:]", found[0])[0]
            yield from _checked(bare, found)
    if text.count(":") > 1:
        for found in _SIX.finditer(text):
            yield from _checked(re.split("[%/]", found[0])[0], found)


def _checked(address: str, found: re.Match[str]) -> Iterator[Found]:
    try:
        # Leading zeros are typed by people, and refused by the library.
        ipaddress.ip_address(re.sub(r"(?<![0-9a-fA-F])0+(?=\d)", "", address) if "." in address else address)
    except ValueError:
        return
    if address.strip(":"):
        yield Found(found.start(), found.end(), Kind.IP)
