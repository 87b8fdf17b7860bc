"""Forgetting conversations, whichever store they are in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

from rasa.core.agent import Agent
from rasa.core.tracker_store import (
    AwaitableTrackerStore,
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)
from sqlalchemy.exc import SQLAlchemyError

from bot.conversations.memory import MemoryConversations
from bot.conversations.sql import erase_from, purge_from


class CannotErase(RuntimeError):
    """The tracker store is of a kind that conversations cannot be erased from, or it cannot be reached."""


async def erase(agent: Agent, conversation_id: str) -> bool:
    """Erase a conversation; a turn that is still being answered is waited for.

    Args:
        agent: the running assistant.
        conversation_id: the ``sender_id`` of its tracker.

    Returns:
        Whether there was anything to erase.

    Raises:
        CannotErase: the store is neither in memory nor in SQL, or its database cannot be reached.
    """
    async with agent.lock_store.lock(conversation_id, wait_time_in_seconds=0.05):
        return erase_now(agent.tracker_store, conversation_id)


def erase_now(store: TrackerStore, conversation_id: str) -> bool:
    """Erase a conversation whose lock the caller holds.

    Args:
        store: where it is.
        conversation_id: the ``sender_id`` of its tracker.

    Returns:
        Whether there was anything to erase.

    Raises:
        CannotErase: as `erase`.
    """
    # All of them, whatever the first one says.
    return sum(_erase(one, conversation_id) for one in _stores(store)) > 0


async def purge(store: TrackerStore, before: float) -> int:
    """Erase the conversations that have been silent for long.

    Args:
        store: where conversations are.
        before: those whose last turn is older than this time (seconds since 1970) go.

    Returns:
        How many went.

    Raises:
        CannotErase: the store does not tell when a conversation was last touched, or cannot be reached.
    """
    return sum([await _purge(one, before) for one in _stores(store)])


def _stores(store: TrackerStore) -> Iterator[TrackerStore]:
    """The stores that wrappers hide; what a failing database could not take is in a second one."""
    if isinstance(store, FailSafeTrackerStore):
        if store._fallback_tracker_store is not None:
            yield from _stores(store._fallback_tracker_store)
        yield from _stores(store._tracker_store)
    elif isinstance(store, AwaitableTrackerStore):
        yield from _stores(store._tracker_store)
    else:
        yield store


def _erase(store: TrackerStore, conversation_id: str) -> bool:
    if isinstance(store, MemoryConversations):
        return store.erase(conversation_id)
    if isinstance(store, InMemoryTrackerStore):
        return store.store.pop(conversation_id, None) is not None
    if isinstance(store, SQLTrackerStore):
        return bool(_reaching(lambda: erase_from(store, conversation_id)))
    raise CannotErase(f"conversations in a {type(store).__name__} cannot be erased")


async def _purge(store: TrackerStore, before: float) -> int:
    if isinstance(store, MemoryConversations):
        return store.purge(before)
    if isinstance(store, SQLTrackerStore):
        # A big table takes its time, and conversations go on.
        return await asyncio.to_thread(_reaching, lambda: purge_from(store, before))
    raise CannotErase(f"conversations in a {type(store).__name__} cannot be purged")


def _reaching(do: Callable[[], int]) -> int:
    try:
        return do()
    except SQLAlchemyError as error:
        # Type only: the error's message quotes the statement and its values.
        raise CannotErase(f"the database of conversations fails ({type(error).__name__})") from None
