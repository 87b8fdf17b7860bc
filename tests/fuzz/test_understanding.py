"""The whole assistant, in this process: any text gets an answer, and nothing fails on the way to it."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from bot.channels.payloads import as_typed
from bot.channels.text import clean
from bot.server import load_agent
from nlu.meaning import prepare
from tests.fuzz.counting import share, watched
from tests.fuzz.texts import ANYTHING, PAYLOADS, REPEATED, SENTENCES, TEXTS

pytestmark = pytest.mark.e2e
_senders = itertools.count()
Say = Callable[[str, str], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def say() -> Iterator[Say]:
    loop = asyncio.new_event_loop()
    agent = loop.run_until_complete(load_agent())
    # As a server does when it starts: no input pays for loading.
    prepare()

    def say(text: str, sender: str) -> list[dict[str, Any]]:
        channel = CollectingOutputChannel()
        loop.run_until_complete(
            agent.handle_message(UserMessage(text, channel, sender, input_channel="rest"))
        )
        return list(channel.messages)

    say("hola", "warm")
    yield say
    loop.close()


@share(0.008)
@given(turns=st.lists(st.one_of(SENTENCES, TEXTS, PAYLOADS, ANYTHING, REPEATED), min_size=1, max_size=4))
def test_whatever_is_written_is_answered(
    say: Say, caplog: pytest.LogCaptureFixture, turns: list[str]
) -> None:
    sender = f"fuzz-{next(_senders)}"
    for turn in turns:
        # As every channel makes it before it lets it through.
        text = as_typed(clean(turn))[:4000]
        if not text:
            continue
        caplog.clear()
        with watched("turns of the assistant", text):
            messages = say(text, sender)
        assert any(message.get("text") for message in messages), (text, messages)
        assert [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR] == []
