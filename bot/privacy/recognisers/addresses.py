"""Street addresses, where certain: a kind of street, its name and a number, as Spanish speakers write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.found import Found, Kind

_STREET = (
    r"(?:calle|cl\.?|c/|avda\.?|avenida|av\.?|plaza|pza\.?|plza\.?|paseo|p[ºo]\.|camino|carretera|ctra\.?|ronda"
    r"|traves[ií]a|jir[oó]n|jr\.?|pasaje|psje\.?|pje\.?|calzada|blvd\.?|bulevar|carrera|cra\.?|kra\.?"
    r"|kr\.?|cr\.?|cll\.?|transversal|diagonal|colonia|col\.|urb\.?|urbanizaci[oó]n|callej[oó]n|rambla"
    r"|gran v[ií]a|pol[ií]gono|prolongaci[oó]n)"
)
# What a street is not called: then the number belongs to something else.
_NOT_NAMES = (
    r"(?!(?:en|con|por|que|y|a|desde|hasta|sin|hay|es|son|hace|tiene|pueden?|si|no|mi|tu|su|me|te|se|netflix"
    r"|datos?)\b)"
)
_NAME = rf"{_NOT_NAMES}(?:[^\W\d_][\w'’.]*|\d{{1,2}}\s(?:de|norte|sur|este|oeste|oriente|poniente)\b)"
_NUMBER = (
    r"(?:n[úu]m(?:ero)?\.?|n[ºo°]\.?|no\.|nro\.?|#|al)?\s?\d{1,5}(?!\d)(?:\s?bis\b|[a-d]\b)?"
    r"(?:\s?-\s?\d{1,3}\b)?"
)
# What follows it: floor, door, flat, postal code.
_REST = (
    r"(?:\s?,?\s(?:piso|pta\.?|puerta|portal|esc(?:alera)?\.?|bloque|blq\.?|dpto\.?|depto\.?|departamento|apto\.?|apartamento|int(?:erior)?\.?"
    r"|casa|torre|mz\.?|manzana|lote|lt\.?|c\.?\s?p\.?|c[oó]digo postal)\s?[\w\d]{1,6}\b"
    r"|\s?,?\s\d{1,2}\s?[ºª°]\s?[a-z]{0,4}\b|\s?,?\s\d{1,2}[a-d]\b|\s?,?\s\d{4,5}\b(?:\s[A-ZÁÉÍÓÚÑ]\w+){0,2})"
)
_ADDRESS = re.compile(
    rf"(?<![\w/]){_STREET}\s?(?:{_NAME}\s?,?\s?){{1,6}}?,?\s?(?<!\d){_NUMBER}(?:{_REST}){{0,5}}",
    re.IGNORECASE,
)
# Bogotá's kind: "Carrera 7 # 71-21".
_CROSSING = re.compile(
    rf"(?<![\w/]){_STREET}\s?\d{{1,3}}\s?[a-z]?(?:\s?bis)?(?:\s(?:sur|norte|este|oeste))?\s?,?\s?"
    rf"(?:#|n[ºo°]\.?|no\.?|n[úu]mero|con|nro\.?)\s?\d{{1,3}}\s?[a-z]?\s?(?:-|\s)\s?\d{{1,3}}(?:{_REST}){{0,5}}",
    re.IGNORECASE,
)
_POSTAL = re.compile(r"\b(?:c[oó]digo postal|c\.?p\.?)(?:\s(?:es|era|el))?\s?:?\s?(\d{4,5})\b", re.IGNORECASE)
_MAY_BE = re.compile(r"\d")


def addresses(text: str) -> Iterator[Found]:
    """Find street addresses and postal codes that are called so.

    Args:
        text: any text.
    """
    if not _MAY_BE.search(text):
        return
    for pattern in (_CROSSING, _ADDRESS):
        for found in pattern.finditer(text):
            yield Found(found.start(), found.end(), Kind.ADDRESS)
    for found in _POSTAL.finditer(text):
        yield Found(found.start(1), found.end(1), Kind.ADDRESS)
