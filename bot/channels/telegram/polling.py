"""Long polling: asking Telegram for updates, which waits with its answer until there are some."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from bot.channels.telegram.api import Api, ApiError, TooManyRequests
from bot.channels.telegram.dispatching import Dispatcher
from bot.channels.telegram.retrying import backoff

logger = logging.getLogger(__name__)

_WAIT = 50
# A server that does not wait must not be asked in a busy loop.
_BETWEEN_EMPTY = 0.3
# Asking for later updates confirms the earlier ones, and those that a crash leaves unanswered are lost then.
# So a batch is let finish first, unless nothing in it moves for this long (one chat may have to wait).
_STUCK_AFTER = 1.0
_PAUSE_WHEN_FULL = 0.2


async def poll(api: Api, dispatcher: Dispatcher) -> None:
    """Take updates until cancelled. Faults are waited out, and logged when they begin and end.

    Args:
        api: where updates come from.
        dispatcher: handles them.
    """
    offset: int | None = None
    failures = 0
    while True:
        try:
            batch = await api.updates(offset, wait=_WAIT)
        except ApiError as error:
            failures += 1
            if failures == 1:
                logger.warning("no updates from Telegram (%s: %s); trying again", type(error).__name__, error)
            wait = error.wait if isinstance(error, TooManyRequests) else 0.0
            await asyncio.sleep(wait + backoff(failures))
            continue
        if failures:
            logger.info("updates from Telegram again, after %d failed calls", failures)
            failures = 0
        offset = await _take(batch, dispatcher)
        if offset is None:
            await asyncio.sleep(_BETWEEN_EMPTY)


async def _take(batch: list[dict[str, Any]], dispatcher: Dispatcher) -> int | None:
    """Have a batch handled; the offset that confirms it.

    None after an empty batch: everything before it is confirmed, and an offset that stayed would hide
    updates whose numbers begin lower after a quiet week.
    """
    numbered = [update for update in batch if isinstance(update.get("update_id"), int)]
    taken: set[asyncio.Future[None]] = set()
    for update in sorted(numbered, key=lambda update: int(update["update_id"])):
        while dispatcher.is_full:
            await asyncio.sleep(_PAUSE_WHEN_FULL)
        taken.add(dispatcher.accept(update))
    if not taken:
        return None
    while taken:
        done, taken = await asyncio.wait(taken, timeout=_STUCK_AFTER, return_when=asyncio.FIRST_COMPLETED)
        if not done:
            break
    return max(int(update["update_id"]) for update in numbered) + 1
