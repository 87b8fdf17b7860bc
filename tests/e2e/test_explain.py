"""``clara explain``, as an editor uses it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def clara(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """The command line, with a knowledge base of its own."""
    url = f"sqlite:///{tmp_path_factory.mktemp('kb') / 'knowledge.db'}"
    project = Path(__file__).resolve().parents[2]

    def run(*words: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", "bot", *words],
            cwd=project,
            env={**os.environ, "CLARA_DATABASE_URL": url},
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    run("kb", "load")
    return run


@pytest.fixture(scope="module")
def explained(clara: Callable[..., str]) -> str:
    """What is printed about the second turn of a short dialogue."""
    return clara("explain", "¿qué guardan de mi tarjeta?", "¿y mi direcion IP?")


def test_what_is_asked_for_is_shown_as_the_conversation_has_it(clara: Callable[..., str]) -> None:
    after = clara("explain", "¿qué guardan de mi tarjeta?", "¿y cómo la quito?")
    assert "asked for  con-pago" in after
    alone = clara("explain", "¿y cómo la quito?")
    assert "asked for  con-pago" not in alone
    # Whether it is beyond Clara's matter is asked of what opens a conversation.
    assert "scope      0." in alone
    assert "scope      " not in after


@pytest.mark.parametrize(
    "line",
    [
        "text         ¿y mi direcion IP?",
        "read as      ¿y mi dirección IP?",
        "corrected    direcion → dirección",
        "turn before  collection of payment",
        "names      «mi dirección IP» (3–18) → ip_address",
        "readings   follow_up 0.",
        "asked for  ",
        "there      ask_collection 0.",
        "· dirección/dirección/NOUN ·",
        "decision     answered · collection of ",
        "fact       col-ip: ",
    ],
)
def test_each_step_of_a_turn_is_shown(explained: str, line: str) -> None:
    assert line in explained


def test_the_reply_is_the_one_that_is_sent(explained: str) -> None:
    assert "│ Recoge tu dirección IP" in explained or "│ • " in explained
    assert "│ Fuente" in explained
