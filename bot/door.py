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
from os import PathLike
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.brokers.broker import EventBroker
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import LockStore
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.cluster.locks import RedisLocks
from bot.cluster.notes import notes_of_environment
from bot.cluster.redis import redis_of_environment
from bot.conversations import CannotErase, MemoryConversations, conversations_of_environment, erase
from bot.operations.metrics import turn_measured
from bot.privacy.forgetting import asks_to_forget
from bot.privacy.identity import identity_of_environment
from bot.privacy.phrases import spoken
from bot.privacy.redacting import Redacting
from bot.processing import LoadedModel
from bot.security.logs import answering
from bot.security.turns import TurnLimits
from bot.turns import TurnTaker

logger = logging.getLogger(__name__)

_LOOK_EVERY = 0.05
Guard = Callable[[UserMessage], UserMessage]


class Clara(Agent):
    """Rasa's agent behind the door.

    Args:
        guards: what a message is given to, in turn.
        parts: what Rasa's agent is made from.

    `limits` may be set; without them, as for tools, every turn is taken.
    """

    def __init__(self, *, guards: Sequence[Guard] = (), **parts: Any) -> None:
        super().__init__(**parts)
        self.guards = list(guards)
        self.limits: TurnLimits | None = None
        self.notes = notes_of_environment()

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """Take a turn (Rasa's interface).

        Raises:
            OverLimit: too much is asked; a channel tells it kindly.
            TookTooLong: the turn was given up.
        """
        if self.limits is None:
            return await self._answer(message)
        return await self.limits.take(message.sender_id, lambda: self._answer(message))

    async def _answer(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """Answer a message; an order to forget the conversation goes no further than here."""
        passed = self.let_in(message)
        with answering(str(message.text), str(passed.text)):
            if asks_to_forget(passed.text or ""):
                return await self._forget(passed)
            return await self._take(passed)

    async def _take(self, passed: UserMessage) -> list[dict[str, Any]] | None:
        with turn_measured(passed.input_channel) as measured:
            # Rasa looks whether it is its turn once a second.
            async with self.lock_store.lock(passed.sender_id, wait_time_in_seconds=_LOOK_EVERY):
                measured.turn = await self.processor.take(passed)
        channel = passed.output_channel
        return channel.messages if isinstance(channel, CollectingOutputChannel) else None

    async def parse_message(self, message_data: str) -> dict[str, Any]:
        """Understand a text without a conversation (Rasa's interface)."""
        text = str(self.let_in(UserMessage(message_data)).text)
        with answering(message_data, text):
            return await super().parse_message(text)

    async def log_message(self, message: UserMessage) -> DialogueStateTracker:
        """Take note of a message without answering it (Rasa's interface)."""
        return await super().log_message(self.let_in(message))

    def load_model(self, model_path: str | PathLike[str], fingerprint: str | None = None) -> None:
        """Load a model, or take one that is loaded (Rasa's interface).

        Raises:
            ModelNotFound: there is no model there.
        """
        self.processor = TurnTaker(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
        )
        self.domain = self.tracker_store.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        if isinstance(self.nlg, TemplatedNaturalLanguageGenerator):
            self.nlg.responses = self.domain.responses

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
        # Not in Rasa's wrapper, which answers without the conversation while its database is away, and
        # keeps such turns where nobody looks for them later: an error is told, and the turn can be repeated.
        return kept


async def open_door(
    model: Path | LoadedModel, endpoints: AvailableEndpoints, loop: AbstractEventLoop | None = None
) -> Clara:
    """Make the assistant that channels talk to.

    Args:
        model: the trained model, or its file.
        endpoints: Rasa's endpoints; a tracker store that they name is kept, otherwise
            ``CLARA_CONVERSATIONS_URL`` names it; likewise a lock store, and ``CLARA_REDIS_URL``.
        loop: the server's loop, for brokers that need it.

    Raises:
        ModelNotFound: there is no model there.
        BadKey: ``CLARA_CHAT_KEY`` is too short.
        BadRedis: ``CLARA_REDIS_URL`` is no address of a Redis server.
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
        lock_store=_locks(endpoints),
        action_endpoint=endpoints.action,
    )
    clara.load_model(model)
    return clara


def _locks(endpoints: AvailableEndpoints) -> LockStore:
    redis = redis_of_environment()
    if redis is not None and endpoints.lock_store is None:
        return RedisLocks(redis)
    return LockStore.create(endpoints.lock_store)
