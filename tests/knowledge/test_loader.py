"""Loading replaces everything at once, or nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.engine import Engine

from knowledge.content import Content
from knowledge.database import open_engine, reading
from knowledge.errors import DatabaseUnavailable, NotLoaded
from knowledge.loader import load
from knowledge.models import Base
from knowledge.queries import KnowledgeBase
from knowledge.schema import migrate


def test_the_same_content_is_loaded_once(engine: Engine, content: Content) -> None:
    assert load(content, engine)
    assert not load(content, engine)


def test_new_content_replaces_the_old(engine: Engine, content: Content) -> None:
    load(content, engine)
    content.facts = [pair for pair in content.facts if pair[1].id != "col-email"]
    content.fingerprint = "another"
    assert load(content, engine)
    with reading(engine) as session:
        assert KnowledgeBase(session).facts_by_key(["col-email"]) == []


def test_content_that_fails_half_way_leaves_the_old_in_place(engine: Engine, content: Content) -> None:
    load(content, engine)
    content.fingerprint = "broken"
    content.facts[-1][1].source = "nobody-checked-this"
    with pytest.raises((DatabaseUnavailable, KeyError)):
        load(content, engine)
    with reading(engine) as session:
        assert KnowledgeBase(session).facts("collection", ["email"])[0].key == "col-email"


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    assert {"fact", "concept", "alembic_version"} <= set(inspect(engine).get_table_names())


def test_migrations_and_models_agree(engine: Engine) -> None:
    columns = {
        table: {column["name"] for column in inspect(engine).get_columns(table)}
        for table in Base.metadata.tables
    }
    assert columns == {name: {c.name for c in t.columns} for name, t in Base.metadata.tables.items()}


def test_foreign_keys_are_enforced(engine: Engine, content: Content) -> None:
    load(content, engine)
    with pytest.raises(Exception, match=r"(?i)foreign key"), engine.begin() as connection:
        connection.execute(text("INSERT INTO fact_concept VALUES (1, 'nothing', 9)"))


def test_an_empty_database_says_that_it_is_empty(engine: Engine) -> None:
    with pytest.raises(NotLoaded, match="clara kb load"), reading(engine) as session:
        KnowledgeBase(session).policy()


def test_a_missing_file_is_unavailable_and_not_made(tmp_path: object) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/none.db")
    with pytest.raises(DatabaseUnavailable), reading(engine) as session:
        KnowledgeBase(session).policy()
