"""Handling updates once, in order within a chat, and several chats at the same time."""

from __future__ import annotations

import asyncio
import heapq
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pydantic import ValidationError

from bot.channels.telegram.memory import Memory
from bot.channels.telegram.objects import Update

logger = logging.getLogger(__name__)

# As many as there are connections; each may be waiting out a limit of Telegram's.
_CHATS_AT_ONCE = 100
_WAITING_IN_A_CHAT = 100
_WAITING_IN_ALL = 2000

Handle = Callable[[Update], Awaitable[None]]
Waiting = tuple[int, Update, "asyncio.Future[None]"]


class Dispatcher:
    """Gives each chat a queue and a worker while something waits in it.

    Args:
        handle: handles one update; what it raises is logged by its type.
        memory: the updates handled before.
    """

    def __init__(self, handle: Handle, memory: Memory) -> None:
        self._handle = handle
        self._memory = memory
        self._queues: dict[int, list[Waiting]] = {}
        self._workers: dict[int, asyncio.Task[None]] = {}
        self._unfinished: dict[int, asyncio.Future[None]] = {}
        self._turns = asyncio.Semaphore(_CHATS_AT_ONCE)

    @property
    def is_full(self) -> bool:
        """Whether so much waits that no more should be taken in."""
        return len(self._unfinished) >= _WAITING_IN_ALL

    def accept(self, raw: Mapping[str, Any]) -> asyncio.Future[None]:
        """Take an update in.

        Args:
            raw: the update as it came; one that cannot be read, or was handled before, is passed over.

        Returns:
            A future that is done when the update is; cancel it only through `stop`.
        """
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        update = _parsed(raw)
        if update is not None and update.update_id in self._unfinished:
            return self._unfinished[update.update_id]
        if update is None or update.chat is None or not self._is_new(update.update_id):
            done.set_result(None)
            return done
        self._enqueue(update.chat.id, update, done)
        return done

    async def stop(self, within: float) -> None:
        """Let what has been taken in finish; give up what is not done in time.

        Args:
            within: how many seconds it may take.
        """
        workers = list(self._workers.values())
        if workers:
            _, late = await asyncio.wait(workers, timeout=within)
            for worker in late:
                worker.cancel()
            if late:
                logger.warning("stopped with %d chats unanswered; they are tried again", len(late))
                await asyncio.wait(late)
        for done in self._unfinished.values():
            done.cancel()

    def _enqueue(self, chat: int, update: Update, done: asyncio.Future[None]) -> None:
        queue = self._queues.setdefault(chat, [])
        if len(queue) >= _WAITING_IN_A_CHAT:
            logger.warning("update %d dropped: its chat has too much waiting", update.update_id)
            self._finish(update.update_id)
            done.set_result(None)
            return
        # Those that wait are handled in the order of their numbers, in whichever order they came.
        heapq.heappush(queue, (update.update_id, update, done))
        self._unfinished[update.update_id] = done
        if chat not in self._workers:
            self._workers[chat] = asyncio.create_task(self._work(chat))

    async def _work(self, chat: int) -> None:
        queue = self._queues[chat]
        try:
            while queue:
                async with self._turns:
                    number, update, done = heapq.heappop(queue)
                    try:
                        await self._handle(update)
                    except Exception as error:
                        # Its type only: an error may quote what somebody wrote.
                        logger.error("update %d failed: %s", number, type(error).__name__)
                    self._finish(number)
                    del self._unfinished[number]
                    if not done.done():
                        done.set_result(None)
        finally:
            del self._queues[chat], self._workers[chat]

    def _is_new(self, number: int) -> bool:
        try:
            return self._memory.begin(number)
        except sqlite3.Error as error:
            logger.error("the memory of updates fails: %s", type(error).__name__)
            return True

    def _finish(self, number: int) -> None:
        try:
            self._memory.finish(number)
        except sqlite3.Error as error:
            logger.error("the memory of updates fails: %s", type(error).__name__)


def _parsed(raw: Mapping[str, Any]) -> Update | None:
    try:
        return Update.parse_obj(raw)
    except (ValidationError, TypeError, RecursionError):
        number = raw.get("update_id")
        logger.warning("update %s cannot be read", number if isinstance(number, int) else "without a number")
        return None
