"""Numbers spelled out in words ("seis doce, treinta y cuatro …"): a telephone's, as people dictate it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.found import Found, Kind

_UNITS = "cero|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
_TEENS = "diez|once|doce|trece|catorce|quince|dieci[a-zéó]+"
_TENS = "veinte|veinti[a-zéóú]+|(?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa)"
_HUNDREDS = "cien(?:to)?|(?:dos|tres|cuatro|seis|sete|ocho|nove)cientos|quinientos"
_WORD = rf"(?:{_HUNDREDS}|{_TENS}|{_TEENS}|{_UNITS}|doble\s(?:{_UNITS}))"
# Fewer may be a list; a date or a sum is said with other words between.
_SPOKEN = re.compile(rf"\b{_WORD}(?:(?:\s*[,.\-]\s*|\s+(?:y\s+)?){_WORD}){{4,}}\b", re.IGNORECASE)


def spoken_numbers(text: str) -> Iterator[Found]:
    """Find numbers of five words and more.

    Args:
        text: any text.
    """
    for found in _SPOKEN.finditer(text):
        yield Found(found.start(), found.end(), Kind.PHONE)
