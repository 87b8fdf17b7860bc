"""Servers to measure: started, asked over HTTP, weighed and stopped."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from bot import paths
from bot.bench import stock

_PATH = "/webhooks/rest/webhook"
_STARTS_WITHIN = 300
# Seconds; Sanic hangs up after five.
_KEEPS_ALIVE = 3
_STOPS_WITHIN = 60
FIRST_QUESTION = "¿para qué usan mi ubicación?"


class DidNotStart(RuntimeError):
    """A server gave no answer in time; says what it logged."""


@dataclass
class Server:
    """A running assistant: where it answers, the processes it is made of, how long its first answer took."""

    name: str
    port: int
    processes: list[psutil.Process] = field(default_factory=list)
    first_answer: float = 0.0
    _connection: http.client.HTTPConnection | None = None
    _last_said: float = 0.0

    @property
    def url(self) -> str:
        """Its REST channel."""
        return f"http://127.0.0.1:{self.port}{_PATH}"

    def say(self, conversation: str, text: str) -> tuple[list[dict[str, Any]], float]:
        """Say something.

        Args:
            conversation: who says it.
            text: what.

        Returns:
            The messages that come back, and the seconds until they did.

        Raises:
            OSError: no answer came.
            http.client.HTTPException: the same.
            ValueError: what came is no answer.
        """
        body = json.dumps({"sender": conversation, "message": text}).encode()
        if time.monotonic() - self._last_said > _KEEPS_ALIVE:
            self.hang_up()
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        began = time.perf_counter()
        try:
            self._connection.request("POST", _PATH, body, {"content-type": "application/json"})
            answer = self._connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            self.hang_up()
            raise
        took = time.perf_counter() - began
        self._last_said = time.monotonic()
        messages: list[dict[str, Any]] = json.loads(answer)
        if not isinstance(messages, list):
            raise ValueError(f"{self.name} refused: {answer!r}")
        return messages, took

    def hang_up(self) -> None:
        """Close the connection, if there is one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def resident(self) -> float:
        """Megabytes that its processes hold."""
        return sum(one.memory_info().rss for one in self._all()) / 1e6

    def own(self) -> float:
        """Megabytes that would be free if it ended: pages that nobody else has are counted alone."""
        return sum(one.memory_full_info().uss for one in self._all()) / 1e6

    def processor_time(self) -> float:
        """Seconds of processor that it has used."""
        times = [one.cpu_times() for one in self._all()]
        return sum(one.user + one.system for one in times)

    def _all(self) -> list[psutil.Process]:
        return [each for one in self.processes for each in (one, *one.children(recursive=True))]


@contextlib.contextmanager
def clara(name: str = "Clara", **settings: str) -> Iterator[Server]:
    """Run Clara as `make run` does, with stores of her own.

    Args:
        name: what the measurements call it.
        settings: environment variables.

    Yields:
        The server, after its first answer.
    """
    port = free_port()
    own = {
        "CLARA_FEEDBACK_URL": f"sqlite:///{paths.VAR / 'bench' / 'votes.db'}",
        # One client asks all that is asked here: limits count, and do not refuse.
        "CLARA_LIMIT_SENDER": "100000/s",
        "CLARA_LIMIT_ADDRESS": "100000/s",
        **settings,
    }
    command = [sys.executable, "-m", "bot", "serve", "--port", str(port)]
    with _running(name, port, [(command, paths.PROJECT)], own) as server:
        yield server


@contextlib.contextmanager
def stock_rasa() -> Iterator[Server]:
    """Run the stock assistant: `rasa run` and `rasa run actions`, with Clara's actions.

    Yields:
        The server, after its first answer.
    """
    port, actions = free_port(), free_port()
    stock.write(actions)
    model = stock.train()
    rasa = [sys.executable, "-m", "rasa"]
    here = stock.FOLDER
    commands = [
        ([*rasa, "run", "actions", "--actions", "actions", "--port", str(actions)], paths.PROJECT),
        ([*rasa, "run", "--model", str(model), "--port", str(port), "--endpoints", "endpoints.yml"], here),
    ]
    with _running("stock Rasa", port, commands, {}) as server:
        yield server


@contextlib.contextmanager
def _running(
    name: str, port: int, commands: Sequence[tuple[list[str], Path]], settings: Mapping[str, str]
) -> Iterator[Server]:
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", **settings}
    # Whoever uses a machine keeps byte code on it from one start to the next.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    log = paths.VAR / "bench" / f"{name.replace(' ', '-')}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    server = Server(name, port)
    began = time.perf_counter()
    with log.open("wb") as sink:
        started = [
            subprocess.Popen(command, cwd=folder, env=environment, stdout=sink, stderr=sink)  # noqa: S603
            for command, folder in commands
        ]
        try:
            server.processes = [psutil.Process(one.pid) for one in started]
            _wait_for_answer(server, log)
            server.first_answer = time.perf_counter() - began
            yield server
        finally:
            server.hang_up()
            for process in started:
                process.terminate()
            for process in started:
                try:
                    process.wait(_STOPS_WITHIN)
                except subprocess.TimeoutExpired:
                    process.kill()


def _wait_for_answer(server: Server, log: Path) -> None:
    # Without a knowledge base, every turn gets a kind sentence: measuring that would measure nothing.
    until, said = time.monotonic() + _STARTS_WITHIN, ""
    while time.monotonic() < until:
        if not all(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in server.processes):
            break
        with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
            messages, _ = server.say(uuid.uuid4().hex, FIRST_QUESTION)
            if any("custom" in one for one in messages):
                return
            said = messages[0].get("text", "") if messages else said
        time.sleep(0.05)
    raise DidNotStart(
        f"{server.name} did not answer, but said {said!r}:\n{log.read_text(errors='replace')[-2000:]}"
    )


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
