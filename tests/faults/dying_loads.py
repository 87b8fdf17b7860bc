"""Loads that are killed, one at each moment, and what each leaves behind.

A program of its own, since it forks: ``python -m tests.faults.dying_loads URL OLD NEW each N``, OLD and NEW
being content folders, kills at each N-th moment; a moment is a statement sent to the database, or the commit.
With ``random N`` it kills N loads at any time. Each load begins with the old content in the first layout that
tables ever had. Prints JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from alembic import command
from sqlalchemy import event, text
from sqlalchemy.engine import Engine

from knowledge.content import Content, read_content
from knowledge.database import open_engine
from knowledge.loader import load
from knowledge.schema import alembic_config
from knowledge.writing import writing

_FIRST_LAYOUT = "0001"


def main() -> None:
    """Kill and look."""
    url, old, new, how, number = sys.argv[1:]
    kill = {"each": kills, "random": random_kills}[how]
    print(json.dumps(kill(url, read_content(Path(old)), read_content(Path(new)), int(number))))


def kills(url: str, old: Content, new: Content, every: int) -> dict[str, object]:
    """Kill a load at every so many moments.

    Returns:
        ``moments`` of a load; ``left``, what each killed one left: "old", "new" or a description of
        neither; ``mended``, how many of the loads after it gave the new content.
    """
    engine = open_engine(url, create=True)
    _make_old(engine, old)
    before = state(engine)
    moments = _load_in_child(url, new, None)
    after = state(engine)
    assert before != after
    left, mended = [], 0
    chosen = sorted({*range(1, moments + 1, every), *range(max(1, moments - 2), moments + 1)})
    for moment in chosen:
        _make_old(engine, old)
        assert state(engine) == before
        assert _load_in_child(url, new, moment) == -signal.SIGKILL
        found = state(engine)
        left.append("old" if found == before else "new" if found == after else f"at {moment}: {found}")
        load(new, engine)
        mended += state(engine) == after
    return {"moments": moments, "left": left, "mended": mended}


def random_kills(url: str, old: Content, new: Content, count: int) -> dict[str, object]:
    """Kill so many loads at any time from their first moment until a little after their last.

    Returns:
        ``left`` and ``mended`` as `kills`.
    """
    engine = open_engine(url, create=True)
    _make_old(engine, old)
    before = state(engine)
    began = time.monotonic()
    load(new, engine)
    takes = time.monotonic() - began
    after = state(engine)
    left, mended = [], 0
    for _ in range(count):
        _make_old(engine, old)
        child = os.fork()
        if child == 0:
            load(new, open_engine(url, create=True))
            os._exit(0)
        time.sleep(random.uniform(0, 1.2 * takes))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = state(engine)
        left.append("old" if found == before else "new" if found == after else str(found))
        load(new, engine)
        mended += state(engine) == after
    return {"left": left, "mended": mended}


def state(engine: Engine) -> dict[str, str]:
    """The layout's revision, and every row of the tables that tell of content."""
    with engine.connect() as connection:

        def rows(query: str) -> str:
            return str(sorted(map(tuple, connection.execute(text(query))), key=repr))

        return {
            "revision": rows("SELECT version_num FROM alembic_version"),
            "policy": rows("SELECT id, fingerprint FROM policy"),
            "facts": rows("SELECT key, text, aspect_id, status FROM fact"),
            "aliases": rows(
                "SELECT a.text, a.concept_id, f.key FROM alias a LEFT JOIN fact f ON f.id = fact_id"
            ),
            "links": rows("SELECT f.key, c.concept_id FROM fact_concept c JOIN fact f ON f.id = c.fact_id"),
        }


def _make_old(engine: Engine, old: Content) -> None:
    if engine.dialect.name == "postgresql":
        # It counts the columns that a table ever had, and each change of layout adds some.
        with writing(engine) as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
    load(old, engine)
    with writing(engine) as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, _FIRST_LAYOUT)


def _load_in_child(url: str, new: Content, dies_at: int | None) -> int:
    """Load in another process; how many moments it took, or its exit code if it was killed."""
    reading_end, writing_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            engine = open_engine(url, create=True)
            count = _count_moments(engine, dies_at)
            load(new, engine)
            os.write(writing_end, str(count()).encode())
        finally:
            os._exit(0)
    os.close(writing_end)
    with os.fdopen(reading_end) as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    return int(told) if told else os.waitstatus_to_exitcode(status)


def _count_moments(engine: Engine, dies_at: int | None) -> Callable[[], int]:
    passed = 0

    def moment(*_: object, **__: object) -> None:
        nonlocal passed
        passed += 1
        if passed == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("after_cursor_execute", "commit"):
        event.listen(engine, name, moment)
    return lambda: passed


if __name__ == "__main__":
    main()
