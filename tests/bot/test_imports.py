"""TensorFlow stays out until somebody needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_SERVER = "from bot.quiet import hush; hush(); import sys, bot.server; "


def python(code: str, project: Path) -> str:
    """What a fresh Python prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.e2e
def test_a_server_answers_without_tensorflow(project: Path) -> None:
    ask = "import asyncio; from bot.server import load_agent; agent = asyncio.run(load_agent()); "
    ask += "print(asyncio.run(agent.parse_message('¿para qué usan mi correo?'))['intent']['name']); "
    heavy = "unused = ('tensorflow', 'keras', 'jax', 'slack_sdk', 'aiogram', 'questionary'); "
    heavy += "print([one for one in unused if one in sys.modules])"
    assert python(_SERVER + ask + heavy, project).split("\n") == ["ask_purpose", "[]"]


@pytest.mark.e2e
def test_who_needs_tensorflow_gets_it(project: Path) -> None:
    """A pipeline with DIET works as ever."""
    later = "from rasa.utils.train_utils import rank_and_mask; "
    later += "print(rank_and_mask.__name__, 'tensorflow' in sys.modules)"
    assert python(_SERVER + later, project) == "rank_and_mask True"


@pytest.mark.e2e
def test_rasas_own_channels_are_there_when_asked_for(project: Path) -> None:
    later = "from rasa.core.channels import BUILTIN_CHANNELS, UserMessage, console; "
    later += "print('slack' in BUILTIN_CHANNELS, UserMessage.__module__, console.__name__)"
    assert python(_SERVER + later, project) == "True rasa.core.channels.channel rasa.core.channels.console"
