"""How long a conversation is kept: the server itself deletes those that have been silent for long."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable

from rasa.core.tracker_store import TrackerStore
from sanic import Sanic

from bot.conversations.erasing import CannotErase, purge
from knowledge.operator import kept_hours

logger = logging.getLogger(__name__)

_HOUR = 3600.0
# Looked for this often, or ten times within a shorter silence.
_SELDOM = 600.0


class Retention:
    """Deletes conversations after a silence.

    Args:
        store: where conversations are.
        hours: how long a silence may be.
        clock: what time it is, in seconds since 1970.
    """

    def __init__(self, store: TrackerStore, hours: float, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._silence = hours * _HOUR
        self._clock = clock
        self.period = min(_SELDOM, self._silence / 10)

    async def sweep(self) -> int:
        """Delete what has been silent for too long, once.

        Returns:
            How many conversations went.

        Raises:
            CannotErase: the store's kind cannot, or its database cannot be reached.
        """
        return await purge(self._store, self._clock() - self._silence)

    async def run(self) -> None:
        """Sweep again and again, until cancelled; what fails is logged and tried again."""
        while True:
            try:
                gone = await self.sweep()
            except CannotErase as error:
                logger.error("silent conversations were not deleted: %s", error)
            else:
                if gone:
                    logger.info("silent conversations deleted: %d", gone)
            await asyncio.sleep(self.period)


def install_retention(app: Sanic) -> None:
    """Have a server delete silent conversations while it runs; of several workers, the first.

    Args:
        app: the server, before it starts; its assistant is ``app.ctx.agent``.

    Raises:
        BadRetention: the setting is no time.
    """
    hours = kept_hours()

    async def begin(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        if not getattr(app.ctx, "worker", 0):
            app.ctx.retention = loop.create_task(Retention(app.ctx.agent.tracker_store, hours).run())

    async def stop(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
        if not hasattr(app.ctx, "retention"):
            return
        app.ctx.retention.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await app.ctx.retention

    app.register_listener(begin, "after_server_start")
    app.register_listener(stop, "before_server_stop")
