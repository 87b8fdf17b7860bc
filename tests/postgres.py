"""A real PostgreSQL for tests: its own cluster, on loopback, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PLACES = ["/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/17/bin"]


def postgres_bin() -> Path | None:
    """The folder with ``initdb``, or None when no PostgreSQL server is installed."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else [Path(place) for place in _PLACES]
    return next((place for place in places if (place / "initdb").exists()), None)


def free_port() -> int:
    """A port on loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Run a cluster in a folder.

    Args:
        folder: an empty folder.

    Yields:
        The SQLAlchemy URL of an empty database in it.
    """
    programs = postgres_bin()
    assert programs is not None
    port = free_port()
    user = _ordinary_user()
    folder.mkdir(parents=True, exist_ok=True)
    if user:
        shutil.chown(folder, user)
        for parent in folder.parents:
            if parent.stat().st_uid == os.getuid() and parent.name.startswith("pytest-"):
                parent.chmod(0o755)
    data = folder / "data"

    def call(*command: str) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, user=user)

    call(str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "clara", "-E", "UTF8", "--locale=C")
    options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off"
    call(str(programs / "pg_ctl"), "-D", str(data), "-w", "-o", options, "-l", str(folder / "log"), "start")
    try:
        yield f"postgresql+psycopg2://clara@127.0.0.1:{port}/postgres"
    finally:
        call(str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")


def _ordinary_user() -> str | None:
    """PostgreSQL refuses to run as root; the account of Debian's package serves then."""
    if os.getuid() != 0:
        return None
    return next((e.pw_name for e in pwd.getpwall() if e.pw_name in ("postgres", "nobody")), None)
