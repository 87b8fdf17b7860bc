"""Channels that show citations themselves get the text without its last line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.engine import Engine

from actions.answer_action import ActionAnswer


@pytest.fixture(autouse=True)
def content(real_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The action reads the project's own content."""
    file = real_engine.url.database.removeprefix("file:")
    monkeypatch.setenv("CLARA_DATABASE_URL", f"sqlite:///{file}")
    yield


def reply(channel: str, intent: str = "ask_sharing") -> dict[str, Any]:
    message = {"intent": {"name": intent}, "entities": [], "text": f"/{intent}"}
    heard = {"event": "user", "text": message["text"], "parse_data": message, "input_channel": channel}
    tracker = Tracker("ana", {}, message, [heard], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    ActionAnswer().run(dispatcher, tracker, {})
    return dispatcher.messages[0]


def test_the_web_shows_citations_itself() -> None:
    cited, uncited = reply("rest"), reply("web")
    assert cited["text"].splitlines()[-1].startswith("Fuente")
    assert cited["text"].splitlines()[:-1] == uncited["text"].splitlines()
    assert uncited["custom"]["answer"]["citations"]
    assert cited["custom"] == uncited["custom"]


def test_a_text_that_cites_nothing_is_left_whole() -> None:
    assert reply("web", "out_of_scope")["text"] == reply("rest", "out_of_scope")["text"]
