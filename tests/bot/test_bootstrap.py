"""Setting up says in words what is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.paths import PROJECT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A checkout with a ``uv`` that finds and fetches nothing."""
    (tmp_path / "bot").mkdir()
    shutil.copy(PROJECT / "bot" / "bootstrap.py", tmp_path / "bot")
    shutil.copytree(PROJECT / "requirements", tmp_path / "requirements")
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    uv = tmp_path / "bin" / "uv"
    uv.parent.mkdir()
    uv.write_text('#!/bin/sh\n[ "$1" = --version ] || exit 1\n')
    uv.chmod(0o755)
    return tmp_path


def bootstrap(copy: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    path = f"{copy / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin"
    return subprocess.run(
        [sys.executable, str(copy / "bot" / "bootstrap.py")],
        env={"PATH": path, "HOME": str(copy), "PYENV_ROOT": str(copy), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_wrong_python_is_named(copy: Path) -> None:
    done = bootstrap(copy, CLARA_PYTHON="/bin/false")
    assert done.returncode == 1
    assert "CLARA_PYTHON=/bin/false is not a Python 3.10" in done.stderr


def test_a_step_that_fails_is_named(copy: Path) -> None:
    done = bootstrap(copy)
    assert done.returncode == 1
    assert "This failed:" in done.stderr
    assert "Traceback" not in done.stderr
