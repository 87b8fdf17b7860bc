"""Fixtures that several folders share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from knowledge.content import read_content
from knowledge.database import open_engine, reading
from knowledge.loader import load
from knowledge.queries import KnowledgeBase
from knowledge.schema import migrate


@pytest.fixture(scope="session")
def real_engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The project's own content in a fresh SQLite file."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('kb') / 'knowledge.db'}", create=True)
    migrate(engine)
    load(read_content(), engine)
    return engine


@pytest.fixture
def real_kb(real_engine: Engine) -> Iterator[KnowledgeBase]:
    """Questions to the project's own content."""
    with reading(real_engine) as session:
        yield KnowledgeBase(session)


@pytest.fixture
def project() -> Path:
    """The project's top folder."""
    return Path(__file__).resolve().parent.parent
