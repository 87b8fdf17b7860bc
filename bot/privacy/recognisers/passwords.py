"""Passwords and PINs that somebody gives away: what stands behind "mi contraseña es", with a digit in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.found import Found, Kind

_SAID = re.compile(
    r"\b(?:contrase[nñ]as?|clave|password|pass|pin)\b[^.:=?!\d]{0,25}?(?:\s(?:es|era|son)\b|:|=)\s?:?\s?[\"'«]?"
    r"((?=\S*\d)[^\s\"'»]{4,})",
    re.IGNORECASE,
)


def passwords(text: str) -> Iterator[Found]:
    """Find passwords that are called so.

    Args:
        text: any text.
    """
    for found in _SAID.finditer(text):
        yield Found(found.start(1), found.start(1) + len(found[1].rstrip(".,;:?!")), Kind.PASSWORD)
