"""Real Claras on Telegram: their own process, state and knowledge base, against a fake on loopback."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fake_telegram import TOKEN, FakeTelegram
from tests.ports import free_port

PROJECT = Path(__file__).resolve().parents[3]
_STARTS_WITHIN = 240
STOPS_WITHIN = 60
_chats = itertools.count(990_000_001)


@dataclass
class Process:
    """A started Clara."""

    process: subprocess.Popen[bytes]
    log: Path
    state: Path
    url: str

    def says(self) -> str:
        """What it has written to its terminal."""
        return self.log.read_text()

    def wait_until_up(self) -> None:
        """Wait until it takes updates."""
        until = time.monotonic() + _STARTS_WITHIN
        while "Clara answers on Telegram" not in self.says():
            assert self.process.poll() is None and time.monotonic() < until, self.says()[-3000:]
            time.sleep(0.1)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it; its exit code."""
        self.process.send_signal(how)
        return self.process.wait(STOPS_WITHIN)


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A knowledge base for all servers here; they only read it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('telegram') / 'knowledge.db'}"
    command = [sys.executable, "-m", "bot", "kb", "load"]
    subprocess.run(command, cwd=PROJECT, env={**os.environ, "CLARA_DATABASE_URL": url}, check=True)
    return url


@contextmanager
def clara_on_telegram(folder: Path, api: str, knowledge: str, **settings: str) -> Iterator[Process]:
    """Start ``clara telegram``; a second one in the same folder goes on where the first one ended.

    Args:
        folder: for its state and its log.
        api: where the Bot API is.
        knowledge: URL of the knowledge base.
        settings: further environment; ``port`` is the port to listen on.

    Yields:
        The process, not yet up.
    """
    port = settings.pop("port", "") or str(free_port())
    environment = {
        **os.environ,
        "CLARA_DATABASE_URL": knowledge,
        "PYTHONUNBUFFERED": "1",
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api,
        "TELEGRAM_STATE": str(folder / "state"),
        **settings,
    }
    log = folder / "log"
    command = [sys.executable, "-m", "bot", "telegram", "--port", port]
    with log.open("a") as sink:
        process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=sink, stderr=sink)
    try:
        yield Process(process, log, folder / "state", f"http://127.0.0.1:{port}")
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(STOPS_WITHIN)


@pytest.fixture(scope="session")
def polling(
    tmp_path_factory: pytest.TempPathFactory, knowledge: str
) -> Iterator[tuple[FakeTelegram, Process]]:
    """A stub of Telegram and a Clara that polls it, for all tests that leave both as they were."""
    folder = tmp_path_factory.mktemp("polling")
    with FakeTelegram() as fake, clara_on_telegram(folder, fake.url, knowledge) as process:
        process.wait_until_up()
        yield fake, process


@pytest.fixture
def telegram(polling: tuple[FakeTelegram, Process]) -> FakeTelegram:
    """That stub."""
    return polling[0]


@pytest.fixture
def chat() -> int:
    """A chat that nobody has written in."""
    return next(_chats)
