"""Conversations in the server's memory: the last turns of each, and the time when it was last touched."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversations.recent import recent


class MemoryConversations(TrackerStore):
    """A store in memory, able to forget.

    Args:
        domain: the assistant's domain.
        event_broker: where Rasa streams events to, if anywhere.
        clock: what time it is, in seconds.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        clock: Callable[[], float] = time.time,
        **_settings: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self._clock = clock
        # Events do not change once a turn is over: they need not be written out and read again.
        self._events: dict[str, list[Event]] = {}
        # The longest silent first.
        self._touched: OrderedDict[str, float] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the last turns of a conversation, and its slots, as they are now."""
        await self.stream_events(tracker)
        self._events[tracker.sender_id] = recent(tracker)
        self._touched[tracker.sender_id] = self._clock()
        self._touched.move_to_end(tracker.sender_id)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """A conversation's last turns and slots, or None for one that is not known."""
        events = self._events.get(sender_id)
        if events is None:
            return None
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """The same: there is no more."""
        return await self.retrieve(conversation_id)

    async def keys(self) -> Iterable[str]:
        """The conversations that are known."""
        return self._events.keys()

    def erase(self, conversation_id: str) -> bool:
        """Forget a conversation.

        Args:
            conversation_id: its ``sender_id``.

        Returns:
            Whether there was one.
        """
        self._touched.pop(conversation_id, None)
        return self._events.pop(conversation_id, None) is not None

    def purge(self, before: float) -> int:
        """Forget the conversations that have been silent for long.

        Args:
            before: those whose last turn is older than this time go.

        Returns:
            How many there were.
        """
        forgotten = 0
        while self._touched:
            conversation, touched = next(iter(self._touched.items()))
            if touched >= before:
                break
            forgotten += self.erase(conversation)
        return forgotten
