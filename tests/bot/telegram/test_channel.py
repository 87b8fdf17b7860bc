"""A webhook's call that takes too long comes again, and joins the one at work."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.channels.telegram import channel as module
from bot.channels.telegram.channel import SECRET_HEADER, Telegram
from bot.channels.telegram.dispatching import Dispatcher
from bot.channels.telegram.memory import Memory
from bot.channels.telegram.objects import Update
from tests.fake_telegram import TOKEN
from tests.telegram_updates import said


async def test_it_is_put_off_until_it_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ANSWER_WITHIN", 0.05)
    monkeypatch.setenv("TELEGRAM_STATE", str(tmp_path))
    gate, handled = asyncio.Event(), []

    async def handle(update: Update) -> None:
        await gate.wait()
        handled.append(update.update_id)

    telegram = Telegram.from_credentials({"token": TOKEN, "webhook_url": "https://clara.example"})
    headers = {SECRET_HEADER: telegram._secret}
    request: Any = SimpleNamespace(headers=headers, json={"update_id": 7, **said(1, "hola")})
    assert (await telegram._receive(request)).status == 503  # not begun yet
    running: Any = SimpleNamespace(dispatcher=Dispatcher(handle, Memory(tmp_path / "updates.db", 1)))
    telegram._running = running
    assert (await telegram._receive(request)).status == 503
    gate.set()
    assert (await telegram._receive(request)).status == 200
    assert handled == [7]
    monkeypatch.setattr(Dispatcher, "is_full", True)
    assert (await telegram._receive(request)).status == 503
