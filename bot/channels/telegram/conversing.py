"""Answering one update: what it wants, Rasa's turn or a sentence of ours, and the messages that go out."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.channels.telegram.api import Api, ApiError, Undeliverable
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.objects import Update
from bot.channels.telegram.phrases import Phrases
from bot.channels.telegram.policy import policy_in_force
from bot.channels.telegram.reading import Order, Question, Reader, Remark, Wanted
from bot.channels.telegram.replies import NAME, CollectedReplies, Reply
from bot.channels.telegram.retrying import persistently
from bot.conversations import CannotErase
from bot.privacy.identity import Identity
from knowledge.errors import KnowledgeError

logger = logging.getLogger(__name__)

_TYPING_LASTS = 4.5
_GREET = Question("/greet")
_HELP = Question("/help")


class Conversing:
    """Answers updates.

    Args:
        api: sends what is answered.
        turn: gives a message to Rasa, and returns when its replies have been collected.
        erase: erases a conversation; whether there was one.
        reader: says what an update wants.
        identity: names conversations.
        buttons: makes what buttons carry.
        phrases: the channel's sentences.
    """

    def __init__(
        self,
        api: Api,
        turn: Callable[[UserMessage], Awaitable[Any]],
        erase: Callable[[str], Awaitable[bool]],
        reader: Reader,
        identity: Identity,
        buttons: Buttons,
        phrases: Phrases,
    ) -> None:
        self._api = api
        self._turn = turn
        self._erase = erase
        self._reader = reader
        self._identity = identity
        self._buttons = buttons
        self._phrases = phrases

    async def handle(self, update: Update) -> None:
        """Answer an update, or be silent if it wants nothing.

        Args:
            update: what happened. An answer that cannot be delivered is dropped and logged.
        """
        wanted = self._reader.read(update)
        if wanted is None:
            return
        async with self._shown_at_work(wanted):
            replies = await self._replies(wanted)
        try:
            for reply in replies:
                await self._send(reply, wanted)
        except Undeliverable as error:
            logger.warning("update %d: the answer cannot be delivered (%s)", update.update_id, error)
        except ApiError as error:
            logger.error("update %d: the answer was given up (%s)", update.update_id, error)

    async def _send(self, reply: Reply, wanted: Wanted) -> None:
        where: dict[str, Any] = {"message_thread_id": wanted.thread}
        if wanted.reply_to is not None:
            where["reply_parameters"] = {
                "message_id": wanted.reply_to,
                "allow_sending_without_reply": True,
            }
        for message in reply.messages(self._buttons):

            async def send(message: dict[str, Any] = message) -> None:
                await self._api.send(wanted.chat, **message, **where)

            await persistently(send)

    async def _replies(self, wanted: Wanted) -> Sequence[Reply]:
        if isinstance(wanted.what, Question):
            return await self._ask(wanted.what, wanted.chat)
        if isinstance(wanted.what, Order):
            return await self._obey(wanted.what, wanted.chat)
        return [Reply(wanted.what.text)]

    async def _ask(self, question: Question, chat: int) -> Sequence[Reply]:
        collected = CollectedReplies()
        conversation = self._identity.conversation(chat)
        try:
            await self._turn(UserMessage(question.text, collected, conversation, input_channel=NAME))
        except Exception as error:
            trouble = uuid.uuid4().hex[:8]
            # Type only: the message of an error may quote what the person wrote.
            logger.error("a turn failed (%s): %s", trouble, type(error).__name__)
            return [Reply(self._phrases.trouble)]
        first, *others = collected.replies or [Reply(self._phrases.trouble)]
        return [Reply(first.text, first.buttons, first.links, question.heading), *others]

    async def _obey(self, order: Order, chat: int) -> Sequence[Reply]:
        if order.command == "start":
            return await self._ask(_GREET, chat)
        if order.command == "ayuda":
            commands = Reply(f"{self._phrases.help}\n{self._phrases.listed_commands()}")
            return [*await self._ask(_HELP, chat), commands]
        if order.command == "borrar":
            return [Reply(await self._forget(chat))]
        if order.command == "politica":
            return [Reply(self._policy())]
        return [Reply(self._phrases.privacy)]

    async def _forget(self, chat: int) -> str:
        try:
            erased = await self._erase(self._identity.conversation(chat))
        except CannotErase as error:
            logger.error("a conversation was not erased: %s", error)
            return self._phrases.cannot_erase
        return self._phrases.erased if erased else self._phrases.nothing_to_erase

    def _policy(self) -> str:
        try:
            return self._phrases.policy.format_map(policy_in_force())
        except KnowledgeError as error:
            logger.error("knowledge base trouble: %s", error)
            return self._phrases.trouble

    @contextlib.asynccontextmanager
    async def _shown_at_work(self, wanted: Wanted) -> AsyncIterator[None]:
        """Stop a pressed button's spinner, and show "typing" for as long as it takes."""
        # First and waited for: a turn that never waits for anything would hold these calls back.
        await asyncio.gather(self._answer_button(wanted), self._show_typing(wanted))
        over = asyncio.Event()
        showing = asyncio.create_task(self._keep_typing(wanted, over))
        try:
            yield
        finally:
            # A call under way is let finish: "typing" must not arrive behind the answer.
            over.set()
            await showing

    async def _answer_button(self, wanted: Wanted) -> None:
        if wanted.callback is not None:
            with contextlib.suppress(ApiError):
                await self._api.answer_callback(wanted.callback)

    async def _show_typing(self, wanted: Wanted) -> None:
        if not isinstance(wanted.what, Remark):
            with contextlib.suppress(ApiError):
                await self._api.typing(wanted.chat, wanted.thread)

    async def _keep_typing(self, wanted: Wanted, over: asyncio.Event) -> None:
        while not over.is_set():
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(over.wait(), _TYPING_LASTS)
                return
            await self._show_typing(wanted)
