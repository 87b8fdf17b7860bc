"""Three workers of one command, ``CLARA_WORKERS=3 clara serve``, are one Clara, also while one dies."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from bot.listening import take
from tests.cluster.talking import (
    SCRIPTS,
    Person,
    everybody_talks,
    keep_journal,
    references,
    wrong_conversations,
    wrong_replies,
)
from tests.cluster.workers import PROJECT
from tests.ending import gone
from tests.ports import free_port
from tests.postgres import postgres
from tests.redis_server import redis_server

pytestmark = pytest.mark.e2e
_WORKERS = 3
_TURNS = 5
_PEOPLE = 30
_READY_WITHIN = 300
# Messages of a conversation, ever: more than anybody here sends who is not to be refused.
_MOST = 40


class Command:
    """``clara serve`` with several workers.

    Args:
        folder: where its log goes.
        settings: environment variables.
    """

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self.log = folder / "log"
        self.database = settings["CLARA_CONVERSATIONS_URL"]
        self.port, self.metrics = free_port(), free_port(_WORKERS)
        settings = {**settings, "CLARA_METRICS_PORT": str(self.metrics)}
        self.url = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "bot", "serve", "--port", str(self.port)]
        with self.log.open("a") as sink:
            self.parent = subprocess.Popen(command, cwd=PROJECT, env=settings, stdout=sink, stderr=sink)

    def workers(self) -> list[int]:
        """The processes of its workers."""
        return [one.pid for one in psutil.Process(self.parent.pid).children()]

    def wait_for(self, words: str, times: int = 1) -> None:
        """Wait until its log says something so often."""
        until = time.monotonic() + _READY_WITHIN
        while self.log.read_text().count(words) < times:
            assert self.parent.poll() is None and time.monotonic() < until, self.log.read_text()[-2000:]
            time.sleep(0.1)

    def full(self) -> list[int]:
        """The processes of its workers, once there are as many as there should be."""
        until = time.monotonic() + _READY_WITHIN
        while len(there := self.workers()) != _WORKERS:
            assert time.monotonic() < until, self.log.read_text()[-2000:]
            time.sleep(0.05)
        return there

    def status(self, conversation: str, text: str = "hola") -> int:
        """What saying something is answered with, on a connection of its own."""
        body = {"conversation": conversation, "id": secrets.token_hex(12), "text": text}
        return httpx.post(f"{self.url}/chat/messages", json=body, timeout=60).status_code

    def figures(self, worker: int) -> str:
        """A worker's figures for Prometheus."""
        return httpx.get(f"http://127.0.0.1:{self.metrics + worker}/metrics", timeout=30).text


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of several workers, with a real PostgreSQL and Redis."""
    folder = tmp_path_factory.mktemp("shared")
    folder.chmod(0o755)
    with ExitStack() as stack:
        database = stack.enter_context(postgres(folder / "postgres"))
        redis = stack.enter_context(redis_server(folder))
        environment = {
            **os.environ,
            "CLARA_WORKERS": str(_WORKERS),
            "CLARA_DATABASE_URL": database,
            "CLARA_CONVERSATIONS_URL": database,
            "CLARA_FEEDBACK_URL": database,
            "CLARA_REDIS_URL": redis.url,
            "CLARA_LIMIT_ADDRESS": "100000/s",
            "CLARA_LIMIT_SENDER": f"1/h burst {_MOST}",
            "CLARA_LIMIT_SECONDS": "60",
            "CLARA_LOG_FORMAT": "json",
            "CLARA_DRAIN_SECONDS": "1",
        }
        yield environment


@contextmanager
def begun(folder: Path, settings: dict[str, str]) -> Iterator[Command]:
    """Begin to serve."""
    command = Command(folder, settings)
    try:
        yield command
    finally:
        # Its workers end with it.
        command.parent.kill()
        command.parent.wait()


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory, settings: dict[str, str]) -> Iterator[Command]:
    """The command that most tests are about."""
    with begun(tmp_path_factory.mktemp("three"), settings) as command:
        load = [sys.executable, "-m", "bot", "kb", "load"]
        subprocess.run(load, cwd=PROJECT, env=settings, check=True, stdout=subprocess.DEVNULL)
        command.wait_for("Clara answers at")
        keep_journal(command.database)
        yield command


@pytest.fixture(scope="module", autouse=True)
def doomed(
    tmp_path_factory: pytest.TempPathFactory, settings: dict[str, str], three: Command
) -> Iterator[Command]:
    """Another one, which starts while the first test waits for a dead worker's lock to run out."""
    with begun(tmp_path_factory.mktemp("doomed"), settings) as command:
        yield command


