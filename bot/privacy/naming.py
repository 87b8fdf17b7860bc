"""What the words around a number say that it is: "mi móvil es …", "… es mi cédula"."""

from __future__ import annotations

import re

from bot.privacy.found import Kind

_REACH_BEFORE, _REACH_AFTER = 45, 25

_WORDS: dict[Kind, str] = {
    Kind.PHONE: (
        r"t[eé]l[eé]?f?o?n\w*|t[eé]l[eé]f\w*|tel|tfno|tlf|tlfno|tlfn|tfn|tf|fono|m[oó]vil\w*|mobil|mobile|celular\w*|celu?|fijo|whats\s?app?"
        r"|wats\s?app?|w[ah]+ts?ap+|wasap|wsp|guasap|ll[aá]ma\w*|marc[ao]\w*|sms|fax|phone|mi n[uú]m(?:ero)?"
    ),
    Kind.DOCUMENT: (
        r"dni|d\.n\.i\.?|nie|nif|n\.i\.f\.?|cif|c[eé]dula|sedula|ced|c\.?\s?c\.?|c\.?\s?i\.?|curp|rfc|cui[tl]|rut|run|ruc|rif|dui"
        r"|nit|dpi|cui|rnc|cpf|pasaporte|passport|documentos?|doc|identidad|identificaci[oó]n|carn[eé]t?"
        r"|nss|seguridad social|ine|licencia"
    ),
    Kind.CARD: (
        r"tarjetas?|targetas?|tarj|visa|mastercard|master\s?card|amex|american express|maestro"
        r"|d[eé]bito|cr[eé]dito"
    ),
    Kind.IBAN: r"cuentas?|cta|iban|ccc|cbu|cvu|clabe|bancari[ao]s?|domicili\w+",
    Kind.DEVICE: r"imei|esn|n[uú]mero de serie|serial|mac",
}
_NAMED = re.compile(
    "|".join(rf"\b(?P<{kind.name}>{words})\b" for kind, words in _WORDS.items()), re.IGNORECASE
)
# Where the words about one number end: at another number, found already or not.
_OTHER = re.compile(r"[\d\x00]")

_VERSION = re.compile(r"\b(?:v|ver|versi[oó]n|release|firmware|build)\b\.?\s*(?:\w+\s+)?$", re.IGNORECASE)


def is_version(text: str, start: int) -> bool:
    """Whether what begins here is the number of a program's version."""
    return _VERSION.search(text[max(0, start - 24) : start]) is not None


def named(text: str, start: int, end: int) -> Kind | None:
    """What a number is called: by the last word before it that names a kind, or by the first one after it.

    Args:
        text: the whole text.
        start: where the number begins.
        end: where it ends.
    """
    before = _OTHER.split(text[max(0, start - _REACH_BEFORE) : start])[-1]
    names = [found.lastgroup for found in _NAMED.finditer(before)]
    if names:
        return Kind[str(names[-1])]
    after = _NAMED.search(_OTHER.split(text[end : end + _REACH_AFTER])[0])
    return Kind[str(after.lastgroup)] if after else None
