"""Labelled questions, one a line: ``number|aspect|concepts|status|other aspects|text``.

A number such as ``3.2`` is the second turn of dialogue 3; its turns share a conversation. A status may be
followed by a country and by ``letter``: ``answered:MX+letter`` wants an answer for Mexico that brings a
letter, ``answered:-`` one for no country.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SMALL_TALK = "smalltalk"
_COLUMNS = 6
_LETTER = "letter"


class BadLine(ValueError):
    """A line that is not in the format; says file and line."""


@dataclass(frozen=True)
class Labelled:
    """A turn and what a right reply to it is.

    ``aspects`` begin with the best one. No ``concepts``: any will do. ``statuses``: any of them.
    ``country``: the one that the answer must be for, ``-`` for none; ``letter``: whether it must bring one.
    """

    number: str
    text: str
    aspects: tuple[str, ...]
    concepts: frozenset[str]
    statuses: frozenset[str]
    dialogue: str | None
    country: str | None = None
    letter: bool = False

    @property
    def is_follow_up(self) -> bool:
        """Whether it leans on the turns before it."""
        return self.dialogue is not None and not self.number.endswith(".1")


def read_questions(file: Path) -> list[Labelled]:
    """Read a file of labelled questions.

    Args:
        file: UTF-8, ``#`` begins a comment line.

    Returns:
        The turns in order.

    Raises:
        BadLine: a line does not have six columns, or labels nothing.
    """
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = [column.strip() for column in line.split("|", _COLUMNS - 1)]
        if len(columns) != _COLUMNS or not columns[-1]:
            raise BadLine(f"{file.name}:{number}: expected {_COLUMNS} columns, the last with a text")
        found.append(_labelled(columns))
    return found


def _labelled(columns: list[str]) -> Labelled:
    name, aspect, concepts, status, others, text = columns
    wanted = [one.partition(":") for one in _list(status)]
    details = {detail for _, _, listed in wanted for detail in listed.split("+") if detail}
    countries = details - {_LETTER}
    return Labelled(
        number=name,
        text=text,
        aspects=tuple(one for one in (*_list(aspect), *_list(others)) if one),
        concepts=frozenset(_list(concepts)),
        statuses=frozenset(one for one, _, _ in wanted),
        dialogue=name.split(".")[0] if "." in name else None,
        country=min(countries) if countries else None,
        letter=_LETTER in details,
    )


def _list(cell: str) -> list[str]:
    return [one.strip() for one in cell.split(",") if one.strip()]