@contextmanager
def only(worker: int, of: Sequence[int]) -> Iterator[None]:
    """Let one worker alone run: what is answered, it has answered."""
    others = [psutil.Process(one) for one in of if one != worker]
    for one in others:
        one.suspend()
    try:
        while any(one.status() != psutil.STATUS_STOPPED for one in others):
            time.sleep(0.01)
        yield
    finally:
        for one in others:
            one.resume()


def test_no_turn_is_lost_or_doubled_when_a_worker_dies(three: Command) -> None:
    expected = asyncio.run(references(three.url, _TURNS))
    assert len({str(replies) for replies in expected}) == len(SCRIPTS)
    people = [Person(SCRIPTS[number % len(SCRIPTS)]) for number in range(_PEOPLE)]
    before = three.full()

    def die(count: int) -> None:
        if count == _PEOPLE * _TURNS // 3:
            threading.Thread(target=os.kill, args=(before[1], signal.SIGKILL)).start()

    asyncio.run(everybody_talks(three.url, people, _TURNS, die))
    assert wrong_replies(people, expected) == []
    assert wrong_conversations(three.database, people) == []
    three.wait_for("killed by signal 9: another takes its place at once")
    # The log tells that another takes its place before it is forked.
    after = three.full()
    assert len(set(before) & set(after)) == _WORKERS - 1
    (new,) = set(after) - set(before)
    with only(new, after):
        assert three.status(secrets.token_hex(24)) == 200


def test_a_limit_is_one_for_all_workers(three: Command) -> None:
    conversation = secrets.token_hex(24)
    first, second, _ = workers = three.full()
    with only(first, workers):
        assert {three.status(conversation) for _ in range(_MOST // 2)} == {200}
    with only(second, workers):
        assert {three.status(conversation) for _ in range(_MOST // 2)} == {200}
        assert three.status(conversation) == 429
    with only(first, workers):
        assert three.status(conversation) == 429
        assert three.status(secrets.token_hex(24)) == 200


def test_a_conversation_goes_on_at_another_worker(three: Command) -> None:
    person = Person(SCRIPTS[0])
    for number, worker in enumerate(workers := three.full()):
        with only(worker, workers):
            assert three.status(person.conversation, person.script[number]) == 200
    with only(workers[0], workers):
        last = Person(SCRIPTS[0], person.conversation)
        asyncio.run(say_one(three, last, person.script[3]))
    assert "location" in last.replies[0][0][1]


async def say_one(command: Command, person: Person, words: str) -> None:
    async with httpx.AsyncClient(base_url=command.url, timeout=60) as client:
        await person.say(client, words)


def test_each_worker_has_figures_and_little_memory_of_its_own(three: Command) -> None:
    assert all("clara_ready" in three.figures(worker) for worker in range(_WORKERS))
    for worker in three.full():
        used = psutil.Process(worker).memory_full_info()
        assert used.rss < 600e6 and used.uss < 250e6


def test_the_parent_of_workers_has_opened_nothing_that_they_must_not_share(three: Command) -> None:
    parent = psutil.Process(three.parent.pid)
    assert [(one.laddr.port, one.raddr) for one in parent.net_connections()] == [(three.port, ())]
    assert {Path(one.path) for one in parent.open_files()} <= {three.log}
    assert parent.num_threads() == 1


def test_one_worker_that_is_told_to_stop_is_followed(three: Command) -> None:
    before = three.full()
    os.kill(before[0], signal.SIGTERM)
    three.wait_for("with exit code 0: another takes its place at once")
    assert gone([before[0]])
    assert before[0] not in three.full()
    assert three.status(secrets.token_hex(24)) == 200


def test_told_to_stop_all_finish_and_end(three: Command) -> None:
    workers = three.full()
    three.parent.terminate()
    three.wait_for("stopping: turns are taken", times=_WORKERS)
    assert three.status(secrets.token_hex(24)) == 200
    assert three.parent.wait(90) == 0
    assert gone(workers)
    take("127.0.0.1", three.port).close()
    log = three.log.read_text()
    assert "Traceback" not in log and log.count("Clara answers at") == 1


def test_workers_end_with_a_parent_that_is_killed(doomed: Command) -> None:
    doomed.wait_for("Clara answers at")
    workers = doomed.full()
    doomed.parent.kill()
    assert gone(workers)
    take("127.0.0.1", doomed.port).close()
