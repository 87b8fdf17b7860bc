"""Telegram beside the other channels: one ``clara serve``, as the README has it."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bot import paths
from tests.e2e.telegram.conftest import PROJECT, STOPS_WITHIN, Process
from tests.fake_telegram import BOT, TOKEN, FakeTelegram
from tests.ports import free_port
from tests.telegram_updates import said

pytestmark = pytest.mark.e2e
TELEGRAM = "bot.channels.telegram.channel.Telegram:\n  token: ${TELEGRAM_TOKEN}\n"
# `clara serve` itself, with another file for credentials.yml.
SERVE = (
    "import sys; from pathlib import Path; from bot import paths; paths.CREDENTIALS = Path(sys.argv.pop(1))"
)
SERVE += "; from bot.cli import main; main()"
_REFUSES_WITHIN = 240
QUESTION = "¿Para qué usan mi ubicación?"


@contextmanager
def serving(folder: Path, api: str, knowledge: str, token: str | None = TOKEN) -> Iterator[Process]:
    """Run ``clara serve`` with the project's own credentials and Telegram's added to them."""
    credentials, log, port = folder / "credentials.yml", folder / "log", free_port()
    credentials.write_text(paths.CREDENTIALS.read_text() + TELEGRAM)
    environment = {
        **os.environ,
        "CLARA_DATABASE_URL": knowledge,
        "CLARA_FEEDBACK_URL": f"sqlite:///{folder}/votes.db",
        "PYTHONUNBUFFERED": "1",
        "TELEGRAM_API_URL": api,
        "TELEGRAM_STATE": str(folder / "state"),
    }
    environment.pop("TELEGRAM_TOKEN", None)
    if token is not None:
        environment["TELEGRAM_TOKEN"] = token
    command = [sys.executable, "-c", SERVE, str(credentials), "serve", "--port", str(port)]
    with log.open("w") as sink:
        process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=sink, stderr=sink)
    try:
        yield Process(process, log, folder / "state", f"http://127.0.0.1:{port}")
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(STOPS_WITHIN)


def test_one_process_answers_on_all_channels_and_stops_cleanly(
    tmp_path: Path, knowledge: str, chat: int
) -> None:
    assert TELEGRAM in (PROJECT / "README.md").read_text()
    with FakeTelegram() as telegram, serving(tmp_path, telegram.url, knowledge) as clara:
        clara.wait_until_up()
        telegram.put(said(chat, QUESTION))
        body = {"conversation": secrets.token_hex(24), "id": secrets.token_hex(12), "text": QUESTION}
        web = httpx.post(f"{clara.url}/chat/messages", json=body, timeout=60).json()["messages"]
        body = {"sender": "rest", "message": QUESTION}
        rest = httpx.post(f"{clara.url}/webhooks/rest/webhook", json=body, timeout=60).json()
        (sent,) = telegram.wait_for_messages(chat, 1)
        # Each in its own form: the object for the page and for programs, links in Telegram's.
        answers = [web[0]["answer"], next(one["custom"]["answer"] for one in rest if "custom" in one)]
        assert [(a["aspect"], a["concepts"], a["status"]) for a in answers] == [
            ("purpose", ["location"], "answered")
        ] * 2
        words = web[0]["text"].split("\n")[0]
        assert words and words in rest[0]["text"] and words in telegram.texts(chat)[0]
        assert sent["parse_mode"] == "HTML" and '<a href="https://' in sent["text"]

        # Telegram's conversation goes on from what was said there.
        telegram.put(said(chat, "¿y mi correo?"))
        telegram.wait_for_messages(chat, 2)
        assert "correo" in telegram.texts(chat)[1]

        for page in ("/", "/mapa"):
            reply = httpx.get(clara.url + page)
            assert (reply.status_code, reply.headers["Content-Type"].partition(";")[0]) == (200, "text/html")
            assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
        assert httpx.get(f"{clara.url}/webhooks/telegram/").json() == {"status": "ok"}
        telegram.wait_until_confirmed()

        assert clara.stop(signal.SIGTERM) == 0
        assert f"Clara answers at {clara.url}" in clara.says()
        assert f"Clara answers on Telegram as @{BOT['username']}, by long polling" in clara.says()
        assert "Traceback" not in clara.says() and "ERROR" not in clara.says()
        assert TOKEN.partition(":")[2] not in clara.says()


@pytest.mark.parametrize(
    ("token", "words"),
    [
        (f"9{TOKEN}", "Telegram does not know this token"),
        (None, "set these environment variables: '['${TELEGRAM_TOKEN}']'"),
    ],
    ids=["unknown", "unset"],
)
def test_a_token_that_is_none_is_told_in_words(
    tmp_path: Path, knowledge: str, token: str | None, words: str
) -> None:
    with FakeTelegram() as telegram, serving(tmp_path, telegram.url, knowledge, token=token) as clara:
        assert clara.process.wait(_REFUSES_WITHIN) == 1
        assert words in clara.says()
        assert "Traceback" not in clara.says()
