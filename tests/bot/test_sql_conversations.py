"""Conversations in a database that may be away, replaced, or read under a clock that was set."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import OperationalError

from bot.conversations import SqlConversations
from tests.ports import free_port


def _store(folder: Path) -> SqlConversations:
    return SqlConversations(Domain.empty(), url=f"sqlite:///{folder / 'conversations.db'}")


async def _tell(store: SqlConversations, *events: Event) -> DialogueStateTracker:
    tracker = await store.get_or_create_tracker("ana", append_action_listen=False)
    for event in events:
        tracker.update(event)
    await store.save(tracker)
    return tracker


async def _said(store: SqlConversations) -> list[str]:
    tracker = await store.retrieve("ana")
    assert tracker is not None
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


async def test_turns_are_in_the_order_in_which_they_were_said_whatever_the_clock_says(tmp_path: Path) -> None:
    store = _store(tmp_path)
    await _tell(store, ActionExecuted("action_session_start", timestamp=1000), SessionStarted(timestamp=1000))
    for hour, said in ((2000, "uno"), (500, "dos"), (400, "tres"), (3000, "cuatro")):
        await _tell(store, UserUttered(said, timestamp=hour))
    assert await _said(store) == ["uno", "dos", "tres", "cuatro"]


async def test_what_is_purged_in_the_middle_of_a_turn_does_not_come_back_with_it(tmp_path: Path) -> None:
    store = _store(tmp_path)
    await _tell(store, ActionExecuted("action_session_start"), SessionStarted())
    for said in ("uno", "dos", "tres"):
        await _tell(store, ActionExecuted("action_listen"), UserUttered(said))
    read = await store.retrieve("ana")
    assert read is not None
    assert store.purge(before=time.time() + 1) == 1
    for event in (ActionExecuted("action_listen"), UserUttered("cuatro")):
        read.update(event)
    await store.save(read)
    assert await _said(store) == ["cuatro"]
    await _tell(store, ActionExecuted("action_listen"), UserUttered("cinco"))
    assert await _said(store) == ["cuatro", "cinco"]


async def test_a_file_that_is_gone_is_begun_again_after_one_error(tmp_path: Path) -> None:
    store = _store(tmp_path)
    await _tell(store, UserUttered("uno"))
    (tmp_path / "conversations.db").unlink()
    with pytest.raises(OperationalError):
        await _tell(store, UserUttered("dos"))
    await _tell(store, UserUttered("dos"))
    assert await _said(store) == ["dos"]


async def test_a_database_that_is_away_keeps_nothing_from_starting() -> None:
    url = f"postgresql+psycopg2://clara@127.0.0.1:{free_port()}/none"
    store = SqlConversations(Domain.empty(), url=url)
    with pytest.raises(OperationalError):
        await store.retrieve("ana")
