"""Writing to the knowledge base: one writer at a time, in one transaction, the tables' layout included.

A writer that is killed leaves what was there before: both SQLite and PostgreSQL can undo a changed layout,
as long as nothing commits in between.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from sqlalchemy import text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError

BEGIN = "begin_with"
# Any number that nothing else in the same PostgreSQL locks.
_ADVISORY_KEY = 5005_2026
_LONGEST_WAIT = 600


@contextlib.contextmanager
def writing(engine: Engine, waiting: Callable[[], None] | None = None) -> Iterator[Connection]:
    """Open the transaction in which alone the knowledge base is written.

    Args:
        engine: an engine of `knowledge.database.open_engine`.
        waiting: called once if another writer has to be waited for.

    Yields:
        A connection; what was done over it is kept when the block ends well, and undone otherwise.

    Raises:
        SQLAlchemyError: the database cannot be written, or another writer took longer than ten minutes.
    """
    take = _take_sqlite if engine.dialect.name == "sqlite" else _take_postgresql
    with take(engine, waiting or (lambda: None)) as connection:
        yield connection


@contextlib.contextmanager
def _take_sqlite(engine: Engine, waiting: Callable[[], None]) -> Iterator[Connection]:
    with contextlib.ExitStack() as stack:
        try:
            connection = stack.enter_context(_only_writer(engine, patience=0))
        except OperationalError as error:
            if "locked" not in str(error.orig):
                raise
            waiting()
            connection = stack.enter_context(_only_writer(engine, patience=_LONGEST_WAIT))
        # Readers may be in the middle of their questions when the change is complete.
        connection.connection.execute(f"PRAGMA busy_timeout = {_LONGEST_WAIT * 1000}")
        yield connection


@contextlib.contextmanager
def _only_writer(engine: Engine, patience: int) -> Iterator[Connection]:
    with engine.connect() as connection:
        raw = connection.connection
        raw.execute(f"PRAGMA busy_timeout = {patience * 1000}")
        # A change that outgrows the cache would be written early, and keep readers out until it is complete.
        raw.execute("PRAGMA cache_spill = OFF")
        with connection.execution_options(**{BEGIN: "BEGIN IMMEDIATE"}).begin():
            yield connection


@contextlib.contextmanager
def _take_postgresql(engine: Engine, waiting: Callable[[], None]) -> Iterator[Connection]:
    # A reader's one view of everything would show a writer what stood there before it waited.
    with (
        engine.connect().execution_options(isolation_level="READ COMMITTED") as connection,
        connection.begin(),
    ):
        connection.execute(text(f"SET LOCAL statement_timeout = '{_LONGEST_WAIT}s'"))
        key = {"key": _ADVISORY_KEY}
        if not connection.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), key).scalar_one():
            waiting()
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), key)
        yield connection
