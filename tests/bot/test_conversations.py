"""A conversation that is erased is gone, and only that one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import (
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    RedisTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered

from bot.conversations import CannotErase, erase


async def _agent(store: TrackerStore) -> Any:
    for who in ("ana", "luis"):
        tracker = await store.get_or_create_tracker(who)
        tracker.update(UserUttered("¿qué guardan?"))
        await store.save(tracker)
    return SimpleNamespace(tracker_store=store, lock_store=InMemoryLockStore())


def _stores(path: Any) -> list[TrackerStore]:
    domain = Domain.empty()
    return [
        InMemoryTrackerStore(domain),
        SQLTrackerStore(domain, db=str(path / "conversations.db")),
        FailSafeTrackerStore(InMemoryTrackerStore(domain)),
    ]


@pytest.mark.parametrize("kind", range(3))
async def test_only_the_one_asked_for_is_erased(kind: int, tmp_path: Any) -> None:
    store = _stores(tmp_path)[kind]
    agent = await _agent(store)
    assert await erase(agent, "ana") is True
    assert await store.retrieve("ana") is None
    left = await store.retrieve("luis")
    assert left is not None and left.latest_message.text == "¿qué guardan?"
    assert await erase(agent, "ana") is False


async def test_a_store_that_cannot_forget_is_refused() -> None:
    store = RedisTrackerStore.__new__(RedisTrackerStore)
    agent: Any = SimpleNamespace(tracker_store=store, lock_store=InMemoryLockStore())
    with pytest.raises(CannotErase, match="RedisTrackerStore"):
        await erase(agent, "ana")
