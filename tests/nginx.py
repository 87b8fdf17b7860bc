"""A real nginx for tests, with the configuration that is deployed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port

DEPLOYED = Path(__file__).resolve().parent.parent / "deploy" / "nginx" / "clara.conf"
_AROUND = """
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/clara.conf;
}}
"""


def nginx_program() -> str:
    """Where nginx is."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    assert found, "the package nginx-light is missing"
    return found


def written(folder: Path, port: int, workers: Sequence[int]) -> Path:
    """Write the deployed configuration with other ports.

    Args:
        folder: where to.
        port: where nginx listens.
        workers: where the workers listen, as many as the configuration names.

    Returns:
        The file to start nginx with.
    """
    deployed = DEPLOYED.read_text()
    deployed, listening = re.subn(r"listen 8080;", f"listen 127.0.0.1:{port};", deployed)
    places = iter(workers)
    deployed, named = re.subn(r"server clara-\d:5005", lambda _: f"server 127.0.0.1:{next(places)}", deployed)
    assert (listening, named) == (1, len(workers))
    (folder / "clara.conf").write_text(deployed)
    file = folder / "nginx.conf"
    file.write_text(_AROUND.format(folder=folder, user="user root;" if os.getuid() == 0 else ""))
    return file


@contextmanager
def nginx(folder: Path, workers: Sequence[int]) -> Iterator[str]:
    """Run nginx before workers.

    Args:
        folder: an empty folder.
        workers: their ports.

    Yields:
        Its URL.
    """
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    start = [nginx_program(), "-p", str(folder), "-c", str(written(folder, port, workers))]
    process = subprocess.Popen([*start, "-g", "daemon off;"], stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)
