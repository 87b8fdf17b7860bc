"""Stretches of digits as people write them: in groups, with blanks, dots, dashes or brackets between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BETWEEN = r"[ .,\-/()·_]{1,3}"
_RUN = re.compile(rf"\d+(?:{_BETWEEN}\d+)*")
_GROUP = re.compile(r"\d+")
# Numbers that people give are shorter; what is longer is hidden whole, and not looked at in every way.
MOST_DIGITS = 30
_MOST_GROUPS = 20


@dataclass(frozen=True)
class Window:
    """Neighbouring groups of one run: where they stand, their digits, and how they are written."""

    start: int
    end: int
    digits: str
    written: str


def runs(text: str) -> Iterator[Window]:
    """Each whole stretch of digits, with what stands between its groups."""
    for found in _RUN.finditer(text):
        yield _window(text, found.start(), found.end())


def windows(text: str, fewest: int, most: int) -> Iterator[Window]:
    """All parts of all stretches that have a number of digits, longest first, made of whole groups.

    Args:
        text: any text.
        fewest: digits at least.
        most: digits at most.
    """
    for run in runs(text):
        groups = [found.span() for found in _GROUP.finditer(text, run.start, run.end)]
        if not fewest <= len(run.digits) or is_endless(run):
            continue
        for first in range(len(groups)):
            lengths = [end - start for start, end in groups[first:]]
            for last in range(len(groups) - 1, first - 1, -1):
                if fewest <= sum(lengths[: last - first + 1]) <= most and not (
                    _is_joined(text, groups[first][0]) or _is_joined(text, groups[last][1] + 1)
                ):
                    yield _window(text, groups[first][0], groups[last][1])


def is_endless(run: Window) -> bool:
    """Whether a stretch is longer than any number that a person has."""
    return len(run.digits) > MOST_DIGITS or len(_GROUP.findall(run.written)) > _MOST_GROUPS


def _is_joined(text: str, place: int) -> bool:
    """Whether a dash or a dot joins the digits before and after: parts of one number."""
    return text[place - 1 : place] in ("-", ".") and _is_digit(text, place - 2) and _is_digit(text, place)


def _is_digit(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place].isdigit()


def _window(text: str, start: int, end: int) -> Window:
    written = text[start:end]
    return Window(start, end, "".join(_GROUP.findall(written)), written)
