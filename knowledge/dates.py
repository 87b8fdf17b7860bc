"""Dates and small numbers in Spanish words.

>>> dated(dt.date(2026, 4, 10)), month(dt.date(2026, 4, 10))
('10 de abril de 2026', 'abril de 2026')
"""

from __future__ import annotations

import datetime as dt

MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
# As people say how many days, weeks, months or years, folded.
NUMBERS = dict(zip("un dos tres cuatro cinco seis siete ocho nueve diez".split(), range(1, 11), strict=True))
NUMBERS |= {"una": 1, "par": 2, "once": 11, "doce": 12, "quince": 15, "veinte": 20, "treinta": 30}


def dated(day: dt.date) -> str:
    """A day as Spanish writes it."""
    return f"{day.day} de {month(day)}"


def month(day: dt.date) -> str:
    """The month of a day."""
    return f"{MONTHS[day.month - 1]} de {day.year}"
