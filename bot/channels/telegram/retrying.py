"""Calling again what may work the next time, without hammering."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.channels.telegram.api import TooManyRequests, Unreachable

T = TypeVar("T")

FIRST_WAIT = 0.5
_LONGEST_WAIT = 30.0
# Whoever is told to wait longer than this for an answer has long asked again.
_PATIENCE = 120.0


def backoff(failures: int) -> float:
    """How many seconds to wait after so many failures in a row: twice as long each time, and at random
    between half of that and all of it, so that not everybody comes back at once.

    Args:
        failures: at least one.

    Returns:
        Seconds: at most thirty.
    """
    longest = min(_LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(failures - 1, 16))
    return random.uniform(longest / 2, longest)  # noqa: S311


async def persistently(
    call: Callable[[], Awaitable[T]],
    *,
    tries: int = 7,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> T:
    """Call until it works, or there is no use in it.

    A call whose answer was lost on the way is made again: a message twice is better than none.

    Args:
        call: makes the call anew each time.
        tries: how often it may fail.
        sleep: waits.

    Returns:
        What the call returns.

    Raises:
        TooManyRequests: Telegram wants a longer wait than an answer is worth.
        Unreachable: it failed that often.
        ApiError: the call cannot work.
    """
    failures, waited = 0, 0.0
    while True:
        try:
            return await call()
        except TooManyRequests as error:
            wait = error.wait + random.uniform(0, FIRST_WAIT)  # noqa: S311
            waited += wait
            if waited > _PATIENCE:
                raise
        except Unreachable:
            failures += 1
            if failures == tries:
                raise
            wait = backoff(failures)
        await sleep(wait)
