"""Connections to a SQLite file are kept, but not to one that has been replaced."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from knowledge.database import open_engine, reading
from knowledge.errors import DatabaseUnavailable


def write(file: Path, word: str) -> None:
    engine = open_engine(f"sqlite:///{file}", create=True)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE said (word TEXT)"))
        connection.execute(text("INSERT INTO said VALUES (:word)"), {"word": word})
    engine.dispose()


def test_a_connection_is_kept(tmp_path: Path) -> None:
    write(tmp_path / "kb.db", "uno")
    engine = open_engine(f"sqlite:///{tmp_path / 'kb.db'}")
    kept = []
    for _ in range(3):
        with engine.connect() as connection:
            kept.append(connection.connection.dbapi_connection)
    assert kept[0] is kept[1] is kept[2]


def test_a_replaced_file_is_read_at_once(tmp_path: Path) -> None:
    file = tmp_path / "kb.db"
    write(file, "antes")
    engine = open_engine(f"sqlite:///{file}")
    with reading(engine) as session:
        assert session.execute(text("SELECT word FROM said")).scalar() == "antes"
    write(tmp_path / "new.db", "ahora")
    (tmp_path / "new.db").replace(file)
    with reading(engine) as session:
        assert session.execute(text("SELECT word FROM said")).scalar() == "ahora"


def test_a_deleted_file_is_missed(tmp_path: Path) -> None:
    file = tmp_path / "kb.db"
    write(file, "antes")
    engine = open_engine(f"sqlite:///{file}")
    with reading(engine) as session:
        session.execute(text("SELECT word FROM said"))
    file.unlink()
    with pytest.raises(DatabaseUnavailable), reading(engine) as session:
        session.execute(text("SELECT word FROM said"))
    assert not file.exists()
