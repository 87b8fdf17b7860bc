"""A server that cannot listen says so at once, and not only in its log."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from tests.e2e.conftest import PROJECT

pytestmark = pytest.mark.e2e


def test_a_port_in_use_is_told_in_words_and_by_the_exit_code() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        command = [sys.executable, "-m", "bot", "serve", "--port", str(port)]
        done = subprocess.run(command, check=False, cwd=PROJECT, capture_output=True, text=True, timeout=240)
    assert done.returncode == 1
    assert f"Cannot listen on 127.0.0.1:{port}" in done.stderr
    assert "Traceback" not in done.stderr
