"""Bringing a database to the newest table layout (Alembic)."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from knowledge.errors import DatabaseUnavailable
from knowledge.writing import writing

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
_WHAT_HELPS = (
    "If this happens again: the database is made from the YAML content alone, so it may be deleted; "
    "'clara kb load' makes it anew."
)


def alembic_config() -> Config:
    """Alembic's configuration, without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def migrate(engine: Engine) -> None:
    """Create or upgrade the tables, in one transaction; a database that is up to date is left alone.

    Args:
        engine: the database.

    Raises:
        DatabaseUnavailable: the database cannot be reached or written.
    """
    with written_in_words(), writing(engine) as connection:
        upgrade(connection)


def upgrade(connection: Connection) -> None:
    """Bring the tables to the newest layout in a transaction of the caller's.

    Args:
        connection: one of `knowledge.writing.writing`.

    Raises:
        SQLAlchemyError: the database cannot be written.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = alembic_config()
    newest = ScriptDirectory.from_config(config).get_current_head()
    if MigrationContext.configure(connection).get_current_revision() == newest:
        return
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextlib.contextmanager
def written_in_words() -> Iterator[None]:
    """Turn what keeps a database from being written into a `DatabaseUnavailable` that says what to do."""
    try:
        yield
    except (SQLAlchemyError, CommandError) as error:
        raise DatabaseUnavailable(f"The knowledge base cannot be written: {error}\n{_WHAT_HELPS}") from error
