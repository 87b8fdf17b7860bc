"""A real PostgreSQL for tests: its own cluster, on loopback, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port

_PLACES = ["/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/17/bin"]


def postgres_bin() -> Path | None:
    """The folder with ``initdb``, or None when no PostgreSQL server is installed."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else [Path(place) for place in _PLACES]
    return next((place for place in places if (place / "initdb").exists()), None)


class Cluster:
    """A PostgreSQL that can be stopped and started again.

    Args:
        folder: an empty folder; the cluster is made there.
    """

    def __init__(self, folder: Path):
        found = postgres_bin()
        assert found is not None
        self._programs, self._folder, self._user = found, folder, _ordinary_user()
        self.port = free_port()
        self.url = f"postgresql+psycopg2://clara@127.0.0.1:{self.port}/postgres"
        folder.mkdir(parents=True, exist_ok=True)
        if self._user:
            shutil.chown(folder, self._user)
        self._call("initdb", "-A", "trust", "-U", "clara", "-E", "UTF8", "--locale=C")

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-h 127.0.0.1 -p {self.port} -k {self._folder} -c fsync=off"
        self._call("pg_ctl", "-w", "-o", options, "-l", str(self._folder / "log"), "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop: "immediate" is like a crash, "fast" ends what is going on in order."""
        self._call("pg_ctl", "-m", mode, "stop")

    def processes(self) -> list[int]:
        """The process ids of the server and of all its children."""
        server = int((self._folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        return [server, *map(int, children)]

    def _call(self, program: str, *options: str) -> None:
        if self._user:
            self._open_the_way()
        command = [str(self._programs / program), "-D", str(self._folder / "data"), *options]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self._folder, user=self._user)

    def _open_the_way(self) -> None:
        """Let the account pass pytest's folders, which each session of pytest that begins closes again."""
        for parent in self._folder.parents:
            if parent.name.startswith("pytest-") and parent.stat().st_uid == os.getuid():
                parent.chmod(0o755)


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Run a cluster in a folder.

    Args:
        folder: an empty folder.

    Yields:
        The SQLAlchemy URL of an empty database in it.
    """
    cluster = Cluster(folder)
    cluster.start()
    try:
        yield cluster.url
    finally:
        cluster.stop()


def _ordinary_user() -> str | None:
    """PostgreSQL refuses to run as root; the account of Debian's package serves then."""
    if os.getuid() != 0:
        return None
    return next((e.pw_name for e in pwd.getpwall() if e.pw_name in ("postgres", "nobody")), None)
