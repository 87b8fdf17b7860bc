"""Names that somebody introduces: "me llamo Ana Ruiz", "mi nombre es ana".

Names elsewhere are not looked for: too many harmless words look like them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.found import Found, Kind

_CAPITAL = r"[A-ZÁÉÍÓÚÑÜ][\w'’.\-]*"
_JOINED = rf"{_CAPITAL}(?:\s(?:(?:de|del|la|las|los|y|da|dos)\s){{0,2}}{_CAPITAL}){{0,4}}"
# Written small, only the first word is surely part of it.
_NOT_NAMES = (
    r"(?!(?:como|igual|as[ií]|de|el|la|los|las|un|una|y|o|mi|tu|su|que|por|en|no|p[uú]blico|visible"
    r"|obligatorio)\b)"
)
_BEFORE = r"(?i:me llamo|mi nombre(?: completo)? es|mis? (?:nombres? y )?apellidos? (?:es|son))"
_INTRODUCED = re.compile(rf"\b{_BEFORE}\s({_JOINED}|{_NOT_NAMES}[^\W\d_]{{2,}})")


def names(text: str) -> Iterator[Found]:
    """Find names that are introduced.

    >>> [text[one.start:one.end] for text in ["Me llamo Ana de la Fuente y …"] for one in names(text)]
    ['Ana de la Fuente']

    Args:
        text: any text.
    """
    for found in _INTRODUCED.finditer(text):
        yield Found(found.start(1), found.start(1) + len(found[1].rstrip(".-'’")), Kind.NAME)
