"""The one door: every channel's message passes here before any part of Rasa sees it.

`Clara` is Rasa's agent. Channels reach it through ``handle_message``; ``parse_message``, ``log_message`` and
``handle_text`` lead through the same door. What comes in is given to the guards, in turn: each returns the
message as the next one may have it.
"""

from __future__ import annotations

import copy
import logging
from asyncio import AbstractEventLoop
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.brokers.broker import EventBroker
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversations import CannotErase, MemoryConversations, conversations_of_environment, erase
from bot.privacy.forgetting import asks_to_forget
from bot.privacy.identity import identity_of_environment
from bot.privacy.phrases import spoken
from bot.privacy.redacting import Redacting

logger = logging.getLogger(__name__)

Guard = Callable[[UserMessage], UserMessage]


class Clara(Agent):
    """Rasa's agent behind the door.

    Args:
        guards: what a message is given to, in turn.
        parts: what Rasa's agent is made from.
    """

    def __init__(self, *, guards: Sequence[Guard] = (), **parts: Any) -> None:
        super().__init__(**parts)
        self.guards = list(guards)

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """Take a turn (Rasa's interface); an order to forget the conversation goes no further than here."""
        passed = self.let_in(message)
        if asks_to_forget(passed.text or ""):
            return await self._forget(passed)
        return await super().handle_message(passed)

    async def parse_message(self, message_data: str) -> dict[str, Any]:
        """Understand a text without a conversation (Rasa's interface)."""
        text = self.let_in(UserMessage(message_data)).text
        return await super().parse_message(text)

    async def log_message(self, message: UserMessage) -> DialogueStateTracker:
        """Take note of a message without answering it (Rasa's interface)."""
        return await super().log_message(self.let_in(message))

    def let_in(self, message: UserMessage) -> UserMessage:
        """The message as Rasa may have it; the one given is not changed.

        Args:
            message: as a channel made it.
        """
        passed = copy.copy(message)
        for guard in self.guards:
            passed = guard(passed)
        return passed

    async def _forget(self, message: UserMessage) -> list[dict[str, Any]] | None:
        channel = message.output_channel
        try:
            await erase(self, message.sender_id)
        except CannotErase as error:
            logger.error("a conversation was not erased: %s", error)
            reply: dict[str, Any] = {"text": spoken("cannot_erase", message.input_channel)}
        else:
            reply = {"text": spoken("erased", message.input_channel), "custom": {"erased": True}}
        await channel.send_response(message.sender_id, reply)
        return channel.messages if isinstance(channel, CollectingOutputChannel) else None

    @staticmethod
    def _create_tracker_store(store: TrackerStore | None, domain: Domain) -> TrackerStore:
        kept = store or MemoryConversations()
        kept.domain = domain
        # What a failing database cannot take waits in memory, where it can be forgotten like the rest.
        spare = MemoryConversations(domain, kept.event_broker)
        return FailSafeTrackerStore(kept, fallback_tracker_store=spare)


async def open_door(
    model: Path, endpoints: AvailableEndpoints, loop: AbstractEventLoop | None = None
) -> Clara:
    """Make the assistant that channels talk to.

    Args:
        model: the trained model.
        endpoints: Rasa's endpoints; a tracker store that they name is kept, otherwise
            ``CLARA_CONVERSATIONS_URL`` names it.
        loop: the server's loop, for brokers that need it.

    Raises:
        ModelNotFound: there is no model there.
        BadKey: ``CLARA_CHAT_KEY`` is too short.
    """
    broker = await EventBroker.create(endpoints.event_broker, loop=loop)
    if endpoints.tracker_store is None:
        store = conversations_of_environment(broker)
    else:
        store = TrackerStore.create(endpoints.tracker_store, event_broker=broker)
    clara = Clara(
        guards=[Redacting(identity_of_environment())],
        generator=endpoints.nlg,
        tracker_store=store,
        lock_store=LockStore.create(endpoints.lock_store),
        action_endpoint=endpoints.action,
    )
    clara.load_model(model)
    return clara
