"""Counting against one limit, in memory or, for several workers, in Redis.

When Redis is away, each worker counts for itself meanwhile: nobody is let in without limit, or kept out.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import os
import time

from throttled.asyncio import MemoryStore, Quota, RateLimiterType, RedisStore, Throttled
from throttled.exceptions import BaseThrottledError

logger = logging.getLogger(__name__)

# Who has not come for longest is forgotten first.
_MOST_KEPT = 20_000
_REDIS_WITHIN = 0.5
_REDIS_AGAIN_AFTER = 5.0
_KEY_VARIABLE = "CLARA_CHAT_KEY"


class Limiter:
    """One limit for many keys.

    Args:
        name: what is limited, by which its counts are told from others'.
        quota: how much each key may.
        redis: URL of the Redis to count in; in memory without it.
    """

    def __init__(self, name: str, quota: Quota, redis: str | None = None) -> None:
        self._name = name
        self._memory = _throttled(quota, MemoryStore(options={"MAX_SIZE": _MOST_KEPT}))
        self._redis: Throttled | None = None
        self._away_until = 0.0
        if redis is not None:
            waits = {"SOCKET_TIMEOUT": _REDIS_WITHIN, "SOCKET_CONNECT_TIMEOUT": _REDIS_WITHIN}
            self._redis = _throttled(quota, RedisStore(server=redis, options=waits))

    async def ask(self, key: str) -> float:
        """Count one use.

        Args:
            key: whose.

        Returns:
            0 when it is within the limit, else the seconds until the next one is.
        """
        name = f"{self._name}:{_unnamed(key)}"
        if self._redis is not None and time.monotonic() >= self._away_until:
            try:
                return await _wait(self._redis, name)
            except (BaseThrottledError, OSError, asyncio.TimeoutError) as error:
                self._away_until = time.monotonic() + _REDIS_AGAIN_AFTER
                logger.warning("limits are counted by this process alone: %s", type(error).__name__)
        return await _wait(self._memory, name)


def _throttled(quota: Quota, store: MemoryStore | RedisStore) -> Throttled:
    return Throttled(using=RateLimiterType.GCRA.value, quota=quota, store=store, key_prefix="clara:limit")


async def _wait(throttled: Throttled, key: str) -> float:
    result = await throttled.limit(key)
    return max(result.state.retry_after, 0.001) if result.limited else 0.0


def _unnamed(key: str) -> str:
    """A key that does not tell whose it is; with a secret, trying all addresses is of no use either."""
    secret = os.environ.get(_KEY_VARIABLE, "").encode()
    return hmac.new(secret, key.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:32]
