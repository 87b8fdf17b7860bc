"""A Clara that really runs: its own process, port, knowledge base, and HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.postgres import free_port

PROJECT = Path(__file__).resolve().parents[2]
_STARTS_WITHIN = 120


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


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clara]:
    """One server for all end-to-end tests, with a knowledge base of its own."""
    folder = tmp_path_factory.mktemp("clara")
    knowledge, log, port = folder / "knowledge.db", folder / "log", free_port()
    environment = {**os.environ, "CLARA_DATABASE_URL": f"sqlite:///{knowledge}", "PYTHONUNBUFFERED": "1"}
    clara = [sys.executable, "-m", "bot"]
    subprocess.run([*clara, "kb", "load"], cwd=PROJECT, env=environment, check=True)
    with log.open("w") as sink:
        process = subprocess.Popen(
            [*clara, "serve", "--port", str(port)], cwd=PROJECT, env=environment, stdout=sink, stderr=sink
        )
        try:
            yield _when_up(Clara(f"http://127.0.0.1:{port}", knowledge, log), process)
        finally:
            process.terminate()
            process.wait(20)


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
