"""An action server that fails in any way costs the person a kind sentence, and the conversation nothing."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from actions.phrases import read_phrases
from bot import remote_actions
from bot.remote_actions import RemoteActions

_DONE: dict[str, Any] = {"events": [], "responses": [{"text": "hecho"}]}


class Endpoint(EndpointConfig):
    """Answers, call by call, with what it is given."""

    def __init__(self, *answers: Any):
        super().__init__(url="http://127.0.0.1/webhook", headers={"X": "1"})
        self.answers = list(answers)

    async def request(self, *_: Any, **__: Any) -> Any:
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_actions, "_BETWEEN_CALLS", 0)


async def test_what_it_answers_is_passed_on() -> None:
    assert await RemoteActions(Endpoint(_DONE)).request() == _DONE


async def test_one_that_is_just_being_started_is_called_again() -> None:
    assert await RemoteActions(Endpoint(ConnectionRefusedError(), _DONE)).request() == _DONE


@pytest.mark.parametrize(
    "answers",
    [
        (ConnectionRefusedError(), aiohttp.ServerDisconnectedError()),
        (asyncio.TimeoutError(),),
        (ClientResponseError(500, "trouble", b""),),
        (aiohttp.ClientPayloadError(),),
        (ValueError("not JSON"),),
        (None,),
    ],
    ids=["away", "hangs", "fails", "torn", "no JSON", "something else"],
)
async def test_whatever_is_wrong_the_person_is_told_kindly(answers: tuple[Any, ...]) -> None:
    answer = await RemoteActions(Endpoint(*answers)).request()
    assert answer == {"events": [], "responses": [{"text": read_phrases().trouble}]}


async def test_an_action_that_refuses_is_rasas_matter() -> None:
    with pytest.raises(ClientResponseError):
        await RemoteActions(Endpoint(ClientResponseError(400, "refused", b"{}"))).request()


def test_headers_that_are_set_later_are_sent() -> None:
    endpoint = Endpoint()
    RemoteActions(endpoint).headers["Authorization"] = "Bearer x"
    assert endpoint.headers == {"X": "1", "Authorization": "Bearer x"}
