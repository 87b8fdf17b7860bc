"""One turn at a time in each conversation, whichever worker takes it, in the order of arrival.

Rasa's own lock store on Redis reads, changes and writes back a list of tickets in three steps: two workers
that do so at once draw the same ticket, and both take their turn. Here each step is one script, which Redis
runs alone. A ticket is a lease that its worker renews: when the worker dies, its ticket runs out.
"""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockError, LockStore

from bot.cluster.redis import Redis, RedisError, key

logger = logging.getLogger(__name__)

# Longer than everything that a busy worker may do before it comes to renewing.
LEASE = 15.0
_LONGEST_WAIT = 25.0
_ASK_EVERY = 0.03

# Tickets: token by number of arrival. Leases: token by the time (ms) when it runs out.
_DROP_EXPIRED = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, late in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now)) do
  redis.call('ZREM', KEYS[1], late)
  redis.call('ZREM', KEYS[2], late)
end
"""
_KEEP = """
redis.call('ZADD', KEYS[2], now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2] * 2)
redis.call('PEXPIRE', KEYS[2], ARGV[2] * 2)
return redis.call('ZRANK', KEYS[1], ARGV[1])
"""
_DRAW = f"""{_DROP_EXPIRED}
local last = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')
redis.call('ZADD', KEYS[1], (tonumber(last[2]) or 0) + 1, ARGV[1])
{_KEEP}"""
_RENEW = f"""{_DROP_EXPIRED}
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then return -1 end
{_KEEP}"""
_RETURN = """
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
"""


class RedisLocks(LockStore):
    """Rasa's lock store, on Redis.

    Args:
        redis: the server's client.
        lease: for how many seconds a ticket stands without being renewed.
    """

    def __init__(self, redis: Redis, lease: float = LEASE) -> None:
        self.redis = redis
        self._lease = lease
        self._draw = redis.register_script(_DRAW)
        self._renew = redis.register_script(_RENEW)
        self._return = redis.register_script(_RETURN)
        super().__init__()

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LEASE,
        wait_time_in_seconds: float = _ASK_EVERY,
    ) -> AsyncIterator[TicketLock]:
        """Wait for the conversation's turn, and hold it (Rasa's interface).

        Args:
            conversation_id: whose turn it is.
            lock_lifetime: not used: a ticket lives for as long as its worker does.
            wait_time_in_seconds: not used: Rasa's second between two looks is long.

        Raises:
            LockError: Redis does not answer, others before this one take too long, or the ticket ran out
                because this process stood still.
        """
        ticket = _Ticket(self, conversation_id)
        await ticket.draw()
        keeping = asyncio.ensure_future(ticket.keep(asyncio.current_task()))
        try:
            await ticket.wait()
            yield TicketLock(conversation_id)
        except asyncio.CancelledError:
            if ticket.lost:
                raise LockError("the conversation's lock was lost during the turn") from None
            raise
        finally:
            keeping.cancel()
            await asyncio.shield(ticket.give_back())

    async def close(self) -> None:
        """Close the connections."""
        await self.redis.close(close_connection_pool=True)


class _Ticket:
    """A place in a conversation's queue."""

    def __init__(self, locks: RedisLocks, conversation_id: str) -> None:
        self._locks = locks
        self._keys = [key("tickets", conversation_id), key("leases", conversation_id)]
        self._token = uuid.uuid4().hex
        self._renewed = time.monotonic()
        self._place = -1
        self.lost = False

    async def draw(self) -> None:
        try:
            self._place = await self._locks._draw(self._keys, [self._token, self._milliseconds])
        except RedisError as error:
            raise LockError(f"Redis does not give a lock: {type(error).__name__}") from error

    async def wait(self) -> None:
        """Wait until nobody is before this one."""
        until = time.monotonic() + _LONGEST_WAIT
        while self._place != 0:
            if self._place < 0 or time.monotonic() > until:
                raise LockError("the conversation's earlier turns do not end")
            await asyncio.sleep(_ASK_EVERY)
            try:
                await self._ask()
            except RedisError as error:
                raise LockError(f"Redis does not give a lock: {type(error).__name__}") from error

    async def keep(self, holder: asyncio.Task[object] | None) -> None:
        """Renew the lease until cancelled; cancel its holder when it has run out."""
        while not self.lost:
            await asyncio.sleep(self._locks._lease / 4)
            try:
                await self._ask()
                self.lost = self._place < 0
            except RedisError:
                self.lost = time.monotonic() - self._renewed > self._locks._lease
        logger.error("a conversation's lock was lost: its turn is given up")
        if holder is not None:
            holder.cancel()

    async def give_back(self) -> None:
        # Redis may be gone: the lease runs out by itself.
        with suppress(RedisError):
            await self._locks._return(self._keys, [self._token])

    async def _ask(self) -> None:
        asked = time.monotonic()
        self._place = await self._locks._renew(self._keys, [self._token, self._milliseconds])
        self._renewed = asked

    @property
    def _milliseconds(self) -> int:
        return int(self._locks._lease * 1000)
