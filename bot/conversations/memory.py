"""Conversations in the server's memory, with the time when each was last touched."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker


class MemoryConversations(InMemoryTrackerStore):
    """Rasa's store in memory, able to forget.

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
        # The longest silent first.
        self._touched: OrderedDict[str, float] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep a conversation as it is now."""
        await super().save(tracker)
        self._touched[tracker.sender_id] = self._clock()
        self._touched.move_to_end(tracker.sender_id)

    def erase(self, conversation_id: str) -> bool:
        """Forget a conversation.

        Args:
            conversation_id: its ``sender_id``.

        Returns:
            Whether there was one.
        """
        self._touched.pop(conversation_id, None)
        return self.store.pop(conversation_id, None) is not None

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
