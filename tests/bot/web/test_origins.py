"""Which origins may talk to the chat."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.web.origins import BadOrigin, Origins

_OURS = "clara.example:5005"


@pytest.mark.parametrize(
    "names", ["https://a.example", "https://b.example, https://a.example", " https://A.example\n"]
)
def test_what_is_named_is_allowed(names: str) -> None:
    assert Origins.named(names).allows("https://a.example", host=_OURS)


@pytest.mark.parametrize(
    "origin",
    ["https://b.example", "http://a.example", "https://a.example:444", "https://a.example.evil", "null", ""],
)
def test_anything_else_is_not(origin: str) -> None:
    origins = Origins.named("https://a.example")
    assert not origins.allows(origin, host=_OURS)
    assert "Access-Control-Allow-Origin" not in origins.headers(origin)


def test_our_own_pages_and_programs_are_always_allowed() -> None:
    assert Origins().allows(f"https://{_OURS}", host=_OURS)
    assert Origins().allows(None, host=_OURS)
    assert not Origins().allows("https://clara.example", host=_OURS)


@pytest.mark.parametrize(
    "names",
    [
        "*",
        "https://*.example",
        "a.example",
        "https://a.example/",
        "https://a.example/path",
        "ftp://a.example",
    ],
)
def test_what_is_no_origin_is_refused(names: str) -> None:
    with pytest.raises(BadOrigin, match="CLARA_ALLOWED_ORIGINS"):
        Origins.named(names)


def test_the_server_does_not_start_with_a_wrong_list(project: Path) -> None:
    environment = {**os.environ, "CLARA_ALLOWED_ORIGINS": "*"}
    command = [sys.executable, "-m", "bot", "serve", "--port", "1"]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "'*' is not an origin" in done.stderr
    assert "Traceback" not in done.stderr
