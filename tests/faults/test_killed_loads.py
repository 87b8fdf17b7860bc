"""A load that is killed at any moment, while tables are changed or filled, leaves what was there before."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.paths import PROJECT
from knowledge.content import CONTENT, read_content
from knowledge.database import open_engine
from knowledge.loader import load
from knowledge.writing import writing
from tests.faults.dying_loads import state
from tests.faults.serving import note_soak

pytestmark = pytest.mark.e2e

_EVERY = 4


def test_a_killed_load_leaves_the_old_content_and_the_next_one_works(
    database: str, contents: tuple[Path, Path]
) -> None:
    told = dying_loads(database, contents, "each", _EVERY)
    assert told["moments"] > 40
    assert set(told["left"]) == {"old"}
    assert told["mended"] == len(told["left"])


@pytest.mark.soak
def test_loads_killed_at_any_time(database: str, contents: tuple[Path, Path]) -> None:
    _kill_at_random("small content", database, contents, count=200)


@pytest.mark.soak
def test_loads_of_the_real_content_killed_at_any_time(database: str, tmp_path: Path) -> None:
    newer = tmp_path / "newer"
    shutil.copytree(CONTENT, newer)
    facts = newer / "netflix/facts/purpose.yaml"
    facts.write_text(facts.read_text().replace("Adapta el catálogo", "Acomoda el catálogo"))
    _kill_at_random("real content", database, (CONTENT, newer), count=30)


def _kill_at_random(what: str, database: str, contents: tuple[Path, Path], count: int) -> None:
    told = dying_loads(database, contents, "random", count)
    note_soak(f"kills of a load, {what}, {database.partition(':')[0]}", dict(Counter(told["left"])))
    assert set(told["left"]) <= {"old", "new"}
    assert told["mended"] == count


def test_a_reader_sees_the_old_content_while_a_load_is_under_way(
    database: str, contents: tuple[Path, Path]
) -> None:
    old, new = map(read_content, contents)
    engine = open_engine(database, create=True)
    load(old, engine)
    before = state(engine)
    with pytest.raises(_Broken), writing(engine) as connection:
        connection.exec_driver_sql("DELETE FROM alias")
        assert state(open_engine(database)) == before
        raise _Broken
    assert state(engine) == before
    load(new, engine)
    assert state(engine) != before


def test_a_second_load_says_that_it_waits_and_then_works(database: str) -> None:
    with _command_held_up(database) as loading:
        assert loading.stdout is not None
        assert "Another 'clara kb load' is at work" in loading.stdout.readline()
        assert loading.poll() is None
    told, trouble = loading.communicate(timeout=120)
    assert loading.returncode == 0, trouble
    assert "facts" in told


def dying_loads(database: str, contents: tuple[Path, Path], *how: object) -> dict[str, Any]:
    """What the program of that name tells."""
    program = [sys.executable, "-m", "tests.faults.dying_loads", database, *map(str, (*contents, *how))]
    done = subprocess.run(program, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=3600)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


class _Broken(Exception):
    pass


@contextmanager
def _command_held_up(database: str) -> Iterator[subprocess.Popen[str]]:
    """The command, started while another writer is at work; at the end of the block that one is done."""
    with writing(open_engine(database, create=True)):
        yield subprocess.Popen(
            [sys.executable, "-m", "bot", "kb", "load"],
            cwd=PROJECT,
            env={"CLARA_DATABASE_URL": database, "PATH": "/usr/bin:/bin"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
