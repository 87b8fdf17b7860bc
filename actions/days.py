"""Days: from when a deadline is counted, and on which day it falls.

National holidays come from the `holidays` package; regional ones are not counted, which the answer says.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress

from dateutil.relativedelta import relativedelta

from knowledge.dates import MONTHS, NUMBERS
from knowledge.words import fold

_SATURDAY = 5
_SPOKEN = {
    "hoy": 0,
    "esta mañana": 0,
    "esta tarde": 0,
    "esta noche": 0,
    "anoche": -1,
    "mañana": 1,
    "pasado mañana": 2,
    "ayer": -1,
    "antier": -2,
    "anteayer": -2,
    "antes de ayer": -2,
}
_DAY = re.compile(
    r"\b(?P<spoken>pasado mañana|antes de ayer|anteayer|antier|hoy|esta (?:mañana|tarde|noche)|"
    r"(?<!la )mañana|anoche|ayer)\b"
    rf"|\bel (?:dia )?(?P<day>\d{{1,2}}) de (?P<month>{'|'.join(MONTHS)})(?: del? (?P<year>\d{{4}}))?"
    r"|\bhace (?:como |ya |unos |unas |un (?=par))*(?P<ago>\d{1,3}|[a-z]+)(?: de)? "
    r"(?P<unit>dias?|semanas?|mes(?:es)?)\b"
)
_DUE = re.compile(
    r"\bplazos?\b|\bcuant[oa]s? (?:dias|tiempo|tardan?|demoran?|se tardan|semanas)\b|\ben cuanto\b|"
    r"\bfecha limite\b|\bvence\w*"
    r"|\bcuando (?:me |nos |les )?(?:deben|tienen|contest\w+|respond\w+|vence)|\bdias (?:habiles|tienen|"
    r"de ley|les)\b"
    r"|\b(?:que|hasta que|para que|en que) (?:dia|fecha)\b|\bhasta cuando\b|\bpara cuando\b|"
    r"\b(?:tardan?|tardaran|demoran?)\b"
    r"|\bcuanto (?:\w+ ){0,3}(?:tardar|demorar|contestar|responder)\w*"
)

_SENDING = re.compile(
    r"\W*(?:y|pero|o|entonces)?\W*(?:que pasa )?(?:si|cuando)? ?(?:ya )?(?:se )?(?:l[ao]s? )?"
    r"(?:mand|envi|present|entreg|recib)\w+(?: (?:l[ao]s?|el|mi|carta|solicitud|peticion))* "
    r"(?:pasado mañana|antes de ayer|anteayer|antier|hoy|(?:esta )?mañana|esta (?:tarde|noche)|anoche|ayer|"
    r"el \d|el dia|hace)[\w ]{0,30}\W*"
)


def asks_for_deadline(text: str) -> bool:
    """Whether a question on rights asks by when an answer is due."""
    return bool(_DUE.search(fold(text)))


def day_of_sending(text: str, today: dt.date) -> dt.date | None:
    """The day on which a request is sent, of a turn that names no more: "¿y si la mando mañana?".

    Args:
        text: the turn.
        today: the day on which it is said.

    Returns:
        The day; None for any other turn.
    """
    return day_named(text, today) if _SENDING.fullmatch(fold(text)) else None


def day_named(text: str, today: dt.date) -> dt.date | None:
    """The day from which a question counts: "si la mando hoy", "el 3 de diciembre", "hace dos semanas".

    Args:
        text: the question.
        today: the day on which it is asked.

    Returns:
        The day; None when it names none, or one that is not in the calendar.
    """
    found = _DAY.search(fold(text))
    if found is None:
        return None
    if found["spoken"]:
        return today + dt.timedelta(days=_SPOKEN[found["spoken"]])
    if found["ago"]:
        return _ago(found["ago"], found["unit"], today)
    return _in_calendar(int(found["day"]), found["month"], found["year"], today)


def _in_calendar(day: int, month: str, year: str | None, today: dt.date) -> dt.date | None:
    """The day of that date; without a year, the one nearest to today: in November, January is the next."""
    years = [int(year)] if year else range(today.year - 1, today.year + 2)
    found = []
    for one in years:
        with suppress(ValueError):
            found.append(dt.date(one, MONTHS.index(month) + 1, day))
    return min(found, key=lambda date: abs(date - today), default=None)


def _ago(number: str, unit: str, today: dt.date) -> dt.date | None:
    amount = int(number) if number.isdigit() else NUMBERS.get(number)
    if amount is None:
        return None
    if unit.startswith("mes"):
        return today - relativedelta(months=amount)
    return today - dt.timedelta(days=amount * (7 if unit.startswith("semana") else 1))


def due(sent: dt.date, amount: int, unit: str, country: str) -> dt.date:
    """The last day of a deadline.

    >>> due(dt.date(2026, 11, 25), 10, "days", "AR")
    datetime.date(2026, 12, 5)

    Args:
        sent: the day on which the request arrives; the next is the first that counts.
        amount: how many.
        unit: ``days``, ``business_days`` or ``months``.
        country: whose holidays count as no working days; content with laws that count them is checked to
            have a calendar (`knowledge.law_checks`).

    Returns:
        The day.
    """
    if unit == "months":
        return sent + relativedelta(months=amount)
    if unit == "days":
        return sent + dt.timedelta(days=amount)
    import holidays  # slow to import, and seldom needed

    free = holidays.country_holidays(country)
    day, left = sent, amount
    while left:
        day += dt.timedelta(days=1)
        left -= day.weekday() < _SATURDAY and day not in free
    return day
