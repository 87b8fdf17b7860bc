"""Polling against a fake of the Bot API that others wrote: npm's telegram-test-api."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.e2e.telegram.conftest import PROJECT, clara_on_telegram
from tests.fake_telegram import TOKEN
from tests.ports import free_port
from tests.telegram_updates import message, private

pytestmark = pytest.mark.e2e
NPM = PROJECT / "tests" / "e2e" / "npm"
START = "const Server = require('telegram-test-api'); new Server({host: '127.0.0.1', port: %d}).start()"


@dataclass
class TestApi:
    """The fake, as its own client speaks to it."""

    __test__ = False
    url: str

    def send(self, chat: int, text: str) -> None:
        """Write to the bot."""
        content = {**message(chat, text=text), "botToken": TOKEN}
        kind = "sendCommand" if text.startswith("/") else "sendMessage"
        if kind == "sendCommand":
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        httpx.post(f"{self.url}/{kind}", json=content).raise_for_status()

    def press(self, chat: int, data: str) -> None:
        """Press a button."""
        under = {"chat": private(chat), "from": message(chat)["from"]}
        body = {"botToken": TOKEN, "from": under["from"], "message": under, "data": data}
        httpx.post(f"{self.url}/sendCallback", json=body).raise_for_status()

    def answers(self, chat: int, count: int) -> list[dict[str, Any]]:
        """Wait for so many messages of the bot's that have not been looked at yet."""
        found: list[dict[str, Any]] = []

        def enough() -> bool:
            body = {"token": TOKEN, "chatId": chat}
            new = httpx.post(f"{self.url}/getUpdates", json=body).json()["result"]
            found.extend(one["message"] for one in new)
            return len(found) >= count

        _wait(enough)
        assert len(found) == count
        return found


def _wait(until: Callable[[], bool], within: float = 90) -> None:
    end = time.monotonic() + within
    while not until():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory, knowledge: str) -> Iterator[TestApi]:
    node = shutil.which("node")
    assert node, "node is missing: install the packages nodejs and npm, then `make setup-dev`"
    assert (NPM / "node_modules" / "telegram-test-api").is_dir(), "run `make setup-dev` with npm installed"
    port = free_port()
    fake = subprocess.Popen([node, "-e", START % port], cwd=NPM)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(lambda: _is_up(url))
        folder: Path = tmp_path_factory.mktemp("another")
        with clara_on_telegram(folder, url, knowledge) as process:
            process.wait_until_up()
            yield TestApi(url)
            assert "Traceback" not in process.says()
            assert TOKEN not in process.says()
    finally:
        fake.terminate()
        fake.wait(10)


def _is_up(url: str) -> bool:
    try:
        return httpx.get(f"{url}/bot{TOKEN}/getMe").status_code == 200
    except httpx.TransportError:
        return False


def test_a_conversation_with_follow_up_button_and_commands(api: TestApi, chat: int) -> None:
    api.send(chat, "/start")
    assert "no soy Netflix" in api.answers(chat, 1)[0]["text"]
    api.send(chat, "¿para qué usan mi ubicación?")
    (first,) = api.answers(chat, 1)
    assert "Fuente" in first["text"]
    api.send(chat, "¿y mi correo?")
    assert "correo" in api.answers(chat, 1)[0]["text"]
    api.press(chat, first["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    assert "Fuente" in api.answers(chat, 1)[0]["text"]
    api.send(chat, "/borrar")
    assert "olvidé" in api.answers(chat, 1)[0]["text"]


def test_two_chats_do_not_mix(api: TestApi, chat: int) -> None:
    other = chat + 500_000
    api.send(chat, "¿para qué usan mi ubicación?")
    api.send(other, "hola")
    api.answers(chat, 1)
    api.answers(other, 1)
    api.send(other, "¿y mi correo?")
    api.send(chat, "¿y mi correo?")
    assert api.answers(chat, 1)[0]["text"] != api.answers(other, 1)[0]["text"]
