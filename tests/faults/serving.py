"""A Clara whose process can be killed and started again on its address, and what faults cost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from bot.paths import PROJECT
from tests.e2e.conftest import Clara
from tests.ports import free_port

_STARTS_WITHIN = 600
_MEASURED = PROJECT / "var" / "faults.tsv"

# A turn that answers, and one that can only be understood after it.
FIRST = "¿para qué usan mi ubicación?"
THEN = "¿y con quién la comparten?"
KIND = ("Inténtalo de nuevo en un momento", "Vuelve a intentarlo")


class Server:
    """A server of our own.

    Args:
        folder: where its log and, unless set otherwise, its knowledge base go.
        settings: environment variables.
    """

    def __init__(self, folder: Path, **settings: str):
        self.port = free_port()
        self.knowledge = folder / "knowledge.db"
        self.log = folder / "log"
        own = {
            "CLARA_DATABASE_URL": f"sqlite:///{self.knowledge}",
            "CLARA_FEEDBACK_URL": f"sqlite:///{folder}/votes.db",
            "PYTHONUNBUFFERED": "1",
            # One address asks everything here.
            "CLARA_LIMIT_ADDRESS": "1000000/m",
            "CLARA_LIMIT_SENDER": "1000000/m",
        }
        self.environment = {**os.environ, **own, **settings}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The running process."""
        assert self._process is not None
        return self._process.pid

    def load(self) -> None:
        """Load the knowledge base."""
        without_tricks = {name: value for name, value in self.environment.items() if name != "LD_PRELOAD"}
        command = [sys.executable, "-m", "bot", "kb", "load"]
        subprocess.run(command, cwd=PROJECT, env=without_tricks, check=True, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with self.log.open("a") as sink:
            command = [sys.executable, "-m", "bot", "serve", "--port", str(self.port)]
            self._process = subprocess.Popen(
                command, cwd=PROJECT, env=self.environment, stdout=sink, stderr=sink
            )
        until = time.monotonic() + _STARTS_WITHIN
        while time.monotonic() < until and self._process.poll() is None:
            if self.is_up():
                return
            time.sleep(0.2)
        raise AssertionError(f"Clara did not start:\n{self.log.read_text()[-2000:]}")

    def warm(self) -> None:
        """Wait until what is loaded beside the first turns is there: under a set clock, that takes long."""
        url = f"http://127.0.0.1:{self.port}/webhooks/rest/webhook"
        until = time.monotonic() + _STARTS_WITHIN
        for text in (FIRST, THEN):
            while not _is_answered(url, text):
                assert time.monotonic() < until, f"Clara did not answer:\n{self.log.read_text()[-2000:]}"

    def is_up(self) -> bool:
        """Whether it takes requests."""
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/webhooks/rest/").status_code == 200
        except httpx.TransportError:
            return False

    def kill(self, how: int = signal.SIGKILL) -> None:
        """End it."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(60)

    def talk(self) -> Clara:
        """A new conversation."""
        return Clara(f"http://127.0.0.1:{self.port}", self.knowledge, self.log)


def _is_answered(url: str, text: str) -> bool:
    try:
        answer = httpx.post(url, json={"sender": "warm", "message": text}, timeout=90)
    except httpx.TransportError:
        return False
    return answer.is_success and not any(is_kind(message.get("text", "")) for message in answer.json())


def answers_about(clara: Clara, text: str) -> set[str]:
    """The concepts that the answer to a text is about; empty when nothing is answered."""
    return {concept for answer in clara.answers(text) for concept in answer["concepts"]}


def is_kind(text: str) -> bool:
    """Whether a reply is one of the sentences by which Clara says that something is wrong on her side."""
    return any(words in text for words in KIND) and "Traceback" not in text and "Error" not in text


def measure(row: str, normal: Callable[[], bool], within: float = 60) -> float:
    """Wait until something is normal again, and note how long that took.

    Args:
        row: the name under which it is noted in `var/faults.tsv`.
        normal: whether it is.
        within: after how many seconds it has failed.

    Returns:
        The seconds.
    """
    began = time.monotonic()
    while not normal():
        assert time.monotonic() - began < within, f"{row}: not normal after {within} s"
        time.sleep(0.1)
    took = time.monotonic() - began
    _note(_MEASURED, row, f"{took:.2f}")
    return took


def note_soak(row: str, what: object) -> None:
    """Note what came of a long run, in `var/soak.tsv`."""
    _note(_MEASURED.with_name("soak.tsv"), row, str(what))


def _note(file: Path, row: str, what: str) -> None:
    file.parent.mkdir(exist_ok=True)
    with file.open("a") as table:
        table.write(f"{time.strftime('%Y-%m-%d %H:%M')}\t{row}\t{what}\n")
