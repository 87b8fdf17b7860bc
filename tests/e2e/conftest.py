"""A Clara that really runs: its own process, port, knowledge base, and HTTP."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.ports import free_port

PROJECT = Path(__file__).resolve().parents[2]
_STARTS_WITHIN = 300
_STOPS_WITHIN = 60


@dataclass
class Clara:
    """A running Clara and one conversation with it."""

    url: str
    knowledge: Path
    log: Path
    sender: str = field(default_factory=lambda: uuid.uuid4().hex)

    def post(self, **request: Any) -> httpx.Response:
        """Send anything to the REST channel."""
        return httpx.post(f"{self.url}/webhooks/rest/webhook", timeout=30, **request)

    def say(self, text: str) -> list[dict[str, Any]]:
        """Say something in this conversation; the messages that come back."""
        response = self.post(json={"sender": self.sender, "message": text})
        assert response.status_code == 200, response.text
        messages: list[dict[str, Any]] = response.json()
        return messages

    def ask(self, text: str) -> dict[str, Any]:
        """Ask one question; the contract's object that comes back."""
        answers = self.answers(text)
        assert len(answers) == 1, answers
        return answers[0]

    def answers(self, text: str) -> list[dict[str, Any]]:
        """The contract's objects of a reply."""
        return [m["custom"]["answer"] for m in self.say(text) if "custom" in m]

    def text(self, text: str) -> str:
        """The words of a reply."""
        return "\n".join(m["text"] for m in self.say(text) if "text" in m)

    def other(self) -> Clara:
        """The same server, another conversation."""
        return Clara(self.url, self.knowledge, self.log)


@contextmanager
def running(
    folder: Path, *, port: int | None = None, module: str = "bot", **settings: str
) -> Iterator[Clara]:
    """Run a server on files of its own.

    Args:
        folder: an empty folder, or that of an earlier run, whose knowledge base is kept.
        port: where to listen; a free port unless given.
        module: what is run; ``clara`` unless given.
        settings: environment variables.

    Yields:
        The server, once it answers.
    """
    port = port or free_port()
    knowledge, log = folder / "knowledge.db", folder / "log"
    own = {
        # All tests come from one address.
        "CLARA_LIMIT_ADDRESS": "1000000/m",
        "CLARA_DATABASE_URL": f"sqlite:///{knowledge}",
        "CLARA_FEEDBACK_URL": f"sqlite:///{folder}/votes.db",
    }
    environment = {**os.environ, **own, "PYTHONUNBUFFERED": "1", **settings}
    clara = [sys.executable, "-m", module]
    if not knowledge.exists():
        subprocess.run([*clara, "kb", "load"], cwd=PROJECT, env=environment, check=True)
    with log.open("a") as sink:
        process = subprocess.Popen(
            [*clara, "serve", "--port", str(port)], cwd=PROJECT, env=environment, stdout=sink, stderr=sink
        )
        try:
            yield _when_up(Clara(f"http://127.0.0.1:{port}", knowledge, log), process)
        finally:
            process.terminate()
            process.wait(_STOPS_WITHIN)


@pytest.fixture(scope="session")
def embedding_port() -> int:
    """Where a page that embeds the widget is served, if a test serves one."""
    return free_port()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, embedding_port: int) -> Iterator[Clara]:
    """One server for all end-to-end tests, with a knowledge base of its own."""
    origin = f"http://127.0.0.1:{embedding_port}"
    with running(tmp_path_factory.mktemp("clara"), CLARA_ALLOWED_ORIGINS=origin) as clara:
        yield clara


def _when_up(clara: Clara, process: subprocess.Popen[bytes]) -> Clara:
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            if httpx.get(f"{clara.url}/webhooks/rest/").status_code == 200:
                return clara
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError(f"Clara did not start:\n{clara.log.read_text()[-2000:]}")


@pytest.fixture
def clara(server: Clara) -> Clara:
    """A new conversation."""
    return server.other()


def reword(server: Clara, key: str, text: str) -> None:
    """Change a fact's text under a serving Clara, as loading changed content would."""
    with sqlite3.connect(server.knowledge) as database:
        database.execute("UPDATE fact SET text = ? WHERE key = ?", (text, key))
        database.execute("UPDATE policy SET loaded_at = datetime(loaded_at, '+1 second') || '.000000'")
