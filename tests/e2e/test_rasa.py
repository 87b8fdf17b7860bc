"""Plain Rasa keeps working on the project's files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.e2e


def rasa(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}
    command = [str(Path(sys.executable).with_name("rasa")), *words]
    return subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def test_the_data_is_valid() -> None:
    done = rasa("data", "validate", "--data", "nlu", "--fail-on-warnings")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "not found in the NLU training data" not in done.stderr
