"""Files, disk and action server fail under a serving Clara, and come back: nothing is lost."""

from __future__ import annotations

import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bot.paths import PROJECT
from knowledge.content import CONTENT, read_content
from knowledge.database import open_engine
from knowledge.loader import load
from tests.e2e.conftest import Clara
from tests.faults.serving import FIRST, THEN, Server, answers_about, is_kind, measure
from tests.ports import free_port

pytestmark = pytest.mark.e2e

_OLD_WORDS, _NEW_WORDS = "Con tu dirección IP estima", "Con tu dirección IP adivina"


class ActionServer:
    """Rasa's own action server, with the project's actions."""

    def __init__(self, port: int, environment: dict[str, str]):
        self.port, self._environment = port, environment
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(self.port)]
        environment = {**self._environment, "SANIC_HOST": "127.0.0.1"}
        self._process = subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        measure("action server's own start", self._is_up, within=120)

    def signal(self, how: int) -> None:
        assert self._process is not None
        self._process.send_signal(how)
        if how == signal.SIGKILL:
            self._process.wait(30)

    def _is_up(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/health").status_code == 200
        except httpx.TransportError:
            return False


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clara")


@pytest.fixture(scope="module")
def split_server(folder: Path) -> Iterator[tuple[Server, ActionServer]]:
    """A Clara that keeps everything in files, and its action server."""
    port = free_port()
    endpoints = folder / "endpoints.yml"
    endpoints.write_text(f"action_endpoint:\n  url: http://127.0.0.1:{port}/webhook\n")
    server = Server(
        folder,
        CLARA_ACTIONS="remote",
        CLARA_ENDPOINTS=str(endpoints),
        CLARA_CONVERSATIONS_URL=f"sqlite:///{folder}/conversations.db",
    )
    server.load()
    actions = ActionServer(port, server.environment)
    actions.start()
    server.start()
    yield server, actions
    server.kill(signal.SIGTERM)
    actions.signal(signal.SIGKILL)
    assert "Traceback" not in server.log.read_text()


@pytest.fixture
def server(split_server: tuple[Server, ActionServer]) -> Server:
    return split_server[0]


@pytest.fixture
def clara(server: Server) -> Iterator[Clara]:
    """A conversation in which the first question has been answered."""
    clara = server.talk()
    assert "location" in answers_about(clara, FIRST)
    yield clara
    assert server.is_up()


def _goes_on(clara: Clara) -> bool:
    return "location" in answers_about(clara, THEN)


def test_the_action_server_is_killed_and_started(
    split_server: tuple[Server, ActionServer], clara: Clara
) -> None:
    _, actions = split_server
    actions.signal(signal.SIGKILL)
    try:
        assert is_kind(clara.text(THEN))
    finally:
        actions.start()
    measure("action server killed", lambda: _goes_on(clara))


def test_the_action_server_hangs(split_server: tuple[Server, ActionServer], clara: Clara) -> None:
    _, actions = split_server
    actions.signal(signal.SIGSTOP)
    try:
        assert is_kind(clara.text(THEN))
    finally:
        actions.signal(signal.SIGCONT)
    measure("action server hung", lambda: _goes_on(clara))


def test_the_knowledge_base_file_is_replaced(server: Server, clara: Clara, tmp_path: Path) -> None:
    assert _OLD_WORDS in clara.text(FIRST)
    kept = tmp_path / "kept.db"
    shutil.copy(server.knowledge, kept)
    _newer_database(tmp_path).replace(server.knowledge)
    measure("knowledge base file replaced", lambda: _NEW_WORDS in clara.text(FIRST))
    assert _goes_on(clara)
    kept.replace(server.knowledge)
    assert _OLD_WORDS in clara.text(FIRST)


@pytest.mark.parametrize("harm", ["half", "garbage", "empty", "gone"])
def test_the_knowledge_base_file_is_damaged_or_gone(server: Server, clara: Clara, harm: str) -> None:
    whole = server.knowledge.read_bytes()
    if harm == "gone":
        server.knowledge.unlink()
    else:
        harmed = {"half": whole[: len(whole) // 2], "garbage": b"\xff" * 50_000, "empty": b""}
        server.knowledge.write_bytes(harmed[harm])
    try:
        assert is_kind(clara.text(THEN))
        assert server.knowledge.exists() == (harm != "gone")
    finally:
        server.knowledge.write_bytes(whole)
    measure(f"knowledge base file {harm}", lambda: _goes_on(clara))


def test_the_disk_is_full(server: Server, clara: Clara) -> None:
    with _no_room_for(server.pid):
        assert is_kind(clara.text(THEN))
        # What was there can still be read, and whoever is new is told the same.
        assert is_kind(server.talk().text(FIRST))
    measure("disk full", lambda: _goes_on(clara))


@contextmanager
def _no_room_for(process: int) -> Iterator[None]:
    """No file may grow: the kernel refuses the process every write beyond the first page."""
    _, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.prlimit(process, resource.RLIMIT_FSIZE, (hard, hard))


def _newer_database(folder: Path) -> Path:
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    changed = 0
    for file in content.rglob("*.yaml"):
        words = file.read_text()
        changed += words.count(_OLD_WORDS)
        file.write_text(words.replace(_OLD_WORDS, _NEW_WORDS))
    assert changed
    engine = open_engine(f"sqlite:///{folder / 'newer.db'}", create=True)
    load(read_content(content), engine)
    return folder / "newer.db"
