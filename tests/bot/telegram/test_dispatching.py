"""Once each, in order within a chat, several chats at the same time, whatever a handler does."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram import dispatching as module
from bot.channels.telegram.dispatching import Dispatcher
from bot.channels.telegram.memory import Memory
from bot.channels.telegram.objects import Update


def update(number: int, chat: int = 1) -> dict[str, Any]:
    return {"update_id": number, "message": {"chat": {"id": chat}, "text": "hola"}}


class Handler:
    """Notes what it handles; waits while its gate is shut, and fails for numbers told."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.done: list[int] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.failing: set[int] = set()

    async def __call__(self, update: Update) -> None:
        self.begun.append(update.update_id)
        await self.gate.wait()
        if update.update_id in self.failing:
            raise RuntimeError("quotes what somebody wrote")
        self.done.append(update.update_id)


@pytest.fixture
async def handler() -> Handler:
    return Handler()


@pytest.fixture
def dispatcher(handler: Handler, tmp_path: Path) -> Dispatcher:
    return Dispatcher(handler, Memory(tmp_path / "updates.db", 1))


async def test_what_waits_is_handled_by_number(handler: Handler, dispatcher: Dispatcher) -> None:
    handler.gate.clear()
    taken = [dispatcher.accept(update(1))]
    await asyncio.sleep(0)
    taken += [dispatcher.accept(update(number)) for number in (4, 3, 2)]
    handler.gate.set()
    await asyncio.wait(taken)
    assert handler.done == [1, 2, 3, 4]


async def test_chats_do_not_wait_for_each_other(handler: Handler, dispatcher: Dispatcher) -> None:
    handler.gate.clear()
    for chat in range(10):
        dispatcher.accept(update(chat, chat))
    await asyncio.sleep(0.01)
    assert sorted(handler.begun) == list(range(10))
    handler.gate.set()
    await dispatcher.stop(1)


async def test_the_same_update_is_handled_once(handler: Handler, dispatcher: Dispatcher) -> None:
    handler.gate.clear()
    first, again = dispatcher.accept(update(1)), dispatcher.accept(update(1))
    assert first is again
    handler.gate.set()
    await first
    assert dispatcher.accept(update(1)).done()
    assert handler.begun == [1]


async def test_a_failure_is_logged_by_type_and_the_next_one_handled(
    handler: Handler, dispatcher: Dispatcher, caplog: pytest.LogCaptureFixture
) -> None:
    handler.failing = {1}
    await asyncio.wait([dispatcher.accept(update(1)), dispatcher.accept(update(2))])
    assert handler.done == [2]
    assert "update 1 failed: RuntimeError" in caplog.text
    assert "somebody wrote" not in caplog.text


@pytest.mark.parametrize(
    "raw",
    [{}, {"update_id": "x"}, {"update_id": 1, "message": 5}, {"update_id": -1}, {"update_id": 1, "poll": {}}],
)
async def test_what_is_no_update_is_passed_over(
    handler: Handler, dispatcher: Dispatcher, raw: dict[str, Any]
) -> None:
    assert dispatcher.accept(raw).done()
    assert handler.begun == []


async def test_a_flood_in_one_chat_is_cut_off(
    handler: Handler,
    dispatcher: Dispatcher,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(module, "_WAITING_IN_A_CHAT", 3)
    caplog.set_level(logging.WARNING)
    taken = [dispatcher.accept(update(number)) for number in range(5)]
    await asyncio.wait(taken)
    assert handler.done == [0, 1, 2]
    assert "update 4 dropped" in caplog.text


async def test_too_much_in_all_is_told(dispatcher: Dispatcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WAITING_IN_ALL", 2)
    dispatcher.accept(update(1, 1))
    assert not dispatcher.is_full
    dispatcher.accept(update(2, 2))
    assert dispatcher.is_full
    await dispatcher.stop(1)
    assert not dispatcher.is_full


async def test_stopping_finishes_what_was_taken(handler: Handler, dispatcher: Dispatcher) -> None:
    for number in range(3):
        dispatcher.accept(update(number))
    await dispatcher.stop(1)
    assert handler.done == [0, 1, 2]


async def test_what_is_too_slow_to_stop_for_is_tried_again_by_the_next_run(
    handler: Handler, dispatcher: Dispatcher, tmp_path: Path
) -> None:
    handler.gate.clear()
    waiting = dispatcher.accept(update(1))
    await dispatcher.stop(0.01)
    assert waiting.cancelled()
    handler.gate.set()
    await Dispatcher(handler, Memory(tmp_path / "updates.db", 1)).accept(update(1))
    assert handler.done == [1]


async def test_a_memory_that_fails_stops_nothing(
    handler: Handler, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    memory = Memory(tmp_path / "updates.db", 1)
    dispatcher = Dispatcher(handler, memory)
    memory.close()
    await dispatcher.accept(update(1))
    assert handler.done == [1]
    assert "memory of updates fails" in caplog.text
