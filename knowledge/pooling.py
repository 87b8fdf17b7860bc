"""Open SQLite connections, kept from one question to the next: opening one costs more than asking it.

SQLAlchemy 1.4 opens a connection to a SQLite file for every session; 2.0 keeps them, as here.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine, ExceptionContext
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import QueuePool

# Arguments of `create_engine` for a SQLite file; a connection goes from thread to thread, one at a time.
KEEPING: dict[str, Any] = {"poolclass": QueuePool}
ANY_THREAD = {"check_same_thread": False}


def drop_replaced(engine: Engine, file: Path) -> None:
    """Do not go on asking a file that has been deleted or replaced.

    Args:
        engine: an engine made with `KEEPING`.
        file: the SQLite file that it opens.
    """

    @event.listens_for(engine, "connect")
    def _note(_connection: Any, record: Any) -> None:
        record.info["file"] = _identity(file)

    @event.listens_for(engine, "checkout")
    def _compare(_connection: Any, record: Any, _proxy: Any) -> None:
        if record.info["file"] != _identity(file):
            raise DisconnectionError("the file is another one now")


def drop_after_errors(engine: Engine) -> None:
    """Do not go on with connections that may have read a file while it was harmed.

    SQLite notices what other connections write, but not that a file was emptied and filled again.

    Args:
        engine: an engine made with `KEEPING`.
    """

    @event.listens_for(engine, "handle_error")
    def _distrust(context: ExceptionContext) -> None:
        error = context.original_exception
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.IntegrityError):
            context.is_disconnect = True


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
