"""How many turns are taken: of one conversation, at the same time, and for how long."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.security.limiter import Limiter
from bot.security.refusing import TooFast, TookTooLong, TooMany
from bot.security.settings import LimitSettings

# In one conversation; a person waits for an answer before the next question, a double click sends two.
_MOST_WAITING = 5
_COME_AGAIN = 3.0
T = TypeVar("T")


class TurnLimits:
    """The limits of turns.

    Args:
        settings: how much is let in.
    """

    def __init__(self, settings: LimitSettings) -> None:
        self._senders = Limiter("sender", settings.sender, settings.redis)
        self._most = settings.turns
        self._seconds = settings.seconds
        self._under_way: Counter[str] = Counter()

    async def take(self, conversation: str, turn: Callable[[], Awaitable[T]]) -> T:
        """Take a turn, if it is within the limits.

        Args:
            conversation: whose turn it is.
            turn: takes it; it is cancelled when it takes too long.

        Returns:
            What the turn returned.

        Raises:
            TooFast: this conversation asks too much.
            TooMany: as many conversations as can be are being answered.
            TookTooLong: the turn was given up.
        """
        if self._under_way[conversation] >= _MOST_WAITING:
            raise TooFast(_COME_AGAIN)
        if conversation not in self._under_way and len(self._under_way) >= self._most:
            raise TooMany(_COME_AGAIN)
        self._under_way[conversation] += 1
        try:
            wait = await self._senders.ask(conversation)
            if wait > 0:
                raise TooFast(wait)
            return await asyncio.wait_for(_of(turn), self._seconds)
        except asyncio.TimeoutError:
            raise TookTooLong from None
        finally:
            self._under_way[conversation] -= 1
            if not self._under_way[conversation]:
                del self._under_way[conversation]


async def _of(turn: Callable[[], Awaitable[T]]) -> T:
    return await turn()
