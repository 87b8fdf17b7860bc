"""Of which time a question asks: "desde 2024", "entre 2021 y 2025", "en la última versión", "hace dos años".

What matters are the versions of the policy: "desde 2024" means since the text that was in force then.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.dates import MONTHS, NUMBERS
from knowledge.words import fold

_DATE = re.compile(
    r"(?P<iso>\b(?:19|20)\d\d-\d\d-\d\d\b)"
    rf"|(?:\b(?P<day>\d{{1,2}})\s+de\s+)?\b(?P<month>{'|'.join(MONTHS)})(?:\s+del?)?\s+(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<only>(?:19|20)\d\d)\b"
    r"|(?P<relative>\baño\s+pasado\b|\beste\s+(?:mismo\s+)?año\b)"
    r"|\b(?:hace|ultimos)\s+(?:casi\s+|unos\s+|como\s+)?(?P<count>\d{1,3}|un\s+par\s+de|[a-z]+)"
    r"\s+(?P<unit>años?|mes(?:es)?)\b"
)
_SINCE = re.compile(
    r"(?:desde|despues|a\s+partir|respecto|compar\w+|posterior\w*|diferen\w+|distint\w+|frente|relacion|lei|"
    r"acept\w+|suscri\w+|contrat\w+|firm\w+|que\s+en|hoy|ahora|anterior)\b[^.?!]{0,40}$"
)
_UP_TO = re.compile(r"\bhasta\s+(?:el\s+|la\s+)?(?:version\s+)?(?:del?\s+)?$")
_BEFORE = re.compile(r"\bantes\s+(?:de|del|de\s+la(?:\s+version)?(?:\s+de)?)\s*$")
# "¿En 2024 ya lo pedían?" sets the text of then against that of today; "¿qué pasó en 2024?" asks of the year.
_IN_ITS_TIME = re.compile(
    r"^(?!.*\b(?:cambi|nuev|novedad|agreg|añad|met|quit|sac|modific|toc|retoc|actualiz)\w*)"
    r".*\b(?:ya|tambien|tampoco|era|decia|ponia|(?!todavia|habia)\w{2,}(?:aban|ian))\b"
)
_LATEST = re.compile(
    r"\bultim[ao]s?\s+(?:version|revision|actualizacion|modificacion|cambio|reforma|texto|vez)\w*"
    r"|\b(?:version|texto|politica|revision)\s+(?:anterior|pasada|previa)\b|\banterior\s+(?:version|texto)\b"
)
_EVER = re.compile(
    r"\b(?:evolucion\w*|historial|historia|a\s+lo\s+largo|con\s+(?:los|el)\s+(?:años|tiempo)|alguna\s+vez|"
    r"siempre|todos?\s+los\s+cambios|todas\s+las\s+(?:modificaciones|versiones)|al\s+principio)\b"
)


@dataclass(frozen=True)
class Window:
    """A stretch of versions: what changed after the text of ``base`` and up to that of ``end``.

    ``base`` is None for as far back as is known.
    """

    base: dt.date | None
    end: dt.date


@dataclass(frozen=True)
class _Point:
    """A time that is named: its first and last day, and where it stands in the question."""

    first: dt.date
    last: dt.date
    start: int


def window_of(question: str, versions: Sequence[dt.date], today: dt.date) -> Window | None:
    """Read of which versions a question asks.

    Args:
        question: in Spanish.
        versions: the days on which versions came into force, the oldest first, at least one.
        today: the day on which it is asked.

    Returns:
        The stretch; None when the question names no time.
    """
    said = fold(question)
    points = [point for match in _DATE.finditer(said) if (point := _point(match, today))]
    if len(points) > 1:
        first, last = sorted(points[:2], key=lambda point: point.first)
        return Window(_at(first.last, versions), _at(last.last, versions) or versions[0])
    if points:
        return _of_one(points[0], said, versions)
    if _EVER.search(said):
        return Window(None, versions[-1])
    return latest(versions) if _LATEST.search(said) else None


def latest(versions: Sequence[dt.date]) -> Window:
    """From the last version but one to the newest.

    Args:
        versions: the days on which versions came into force, the oldest first, at least one.
    """
    return Window(versions[-2] if len(versions) > 1 else None, versions[-1])


def _of_one(point: _Point, said: str, versions: Sequence[dt.date]) -> Window:
    before = said[: point.start]
    if _UP_TO.search(before) or _BEFORE.search(before):
        day = point.last if _UP_TO.search(before) else point.first - dt.timedelta(days=1)
        return Window(None, _at(day, versions) or versions[0])
    within = [day for day in versions[1:] if point.first <= day <= point.last]
    if within and not _IN_ITS_TIME.search(said) and not _SINCE.search(before):
        return Window(_at(within[0] - dt.timedelta(days=1), versions), within[-1])
    return Window(_at(point.last, versions), versions[-1])


def _at(day: dt.date, versions: Sequence[dt.date]) -> dt.date | None:
    """The version in force on a day, if it is known."""
    return max((version for version in versions if version <= day), default=None)


def _point(match: re.Match[str], today: dt.date) -> _Point | None:
    try:
        first, last = _days(match, today)
    except ValueError:
        return None
    return _Point(first, last, match.start())


def _days(match: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day that a time stands for.

    Raises:
        ValueError: there is no such time.
    """
    found = match.groupdict()
    if found["iso"]:
        day = dt.date.fromisoformat(found["iso"])
        return day, day
    if found["month"]:
        return _month(int(found["year"]), MONTHS.index(found["month"]) + 1, found["day"])
    if found["only"] or found["relative"]:
        year = int(found["only"]) if found["only"] else today.year - ("pasado" in found["relative"])
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    count = found["count"].removeprefix("un ").split()[0]
    number = int(count) if count.isdigit() else NUMBERS.get(count)
    if number is None:
        raise ValueError(count)
    day = today - dt.timedelta(days=number * (365 if found["unit"].startswith("año") else 30))
    return day, day


def _month(year: int, month: int, day: str | None) -> tuple[dt.date, dt.date]:
    if day:
        found = dt.date(year, month, int(day))
        return found, found
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
