"""Whose data: what is asked of all customers is asked of oneself, and examples speak of oneself.

>>> of_oneself("¿la empresa vende los datos de sus suscriptores?")
'¿la empresa vende mis datos?'
"""

from __future__ import annotations

import re

_THEM = (
    r"(?:(?:todos |todas )?(?:sus|los|las|tus|vuestros|un|una|cada|nuestros)\s+"
    r"(?:suscriptor(?:es|as|a)?|usuari[oa]s?|client(?:es|as|e|a)|abonad[oa]s?|consumidor(?:es|as|a)?|"
    r"espectador(?:es|as|a)?|televidentes?)|la\s+gente|las\s+personas|la\s+peña|uno)"
)
_THEIRS = re.compile(
    rf"\b(el|la|los|las)\s+(\w+(?:\s+(?:personales|privad[oa]s|bancari[oa]s))?)\s+de\s+{_THEM}(?=\W|$)",
    re.IGNORECASE,
)
_MINE = {"el": "mi", "la": "mi", "los": "mis", "las": "mis"}


def of_oneself(text: str) -> str:
    """A text with what belongs to all customers as the person's own.

    Args:
        text: a message.
    """
    return _THEIRS.sub(lambda found: f"{_MINE[found[1].lower()]} {found[2]}", text)
