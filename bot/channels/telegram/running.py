"""The channel's life beside Rasa's server: who the bot is, what it must be set to, polling, and the end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from rasa.core.channels.channel import UserMessage

from bot.channels.telegram.api import Api, ApiError, TooManyRequests
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.conversing import Conversing
from bot.channels.telegram.dispatching import Dispatcher
from bot.channels.telegram.memory import Memory
from bot.channels.telegram.objects import Bot
from bot.channels.telegram.phrases import Phrases, read_phrases
from bot.channels.telegram.polling import poll
from bot.channels.telegram.reading import Reader
from bot.channels.telegram.retrying import backoff, persistently
from bot.channels.telegram.settings import BadSettings, Settings, check_token

logger = logging.getLogger(__name__)
T = TypeVar("T")

_FINISH_WITHIN = 8.0


class Running:
    """A bot at work: `open` it, `begin`, and `stop`.

    Args:
        settings: what the channel is to do.
        secret: what Telegram has to show when it calls a webhook.
        turn: gives a message to Rasa.
        erase: erases a conversation.
    """

    def __init__(
        self,
        settings: Settings,
        secret: str,
        turn: Callable[[UserMessage], Awaitable[Any]],
        erase: Callable[[str], Awaitable[bool]],
    ) -> None:
        self._settings = settings
        self._secret = secret
        self._turn = turn
        self._erase = erase
        self._phrases: Phrases = read_phrases()
        self._api = Api(settings.token, settings.api_url)
        self._memory: Memory | None = None
        self._task: asyncio.Task[None] | None = None
        self.dispatcher: Dispatcher | None = None

    async def open(self) -> None:
        """Open the memory of updates, and ask Telegram once whether the token is a bot's.

        Raises:
            BadSettings: it is not, or there can be no memory.
        """
        file = self._settings.state / "updates.db"
        try:
            self._memory = Memory(file, self._settings.bot_id)
        except (OSError, sqlite3.Error) as error:
            raise BadSettings(f"Handled updates cannot be remembered in {file}: {error}") from error
        await check_token(self._api)

    def begin(self) -> None:
        """Begin to take updates, in the background."""
        self._task = asyncio.create_task(self._run_on())

    async def stop(self) -> None:
        """Take no more updates, finish those taken, and close everything."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        dispatcher, self.dispatcher = self.dispatcher, None
        if dispatcher is not None:
            await dispatcher.stop(_FINISH_WITHIN)
        await self._api.close()
        if self._memory is not None:
            self._memory.close()

    async def _run_on(self) -> None:
        failures = 0
        while True:
            try:
                await self._run()
            except Exception as error:
                failures += 1
                logger.error("Telegram's channel failed and begins again: %s", type(error).__name__)
                await asyncio.sleep(backoff(failures))

    async def _run(self) -> None:
        bot = await self._in_the_end(self._api.me)
        if self.dispatcher is None:
            self.dispatcher = self._dispatcher(bot)
        await self._set_commands()
        url = self._settings.webhook_url
        if url is None:
            await self._in_the_end(self._api.delete_webhook)
            _say(bot, "by long polling")
            await poll(self._api, self.dispatcher)
        else:
            await self._in_the_end(lambda: self._api.set_webhook(url, self._secret))
            _say(bot, f"called at {url}")
            await asyncio.Event().wait()

    def _dispatcher(self, bot: Bot) -> Dispatcher:
        assert self._memory is not None  # `open` comes first
        identity = self._settings.identity
        buttons = Buttons(identity)
        reader = Reader(bot, self._phrases, buttons)
        conversing = Conversing(self._api, self._turn, self._erase, reader, identity, buttons, self._phrases)
        return Dispatcher(conversing.handle, self._memory)

    async def _set_commands(self) -> None:
        menu = [{"command": c.command, "description": c.description} for c in self._phrases.commands]
        try:
            await persistently(lambda: self._api.set_commands(menu), tries=2)
        except ApiError as error:
            logger.warning("the bot's menu is not set (%s); everything else works", error)

    async def _in_the_end(self, call: Callable[[], Awaitable[T]]) -> T:
        """Call until it works: a server that starts before its network must not give up."""
        failures = 0
        while True:
            try:
                return await call()
            except ApiError as error:
                failures += 1
                if failures == 1:
                    logger.warning("Telegram does not answer as it should (%s); trying again", error)
                wait = error.wait if isinstance(error, TooManyRequests) else 0.0
                await asyncio.sleep(wait + backoff(failures))


def _say(bot: Bot, how: str) -> None:
    print(f"\nClara answers on Telegram as @{bot.username}, {how}  (Ctrl+C stops)", flush=True)
