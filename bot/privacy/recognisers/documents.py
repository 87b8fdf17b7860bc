"""National documents of Spain and Latin America, by the checks that each country makes.

Those with letters or strong check digits tell themselves apart. Those that are mere digits (an Argentine,
Peruvian or Colombian one) are found where the words around say what they are, a mistyped one too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from stdnum.ar import cuit
from stdnum.cl import rut
from stdnum.cu import ni
from stdnum.do import cedula
from stdnum.ec import ci
from stdnum.ec import ruc as ecuadorian_ruc
from stdnum.es import nif
from stdnum.mx import curp, rfc
from stdnum.pe import ruc
from stdnum.sv import nit
from stdnum.uy import rut as uruguayan_rut
from stdnum.ve import rif

from bot.privacy.digits import windows
from bot.privacy.found import Found, Kind
from bot.privacy.naming import named

_FEWEST, _MOST = 6, 14
_Check = Callable[[str], bool]


def _shape(pattern: str) -> re.Pattern[str]:
    # Not a part of something longer: "20-26756539-3" holds nobody's "26756539-3".
    return re.compile(rf"(?<![\w\-]){pattern}(?!\w|-\d)", re.IGNORECASE)


# Letters and digits, and the check of each: of these, any may stand without words that name it.
_LETTERED: tuple[tuple[re.Pattern[str], _Check], ...] = (
    (_shape(r"[XYZ]?[ .\-]?\d(?:[ .]?\d){6,7}[ .\-]{0,2}[A-Z]"), nif.is_valid),
    (_shape(r"[A-HJ-NP-SUVW][ .\-]?\d{7}[ .\-]?[0-9A-J]"), nif.is_valid),
    (_shape(r"[A-Z]{4}[ \-]?\d{6}[ \-]?[HMX][A-Z]{5}[ \-]?[A-Z0-9]\d"), curp.is_valid),
    (
        _shape(r"[A-ZÑ&]{3,4}[ \-]?\d{6}[ \-]?[A-Z0-9]{3}"),
        lambda number: bool(rfc.is_valid(number, validate_check_digits=False)),
    ),
    (_shape(r"\d{1,2}[ .]?\d{3}[ .]?\d{3} ?- ?[0-9K]"), rut.is_valid),
    (_shape(r"\d{1,2}\.?\d{3}\.?\d{3}K"), rut.is_valid),
    (_shape(r"[VEJPG][ \-]?\d{1,2}[ .]?\d{3}[ .]?\d{3}[ \-]?\d"), rif.is_valid),
)
# Where words name it, a wrong letter or check digit is as telling.
_NAMED_SHAPES = (
    *(shape for shape, _ in _LETTERED),
    _shape(r"[A-Z]{1,4}-?\d{5,9}(?:-?[A-Z0-9]{1,3})?"),
    _shape(r"\d{7,9}[ \-]?[A-Z]"),
    _shape(r"\d{5,8}[ \-]?(?:LP|CB|SC|OR|PT|CH|TJ|BE|PD)"),
    _shape(r"[VE][ .\-]{0,2}\d{1,2}[ .]?\d{3}[ .]?\d{3}"),
)
_VENEZUELAN = _shape(r"[VE] ?- ?\d{1,2}\.?\d{3}\.?\d{3}")
# As their countries write them, and nothing else is written.
_DASHED = re.compile(r"\d{2}-\d{8}-\d|\d{3}-\d{7}-\d|\d{8}-\d|\d{4}-\d{6}-\d{3}-\d|\d\.\d{3}\.\d{3}-\d")

# Digits alone, of this many, with a check.
_CHECKED: tuple[tuple[int, _Check], ...] = (
    (11, cuit.is_valid),
    (11, ruc.is_valid),
    (11, cedula.is_valid),
    (11, ni.is_valid),
    (10, ci.is_valid),
    (13, ecuadorian_ruc.is_valid),
    (14, nit.is_valid),
    (12, uruguayan_rut.is_valid),
)


def named_documents(text: str) -> Iterator[Found]:
    """Find documents that the words around them name.

    Args:
        text: any text.
    """
    for shape in _NAMED_SHAPES:
        for found in shape.finditer(text):
            if named(text, *found.span()) is Kind.DOCUMENT:
                yield Found(found.start(), found.end(), Kind.DOCUMENT)
    for window in windows(text, _FEWEST, _MOST):
        if named(text, window.start, window.end) is Kind.DOCUMENT:
            yield Found(window.start, window.end, Kind.DOCUMENT)


def checked_documents(text: str) -> Iterator[Found]:
    """Find documents that their own letters, dashes and check digits tell.

    Args:
        text: any text.
    """
    for shape, is_valid in _LETTERED:
        for found in shape.finditer(text):
            if is_valid(re.sub(r"[ .]", "", found[0])):
                yield Found(found.start(), found.end(), Kind.DOCUMENT)
    for found in _VENEZUELAN.finditer(text):
        yield Found(found.start(), found.end(), Kind.DOCUMENT)
    for window in windows(text, _FEWEST, _MOST):
        called = named(text, window.start, window.end)
        if called not in (None, Kind.DOCUMENT):
            continue
        if _DASHED.fullmatch(window.written) or any(
            len(window.digits) == length and is_valid(window.digits) for length, is_valid in _CHECKED
        ):
            yield Found(window.start, window.end, Kind.DOCUMENT)
