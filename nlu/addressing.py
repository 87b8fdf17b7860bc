"""Whom a message addresses: "¿y eso de cuándo es, parce?" asks nothing of a friend, nor "hijo" of children.

>>> unaddressed("¿Queda grabado lo que digo, hijo?"), unaddressed("Oye, causa, ¿me leen el correo?")
('¿Queda grabado lo que digo?', '¿me leen el correo?')
"""

from __future__ import annotations

import re

# Behind a comma these address; without one they may be meant.
_KIN = (
    r"hij[oa]|mij[oa]|hijit[oa]|amig[oa]s?|hermano|t[ií][oa]|jef[ea]|joven|señor(?:a|ita|es)?|caballero|"
    r"doctora?|ni[ñn][oa]|mi amor|coraz[oó]n|reina|rey|cari[ñn]o|guap[oa]|maj[oa]|linda|preciosa|hombre|"
    r"mujer|"
    r"chic[oa]s?|muchach[oa]s?|maestr[oa]|compa[ñn]er[oa]"
)
_SLANG = (
    r"parce|parcer[oa]|pana|mi pana|compa|w[ée]y|g[üu]ey|bro|brother|fren|mano|manito|manita|causa|cuate|"
    r"carnal|ñañ[oa]|asere|maje|tronc[oa]|we[oó]n|huev[oó]n|fiera|culiado"
)
_END = re.compile(rf"(?:\s*,\s*(?:{_KIN}|{_SLANG})|\s+(?:{_SLANG}))(?=\s*[?!.…]*\s*$)", re.IGNORECASE)
_GREETED = r"(?:oye|oiga|oigan|mira|mire|ay|hola|ey|epa|buenas|qué onda|que onda|dime a ver)"
_BEGINNING = re.compile(
    rf"^[\s¡]*(?:{_GREETED}[\s,]+)?(?:{_KIN}|{_SLANG})\s*[,.!…]+\s*(?=\S+\s+\S)", re.IGNORECASE
)


def unaddressed(text: str) -> str:
    """A text without those whom it addresses at its beginning and its end.

    Args:
        text: a message.

    Returns:
        The text; the same where nothing else would be left.
    """
    rest = _BEGINNING.sub("", _END.sub("", text, count=1), count=1)
    return rest if len(rest.split()) > 1 else text
