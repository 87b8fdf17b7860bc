"""What a second worker of the same command costs in memory (``CLARA_WORKERS=2``)."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil

from bot.bench.servers import Server, clara, free_port
from bot.bench.turns import turns
from bot.listening import take

_AT_ONCE = 8
_WITHIN = 60


def rows(count: int) -> list[list[str]]:
    """Rows of the table "Start and memory": a worker of two, and what two take more than one.

    Both are measured on the same turns, with conversations in SQLite and locks in a real Redis.

    Args:
        count: how many turns are said, at least.

    Returns:
        The rows; one that says so where there is no Redis server.
    """
    program = shutil.which("redis-server")
    if program is None:
        return [["second worker", "not measured:", "redis-server", "is missing"]]
    with tempfile.TemporaryDirectory(prefix="clara-bench-") as folder, _redis(program, folder) as redis:
        settings = {
            "CLARA_CONVERSATIONS_URL": f"sqlite:///{Path(folder) / 'conversations.db'}",
            "CLARA_REDIS_URL": redis,
        }
        with clara("Clara, one worker", **settings) as one:
            asyncio.run(_talk(one, count))
            alone = _proportional(one.processes)
        first = _two_free_ports()
        two_workers = {**settings, "CLARA_WORKERS": "2", "CLARA_METRICS_PORT": str(first)}
        with clara("Clara, two workers", **two_workers) as two:
            # The second begins when the first answers.
            _wait_until(lambda: _listens(first + 1), "the second worker did not start")
            asyncio.run(_talk(two, count))
            workers = two.processes[0].children()
            taken = [_turns_taken(port) for port in (first, first + 1)]
            resident = max(worker.memory_info().rss for worker in workers) / 1e6
            own = max(worker.memory_full_info().uss for worker in workers) / 1e6
            more = _proportional([*two.processes, *workers]) - alone
            first_answer = two.first_answer
    if min(taken) < count / 4:
        raise RuntimeError(f"one of two workers has done little: {taken}")
    return [
        [
            f"second worker, after {count} turns to both",
            f"{first_answer:.1f}",
            f"{resident:.0f}",
            f"{own:.0f}",
        ],
        ["two workers and their parent, more than one worker alone", "", "", f"{more:.0f}"],
    ]


async def _talk(server: Server, count: int) -> None:
    """Say turns to whoever takes them: each on a connection of its own, several at once."""
    conversations: dict[str, list[str]] = {}
    for said in turns(count, seed=5):
        conversations.setdefault(said.conversation, []).append(said.text)
    waiting = asyncio.Semaphore(_AT_ONCE)
    limits = httpx.Limits(max_keepalive_connections=0)
    async with httpx.AsyncClient(timeout=60, limits=limits, trust_env=False) as client:

        async def say(conversation: str, texts: list[str]) -> None:
            async with waiting:
                for text in texts:
                    body = {"sender": conversation, "message": text}
                    (await client.post(server.url, json=body)).raise_for_status()

        await asyncio.gather(*(say(*one) for one in conversations.items()))


def _proportional(processes: list[psutil.Process]) -> float:
    """Megabytes that processes take together: a page that several have is counted once."""
    return sum(float(one.memory_full_info().pss) for one in processes) / 1e6


def _turns_taken(port: int) -> float:
    """The turns that a worker has taken, from its figures."""
    figures = httpx.get(f"http://127.0.0.1:{port}/metrics", trust_env=False).text
    lines = [line for line in figures.splitlines() if line.startswith("clara_turns_total{")]
    return sum(float(line.rpartition(" ")[2]) for line in lines)


def _two_free_ports() -> int:
    """The first of two ports in a row that nothing listens on."""
    while True:
        first = free_port()
        with contextlib.suppress(OSError, OverflowError):
            take("127.0.0.1", first + 1).close()
            return first


@contextlib.contextmanager
def _redis(program: str, folder: str) -> Iterator[str]:
    port = free_port()
    options = [
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--appendonly",
        "no",
        "--dir",
        folder,
    ]
    process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait_until(lambda: _listens(port), "Redis did not start")
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait()


def _wait_until(happens: Callable[[], bool], else_: str) -> None:
    until = time.monotonic() + _WITHIN
    while not happens():
        if time.monotonic() > until:
            raise RuntimeError(else_)
        time.sleep(0.05)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
