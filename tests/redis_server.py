"""A real Redis for tests: its own server, on loopback, with nothing written to disk."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port

_STARTS_WITHIN = 20


class RedisServer:
    """A Redis server that can be stopped and started again on its port.

    Args:
        folder: where it may write.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> None:
        """Start it, empty; returns when it answers."""
        program = shutil.which("redis-server")
        assert program, "the package redis-server is missing"
        options = ["--port", str(self._port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        log = ["--dir", str(self._folder), "--logfile", str(self._folder / "redis.log")]
        self._process = subprocess.Popen([program, *options, *log])
        until = time.monotonic() + _STARTS_WITHIN
        while not self._answers():
            assert time.monotonic() < until and self._process.poll() is None, "Redis did not start"
            time.sleep(0.05)

    def kill(self) -> None:
        """Kill it: everything in it is lost."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self._port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False


@contextmanager
def redis_server(folder: Path) -> Iterator[RedisServer]:
    """Run a Redis server.

    Args:
        folder: where it may write.

    Yields:
        The server; its ``url`` says where it is.
    """
    server = RedisServer(folder)
    try:
        server.start()
        yield server
    finally:
        server.kill()
