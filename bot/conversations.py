"""Erasing a conversation: Rasa can store one and has no word to forget it."""

from __future__ import annotations

from rasa.core.agent import Agent
from rasa.core.tracker_store import (
    AwaitableTrackerStore,
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)
from sqlalchemy import delete


class CannotErase(RuntimeError):
    """The tracker store is of a kind that conversations cannot be erased from."""


async def erase(agent: Agent, conversation_id: str) -> bool:
    """Erase a conversation; a turn that is still being answered is waited for.

    Args:
        agent: the running assistant.
        conversation_id: the ``sender_id`` of its tracker.

    Returns:
        Whether there was anything to erase.

    Raises:
        CannotErase: the store is neither in memory nor in SQL.
    """
    async with agent.lock_store.lock(conversation_id, wait_time_in_seconds=0.05):
        return _forget(_innermost(agent.tracker_store), conversation_id)


def _innermost(store: TrackerStore) -> TrackerStore:
    while isinstance(store, FailSafeTrackerStore | AwaitableTrackerStore):
        store = store._tracker_store
    return store


def _forget(store: TrackerStore, conversation_id: str) -> bool:
    if isinstance(store, InMemoryTrackerStore):
        return store.store.pop(conversation_id, None) is not None
    if isinstance(store, SQLTrackerStore):
        with store.session_scope() as session:
            events = delete(store.SQLEvent).where(store.SQLEvent.sender_id == conversation_id)
            erased = session.execute(events).rowcount
            session.commit()
        return bool(erased)
    raise CannotErase(f"conversations in a {type(store).__name__} cannot be erased")
