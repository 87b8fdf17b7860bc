"""Votes on answers ("¿te sirvió?"), kept without the person: what was asked about, and whether it helped.

``CLARA_FEEDBACK_URL`` names the database (SQLAlchemy form); without it, a SQLite file in `var/`.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    case,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot import paths
from knowledge.database import open_engine

FEEDBACK_VARIABLE = "CLARA_FEEDBACK_URL"
_MOST_NUMBERS = 2**31 - 1
Vote = Literal["up", "down"]

_METADATA = MetaData()
# A day and not a time: nothing by which a vote could be matched with a person's visit.
VOTES = Table(
    "vote",
    _METADATA,
    # At random and not counted up: the order of a day's votes would tell which are one person's.
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False),
    Column("aspect", String(40), nullable=False),
    Column("concepts", String(1000), nullable=False, comment="ids, apart by blanks"),
    Column("status", String(20), nullable=False),
    Column("vote", String(4), CheckConstraint("vote IN ('up', 'down')"), nullable=False),
)


@dataclass(frozen=True)
class Tally:
    """How often answers of one kind helped, and how often they did not."""

    aspect: str
    status: str
    up: int
    down: int


class Votes:
    """The table of votes, made when it is first needed."""

    def __init__(self, url: str | None = None) -> None:
        default = f"sqlite:///{paths.VAR / 'feedback.db'}"
        self._url = url or os.environ.get(FEEDBACK_VARIABLE) or default
        self._engine: Engine | None = None

    def record(self, aspect: str, concepts: Sequence[str], status: str, vote: Vote) -> int:
        """Store a vote.

        Args:
            aspect: what was asked.
            concepts: what it was asked about.
            status: how it was answered.
            vote: whether that helped.

        Returns:
            The row's id, by which the vote can be changed.

        Raises:
            SQLAlchemyError: the database cannot be written.
        """
        today = dt.datetime.now(dt.timezone.utc).date()
        row = insert(VOTES).values(
            day=today, aspect=aspect, concepts=" ".join(concepts), status=status, vote=vote
        )
        while True:
            number = 1 + secrets.randbelow(_MOST_NUMBERS)
            try:
                with self._connected().begin() as connection:
                    connection.execute(row, {"id": number})
            except IntegrityError:
                continue
            return number

    def change(self, row: int, vote: Vote) -> None:
        """Change a vote given before.

        Args:
            row: what `record` returned.
            vote: the new vote.

        Raises:
            SQLAlchemyError: the database cannot be written.
        """
        with self._connected().begin() as connection:
            connection.execute(update(VOTES).where(VOTES.c.id == row).values(vote=vote))

    def tally(self) -> list[Tally]:
        """Count the votes of each aspect and status, those that helped least first.

        Raises:
            SQLAlchemyError: the database cannot be read.
        """
        up, down = (func.sum(case((VOTES.c.vote == vote, 1), else_=0)) for vote in ("up", "down"))
        rows = select(VOTES.c.aspect, VOTES.c.status, up, down).group_by(VOTES.c.aspect, VOTES.c.status)
        with self._connected().connect() as connection:
            found = [Tally(*row) for row in connection.execute(rows)]
        return sorted(found, key=lambda one: (one.up - one.down, one.aspect, one.status))

    def _connected(self) -> Engine:
        if self._engine is None:
            engine = open_engine(self._url, create=True)
            _METADATA.create_all(engine)
            self._engine = engine
        return self._engine
