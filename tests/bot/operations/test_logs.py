"""With CLARA_LOG_FORMAT=json every line is one JSON object, whoever logs; errors are named, not quoted."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from bot.environment import BadSetting
from bot.operations.logs import wants_json

_LOGGING = """
import logging, structlog
from bot.quiet import hush
hush()
logging.getLogger("bot.server").info("served %s", "this")
logging.getLogger("sqlalchemy").error("theirs")
structlog.get_logger().error("rasa.event", part="nlu")
try:
    raise ValueError("lo que alguien escribió")
except ValueError:
    logging.getLogger("bot").exception("failed")
"""


def logged(**environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _LOGGING],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return (done.stdout + done.stderr).splitlines()


def test_each_line_is_an_object() -> None:
    lines = [json.loads(line) for line in logged(CLARA_LOG_FORMAT="json")]
    assert [(one["event"], one["level"]) for one in lines] == [
        ("served this", "info"),
        ("theirs", "error"),
        ("rasa.event", "error"),
        ("failed", "error"),
    ]
    assert lines[0]["logger"] == "bot.server" and lines[0]["timestamp"].endswith("Z")
    assert lines[2]["part"] == "nlu"
    assert lines[3]["error"] == "ValueError" and lines[3]["at"].endswith(":9")


def test_what_a_person_wrote_is_not_quoted() -> None:
    assert "alguien" not in "".join(logged(CLARA_LOG_FORMAT="json"))


def test_another_format_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLARA_LOG_FORMAT", "xml")
    with pytest.raises(BadSetting, match="CLARA_LOG_FORMAT must be one of: text, json"):
        wants_json()
