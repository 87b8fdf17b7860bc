"""Where conversations are kept, from the environment."""

from __future__ import annotations

import os

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore

from bot.conversations.memory import MemoryConversations
from bot.conversations.sql import SqlConversations

CONVERSATIONS_VARIABLE = "CLARA_CONVERSATIONS_URL"


def conversations_of_environment(event_broker: EventBroker | None = None) -> TrackerStore:
    """The store that ``CLARA_CONVERSATIONS_URL`` names: a database, or memory without it.

    Args:
        event_broker: where Rasa streams events to, if anywhere.
    """
    url = os.environ.get(CONVERSATIONS_VARIABLE)
    return (
        SqlConversations(url=url, event_broker=event_broker)
        if url
        else MemoryConversations(event_broker=event_broker)
    )
