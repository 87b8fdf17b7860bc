"""Before it serves, the server asks the model a known question, and has a token for its actions."""

from __future__ import annotations

import secrets
import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sanic import Sanic

from bot.environment import BadSetting
from bot.server import ModelUnfit, check_model, endpoints, serve


class Agent:
    """An assistant that takes everything for one thing."""

    def __init__(self, intent: str | None) -> None:
        self._intent = intent
        self.action_endpoint = None

    async def parse_message(self, _text: str) -> dict[str, Any]:
        return {"intent": {"name": self._intent, "confidence": 1.0}}


def server_with(intent: str | None) -> Sanic:
    return cast(Sanic, SimpleNamespace(ctx=SimpleNamespace(agent=Agent(intent))))


@pytest.mark.parametrize("intent", [None, "ask_sharing", "out_of_scope"])
async def test_a_model_that_understands_nothing_is_not_served(
    intent: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ModelUnfit):
        await check_model(server_with(intent), None)
    assert "make train" in capsys.readouterr().err


async def test_a_model_that_understands_is_served() -> None:
    await check_model(server_with("ask_purpose"), None)


def test_the_action_server_is_shown_the_token_in_a_header(monkeypatch: pytest.MonkeyPatch) -> None:
    token = secrets.token_urlsafe(32)
    monkeypatch.setenv("CLARA_ACTIONS", "remote")
    monkeypatch.setenv("CLARA_ACTIONS_TOKEN", token)
    found = endpoints().action
    assert found.headers["Authorization"] == f"Bearer {token}"
    assert token not in found.url
    assert not found.token


def test_several_workers_without_what_they_share_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CLARA_WORKERS", "2")
    monkeypatch.setenv("CLARA_CONVERSATIONS_URL", f"sqlite:///{tmp_path}/clara.db")
    monkeypatch.delenv("CLARA_REDIS_URL", raising=False)
    with pytest.raises(BadSetting, match="CLARA_WORKERS above 1 needs CLARA_REDIS_URL"):
        serve("127.0.0.1", 0)


def test_a_port_for_the_figures_of_each_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLARA_WORKERS", "3")
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        first = somebody.getsockname()[1] - 2
        monkeypatch.setenv("CLARA_METRICS_PORT", str(first))
        with pytest.raises(BadSetting, match=rf"Nothing can listen on CLARA_METRICS_PORT={first}(\+\d)?:"):
            serve("127.0.0.1", 0)
