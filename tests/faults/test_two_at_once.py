"""Two that do the same at once: the second waits and says so, or says why it cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from bot import listening, paths, training
from bot.model_file import put_in_place
from bot.paths import PROJECT
from tests.ports import free_port

pytestmark = pytest.mark.e2e


def test_a_second_set_up_waits_for_the_first(tmp_path: Path) -> None:
    bootstrap = _checkout_whose_uv_waits(tmp_path)
    with _started(bootstrap) as first, _started(bootstrap) as second:
        assert first.stdout is not None and second.stdout is not None
        told = {first: first.stdout.readline(), second: second.stdout.readline()}
        waiting = [one for one, line in told.items() if "Another set-up of this folder is at work" in line]
        assert len(waiting) == 1
        (tmp_path / "go").touch()
        assert [one.wait(60) for one in (first, second)] == [0, 0]
    assert (tmp_path / "installed").read_text().count("--require-hashes") == 1


def test_a_second_training_waits_and_takes_what_the_first_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "MODEL", tmp_path / "clara.tar.gz")
    first = FileLock(str(tmp_path / ".training.lock"))
    first.acquire()
    with _started([sys.executable, "-m", "tests.faults.elsewhere", str(tmp_path), "train"]) as second:
        assert second.stdout is not None
        assert "Another training is under way" in second.stdout.readline()
        (tmp_path / "new.tar.gz").write_text("a model")
        put_in_place(tmp_path / "new.tar.gz", training.fingerprint())
        first.release()
        assert "The model is up to date" in second.stdout.readline()
        assert second.wait(60) == 0


def test_of_two_servers_started_at_once_one_says_that_it_cannot_listen() -> None:
    command = [sys.executable, "-m", "bot", "serve", "--port", str(free_port())]
    with _started(command) as first, _started(command) as second:
        ended = _first_to_end(first, second)
        assert ended.returncode == 1
        assert ended.stdout is not None
        told = ended.stdout.read()
        assert "Cannot listen on 127.0.0.1" in told
        assert "Traceback" not in told
        assert (second if ended is first else first).poll() is None


def test_an_address_that_was_taken_is_taken_before_anybody_listens() -> None:
    port = free_port()
    with listening.take("127.0.0.1", port), pytest.raises(OSError, match="in use"):
        listening.take("127.0.0.1", port)
    with listening.take("127.0.0.1", port):
        pass


def _first_to_end(*processes: subprocess.Popen[str]) -> subprocess.Popen[str]:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        for process in processes:
            if process.poll() is not None:
                return process
        time.sleep(0.2)
    raise AssertionError("both go on")


def _checkout_whose_uv_waits(folder: Path) -> list[str]:
    """A checkout, and the command that sets it up with a ``uv`` that installs when it may ``go``."""
    (folder / "bot").mkdir()
    shutil.copy(PROJECT / "bot" / "bootstrap.py", folder / "bot")
    shutil.copytree(PROJECT / "requirements", folder / "requirements")
    shutil.copy(PROJECT / "pyproject.toml", folder)
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    (folder / ".venv" / "pyvenv.cfg").write_text((Path(sys.prefix) / "pyvenv.cfg").read_text())
    uv = folder / "bin" / "uv"
    uv.parent.mkdir()
    uv.write_text(
        "#!/bin/sh\n"
        '[ "$1" = pip ] || exit 0\n'
        f"until [ -e {folder}/go ]; do sleep 0.1; done\n"
        f'echo "$@" >> {folder}/installed\n'
    )
    uv.chmod(0o755)
    path = f"{uv.parent}{os.pathsep}/usr/bin{os.pathsep}/bin"
    bootstrap = str(folder / "bot" / "bootstrap.py")
    return ["env", f"PATH={path}", f"CLARA_PYTHON={sys.executable}", sys.executable, bootstrap]


@contextmanager
def _started(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()
