"""As it is set up by default, Clara reaches out to nobody, and Rasa's telemetry is off."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.telegram.conftest import PROJECT

pytestmark = pytest.mark.e2e
_LOOPBACK = {"127.0.0.1", "::1", "localhost", "b'127.0.0.1'", "None"}


def apart() -> list[str]:
    """The command that runs another without a network, as root or anybody; none where that is forbidden."""
    for way in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"]):
        try:
            if subprocess.run([*way, "true"], capture_output=True, check=False).returncode == 0:
                return way
        except FileNotFoundError:
            break
    return []


def test_nobody_is_called(tmp_path: Path) -> None:
    way = apart()
    environment = {
        **os.environ,
        "PYTHONPATH": f"{PROJECT}{os.pathsep}{Path(__file__).with_name('listening')}",
    }
    command = [*way, sys.executable, "-m", "tests.e2e.privacy.offline", str(tmp_path)]
    done = subprocess.run(
        [*command, "isolated" if way else "open"],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["rest"], told["web"], told["pages"]) == ("answered", "answered", [200, 200])
    assert told["attempts"] == 0
    if told["isolated"]:
        assert told["an attempt counts"] > 0
    calls = {line.split(" ", 1)[1] for line in (tmp_path / "calls").read_text().splitlines()}
    assert calls
    assert calls <= _LOOPBACK


def test_telemetry_is_off(tmp_path: Path) -> None:
    # With a home of its own: what this machine's Rasa was told before does not count.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RASA_")}
    asked = (
        "from bot.quiet import hush; hush(); from rasa import telemetry as t; print(t.is_telemetry_enabled())"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=PROJECT,
        env={**environment, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=200,
        check=True,
    )
    assert done.stdout.split()[-1] == "False"
