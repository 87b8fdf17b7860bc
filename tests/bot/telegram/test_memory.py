"""Updates are remembered by their numbers, over restarts, and not for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.telegram import memory as module
from bot.channels.telegram.memory import Memory


def test_a_handled_update_is_not_begun_again_even_after_a_restart(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "updates.db", 1)
    assert memory.begin(7)
    memory.finish(7)
    assert not memory.begin(7)
    memory.close()
    assert not Memory(tmp_path / "updates.db", 1).begin(7)


def test_an_unfinished_update_is_tried_once_more_and_not_for_ever(tmp_path: Path) -> None:
    assert [Memory(tmp_path / "updates.db", 1).begin(7) for _ in range(4)] == [True, True, False, False]


def test_lower_numbers_and_other_bots_numbers_are_new(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "updates.db", 1)
    assert memory.begin(900) and memory.begin(5)
    assert Memory(tmp_path / "updates.db", 2).begin(900)


def test_old_numbers_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_REMEMBERED", 10)
    monkeypatch.setattr(module, "_FORGET_EVERY", 5)
    memory = Memory(tmp_path / "updates.db", 1)
    for number in range(20):
        memory.begin(number)
        memory.finish(number)
    assert memory.begin(0)
    assert not memory.begin(19)


def test_the_file_holds_numbers_only(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "updates.db", 1)
    memory.begin(7)
    columns = memory._database.execute("SELECT name, type FROM pragma_table_info('handled')").fetchall()
    assert {kind for _, kind in columns} == {"INTEGER"}
    assert [name for name, _ in columns] == ["place", "bot", "number", "tries", "done"]
