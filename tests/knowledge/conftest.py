"""The small content in each database that Clara supports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from knowledge.content import Content, read_content
from knowledge.database import open_engine, reading
from knowledge.loader import load
from knowledge.models import Base
from knowledge.queries import KnowledgeBase
from knowledge.schema import migrate
from tests.knowledge.small_content import write_content
from tests.postgres import postgres, postgres_bin


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty database on a real PostgreSQL."""
    if postgres_bin() is None:
        pytest.fail("PostgreSQL is not installed: on Debian, apt-get install postgresql")
    with postgres(tmp_path_factory.mktemp("postgres")) as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.e2e)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty, migrated database of each kind."""
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path / 'knowledge.db'}", create=True)
    else:
        engine = open_engine(request.getfixturevalue("postgres_url"))
    migrate(engine)
    yield engine
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    engine.dispose()


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """The small content, read."""
    return read_content(write_content(tmp_path / "content"))


@pytest.fixture
def kb(engine: Engine, content: Content) -> Iterator[KnowledgeBase]:
    """Questions to the small content."""
    load(content, engine)
    with reading(engine) as session:
        yield KnowledgeBase(session)
