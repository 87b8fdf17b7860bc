"""Limits that several workers count together, in a real Redis."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from throttled import per_hour

from bot.security.limiter import Limiter
from tests.ports import free_port

pytestmark = pytest.mark.e2e
_WITHIN = 30


@contextmanager
def redis(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A Redis that keeps nothing."""
    program = shutil.which("redis-server")
    assert program, "no Redis: apt-get install redis-server"
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        until = time.monotonic() + _WITHIN
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert time.monotonic() < until
                time.sleep(0.05)
        yield process
        process.kill()


async def test_workers_count_together_and_go_on_when_redis_is_killed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    port = free_port()
    url = f"redis://127.0.0.1:{port}/0"
    with redis(tmp_path, port) as process:
        one, other = Limiter("test", per_hour(4), url), Limiter("test", per_hour(4), url)
        asked = [await worker.ask("203.0.113.9") for worker in (one, other, one, other, one)]
        assert [wait > 0 for wait in asked] == [False, False, False, False, True]
        assert 800 < asked[-1] <= 900
        dump = subprocess.run(
            ["redis-cli", "-p", str(port), "keys", "*"], check=True, capture_output=True, text=True
        ).stdout
        assert dump.strip()
        assert "203.0.113.9" not in dump
        process.kill()
        process.wait()
        assert await one.ask("203.0.113.9") == 0
        assert "counted by this process alone" in caplog.text
