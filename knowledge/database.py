"""Opening the knowledge base: which database, and sessions on it.

``CLARA_DATABASE_URL`` names it (SQLAlchemy form, for example
``postgresql+psycopg2://clara@db/clara``); without it, a SQLite file in the project's ``var`` folder.
"""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from knowledge.choice import DEFAULT_POLICY, chosen_policy
from knowledge.errors import DatabaseUnavailable
from knowledge.pooling import ANY_THREAD, KEEPING, drop_after_errors, drop_replaced
from knowledge.writing import BEGIN

PROJECT = Path(__file__).resolve().parent.parent
DATABASE_VARIABLE = "CLARA_DATABASE_URL"
# Seconds. A question takes milliseconds; what takes longer waits for a lock or for a disk that stands still.
LONGEST_QUESTION = 5
# Seconds, and for the last one milliseconds, after which a server that is gone counts as gone.
_NOTICE_LOSS = {
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


def database_url() -> str:
    """The database to use.

    Returns:
        A SQLAlchemy URL: the environment's, or the default SQLite file, one for each policy.
    """
    policy = chosen_policy()
    name = "knowledge.db" if policy == DEFAULT_POLICY else f"knowledge-{policy}.db"
    return os.environ.get(DATABASE_VARIABLE) or f"sqlite:///{PROJECT / 'var' / name}"


def open_engine(url: str | None = None, *, create: bool = False) -> Engine:
    """Make an engine for a database; nothing is connected yet.

    Args:
        url: SQLAlchemy URL; the default is `database_url()`.
        create: whether a missing SQLite file may be created; otherwise it is an error on first use.

    Returns:
        An engine whose transactions see one state of the database from their first question to their last;
        SQLite checks foreign keys and waits up to 5 s for a lock.
    """
    parsed = make_url(url or database_url())
    if parsed.get_backend_name() != "sqlite":
        return _open_server(parsed)
    kept: dict[str, Any] = {}
    file = Path(parsed.database) if parsed.database and parsed.database != ":memory:" else None
    if file is not None:
        kept = KEEPING
        if create:
            file.parent.mkdir(parents=True, exist_ok=True)
        file_uri = f"file:{quote(parsed.database)}"
        mode = "rwc" if create else "rw"
        parsed = parsed.set(database=file_uri, query={"mode": mode, "uri": "true"})
    engine = create_engine(
        parsed, future=True, hide_parameters=True, connect_args={"timeout": 5, **ANY_THREAD}, **kept
    )
    if file is not None:
        drop_replaced(engine, file)
        drop_after_errors(engine)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # Python's module would begin transactions by itself, late: not before a change of the layout.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(BEGIN, "BEGIN"))

    return engine


def _open_server(url: URL) -> Engine:
    engine = create_engine(
        url,
        future=True,
        # An error's words may reach a log; what a person wrote must not.
        hide_parameters=True,
        pool_pre_ping=True,
        isolation_level="REPEATABLE READ",
        connect_args=_NOTICE_LOSS if url.get_backend_name() == "postgresql" else {},
    )
    if url.get_backend_name() == "postgresql":

        @event.listens_for(engine, "connect")
        def _prepare(connection: Any, _record: Any) -> None:
            with connection.cursor() as cursor:
                cursor.execute(f"SET statement_timeout = '{LONGEST_QUESTION}s'")
            connection.commit()

    return engine


@functools.lru_cache(maxsize=8)
def shared_engine(url: str) -> Engine:
    """The process's engine for a URL, made once."""
    return open_engine(url)


@contextlib.contextmanager
def reading(engine: Engine | None = None) -> Iterator[Session]:
    """A session for questions.

    Args:
        engine: the engine to read from; the default is the process's own.

    Yields:
        A session, closed afterwards.

    Raises:
        DatabaseUnavailable: the database cannot be reached, opened or read.
    """
    try:
        with Session(engine or shared_engine(database_url()), future=True) as session:
            yield session
    except SQLAlchemyError as error:
        raise DatabaseUnavailable(f"The knowledge base cannot be read: {error}") from error
