"""Before it serves, the server asks the model a known question, and has a token for its actions."""

from __future__ import annotations

import secrets
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sanic import Sanic

from bot.server import ModelUnfit, check_model, endpoints


class Agent:
    """An assistant that takes everything for one thing."""

    def __init__(self, intent: str | None) -> None:
        self._intent = intent

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
