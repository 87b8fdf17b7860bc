"""Setting up says in words what is missing."""

from __future__ import annotations

import os
import runpy
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


@pytest.fixture
def with_environment(copy: Path) -> Path:
    """A checkout whose Python environment is ready, with a ``npm`` that only notes how it was called."""
    bootstrap = runpy.run_path(str(copy / "bot" / "bootstrap.py"))
    python = copy / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    for name in ("runtime", "dev"):
        bootstrap["stamp"](copy / "requirements" / f"{name}.txt").touch()
    packages = copy / "tests" / "e2e" / "npm"
    packages.mkdir(parents=True)
    shutil.copy(PROJECT / "tests" / "e2e" / "npm" / "package-lock.json", packages)
    npm = copy / "bin" / "npm"
    npm.write_text('#!/bin/sh\necho "$1" >> calls\nmkdir -p node_modules\n')
    npm.chmod(0o755)
    return copy


def set_up_for_tests(copy: Path, path: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(copy / "bot" / "bootstrap.py"), "--dev"]
    return subprocess.run(command, env={"PATH": path}, capture_output=True, text=True, check=False)


def test_the_tests_npm_packages_are_installed_once(with_environment: Path) -> None:
    path = f"{with_environment / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin"
    for _ in range(2):
        assert set_up_for_tests(with_environment, path).returncode == 0
    assert (with_environment / "tests" / "e2e" / "npm" / "calls").read_text() == "ci\n"


def test_without_npm_the_set_up_says_which_tests_will_fail(with_environment: Path) -> None:
    done = set_up_for_tests(with_environment, path="/nowhere")
    assert done.returncode == 0
    assert "There is no npm" in done.stdout
