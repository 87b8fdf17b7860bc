"""Clara on several workers: real PostgreSQL, Redis and nginx, and processes that can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.cluster.talking import keep_journal
from tests.nginx import nginx
from tests.ports import free_port
from tests.postgres import postgres
from tests.redis_server import RedisServer, redis_server

PROJECT = Path(__file__).resolve().parents[2]
_READY_WITHIN = 300
_STOPS_WITHIN = 90
# All conversations come from one address here, which is not what limits are for.
_UNLIMITED = {
    "CLARA_LIMIT_SENDER": "100000/s",
    "CLARA_LIMIT_ADDRESS": "100000/s",
    "CLARA_LIMIT_TURNS": "10000",
    "CLARA_LIMIT_SECONDS": "120",
}


@dataclass
class Worker:
    """One process of ``clara serve``."""

    port: int
    metrics: int
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; `wait` says when it is ready."""
        command = [sys.executable, "-m", "bot", "serve", "--port", str(self.port)]
        environment = {**self.environment, "CLARA_METRICS_PORT": str(self.metrics)}
        with self.log.open("a") as sink:
            self.process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=sink, stderr=sink)

    def health(self) -> httpx.Response | None:
        """What it says of being ready; None when it says nothing."""
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/health/ready", timeout=30)
        except httpx.TransportError:
            return None

    def wait(self) -> None:
        """Wait until it is ready."""
        until = time.monotonic() + _READY_WITHIN
        while time.monotonic() < until and self.process is not None and self.process.poll() is None:
            answer = self.health()
            if answer is not None and answer.status_code == 200:
                return
            time.sleep(0.3)
        raise AssertionError(f"a worker did not start:\n{self.log.read_text()[-2000:]}")

    def kill(self) -> None:
        """Kill it as a power cut would."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def stop(self) -> int:
        """Ask it to stop, as an orchestrator does; its exit code, once it has."""
        if self.process is None:
            return 0
        self.process.terminate()
        return self.process.wait(_STOPS_WITHIN)

    def figures(self) -> str:
        """Its figures for Prometheus."""
        return httpx.get(f"http://127.0.0.1:{self.metrics}/metrics", timeout=30).text

    def memory(self) -> dict[str, int]:
        """Its memory in MB: resident, and its fair share of what is shared (``Pss``)."""
        assert self.process is not None
        lines = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text().splitlines()
        sizes = {line.split()[0].rstrip(":"): int(line.split()[1]) // 1024 for line in lines[1:]}
        return {name: sizes[name] for name in ("Rss", "Pss")}

    def seconds(self) -> float:
        """The time on a core that it has used."""
        assert self.process is not None
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass
class Cluster:
    """Workers behind nginx."""

    url: str
    database: str
    redis: RedisServer
    events: Path
    workers: list[Worker] = field(default_factory=list)

    def restart(self, worker: Worker) -> None:
        """Start a worker again after it has ended, and wait until it is ready."""
        worker.start()
        worker.wait()

    def logs(self) -> str:
        """What all workers have logged."""
        return "".join(worker.log.read_text() for worker in self.workers)


def _with_broker(folder: Path) -> Path:
    """Write Rasa's endpoints with an event broker: every worker appends to one file."""
    file = folder / "endpoints.yml"
    file.write_text(f"event_broker: {{type: file, path: {folder / 'events'}}}\n")
    return file


@contextmanager
def cluster(folder: Path, size: int = 3, **settings: str) -> Iterator[Cluster]:
    """Run Clara on several workers.

    Args:
        folder: an empty folder.
        size: how many workers; as many as the deployed nginx configuration names.
        settings: further environment variables.

    Yields:
        The cluster, once every worker is ready.
    """
    # PostgreSQL runs as a user of its own, and has to reach its part.
    folder.chmod(0o755)
    with ExitStack() as stack:
        database = stack.enter_context(postgres(folder / "postgres"))
        redis = stack.enter_context(redis_server(folder))
        environment = {
            **os.environ,
            **_UNLIMITED,
            "CLARA_DATABASE_URL": database,
            "CLARA_CONVERSATIONS_URL": database,
            "CLARA_FEEDBACK_URL": database,
            "CLARA_REDIS_URL": redis.url,
            "CLARA_LOG_FORMAT": "json",
            "CLARA_DRAIN_SECONDS": "1",
            "CLARA_ENDPOINTS": str(_with_broker(folder)),
            **settings,
        }
        load = [sys.executable, "-m", "bot", "kb", "load"]
        subprocess.run(load, cwd=PROJECT, env=environment, check=True, stdout=subprocess.DEVNULL)
        workers = [Worker(free_port(), free_port(), environment, folder / f"log{n}") for n in range(size)]
        url = stack.enter_context(nginx(folder / "nginx", [worker.port for worker in workers]))
        for worker in workers:
            stack.callback(worker.stop)
            worker.start()
        for worker in workers:
            worker.wait()
        keep_journal(database)
        yield Cluster(url, database, redis, folder / "events", workers)
