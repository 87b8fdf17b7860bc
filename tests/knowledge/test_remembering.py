"""What was asked before is not asked again, until the content changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from knowledge.content import Content, read_content
from knowledge.database import reading
from knowledge.loader import load
from knowledge.queries import KnowledgeBase
from knowledge.remembering import UNKNOWN, Memory
from tests.knowledge.small_content import write_content


@contextmanager
def counting(engine: Engine) -> Iterator[list[str]]:
    """The questions that reach the database."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement != "BEGIN":
            statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def test_one_statement_when_all_was_asked_before(engine: Engine, content: Content) -> None:
    load(content, engine)
    for _ in range(2):
        with reading(engine) as session, counting(engine) as statements:
            kb = KnowledgeBase(session)
            kb.policy()
            kb.aspect("collection")
            first = kb.facts("collection", ["email"])
            kb.general_facts("collection")
    assert len(statements) == 1, statements
    assert [fact.key for fact in first] == ["col-email", "col-email-article"]


def test_new_content_answers_at_once(engine: Engine, content: Content, tmp_path: Path) -> None:
    load(content, engine)
    with reading(engine) as session:
        before = KnowledgeBase(session).facts("collection", ["email"])
    folder = write_content(tmp_path / "changed")
    file = next(f for f in folder.rglob("collection.yaml"))
    file.write_text(
        file.read_text(encoding="utf-8").replace(before[0].text, "Ahora dice otra cosa."), "utf-8"
    )
    load(read_content(folder), engine)
    with reading(engine) as session:
        after = KnowledgeBase(session).facts("collection", ["email"])
    assert replace(after[0], row_id=before[0].row_id) == replace(before[0], text="Ahora dice otra cosa.")


def test_what_is_true_for_some_time_is_asked_again_later(engine: Engine, content: Content) -> None:
    load(content, engine)
    memories = []
    for minute in (0, 14, 15):
        with reading(engine) as session:
            now = dt.datetime(2026, 11, 25, 22, minute, tzinfo=dt.timezone.utc)
            memories.append(KnowledgeBase(session, clock=partial(now.replace, second=30)).memory)
    assert memories[0] is memories[1]
    assert memories[1] is not memories[2]


def test_a_new_setting_is_told_at_once(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kb.memory
    monkeypatch.setenv("CLARA_OPERATOR", "Ayuntamiento de Ejemplo")
    assert KnowledgeBase(kb.session).memory is not before


def test_a_caller_may_change_its_list(kb: KnowledgeBase) -> None:
    kb.facts("collection", ["email"]).clear()
    assert kb.facts("collection", ["email"])


def test_other_questions_have_other_answers(kb: KnowledgeBase) -> None:
    assert kb.facts("collection", ["voice"]) != kb.facts("collection", ["voice"], historical=True)
    assert kb.facts("collection", ["voice", "email"]) != kb.facts("collection", ["email"])


@pytest.mark.parametrize("written", ["ana@example.org", "mi DNI es 12345678Z", "ñ", "a" * 61])
def test_what_a_person_wrote_is_not_kept(kb: KnowledgeBase, written: str) -> None:
    before = len(kb.memory)
    assert kb.facts("collection", [written]) == []
    assert len(kb.memory) == before


def test_the_least_recently_asked_goes_first() -> None:
    memory = Memory("content", most=2)
    for key in ("a", "b", "a", "c"):
        if memory.known(key) is UNKNOWN:
            memory.keep(key, key.upper())
    assert memory.known("a") == "A"
    assert memory.known("b") is UNKNOWN
