"""Redis, from the environment. Without it, everything that could be shared stays in this process."""

from __future__ import annotations

import hashlib
import os

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.environment import BadSetting

REDIS_VARIABLE = "CLARA_REDIS_URL"
# A Redis that does not answer must not hold a turn up for long.
_ANSWERS_WITHIN = 5.0


class BadRedis(BadSetting):
    """``CLARA_REDIS_URL`` is no address of a Redis server."""


def redis_of_environment() -> Redis | None:
    """A client of the Redis that ``CLARA_REDIS_URL`` names; nothing is connected yet.

    Returns:
        None when the variable is not set.

    Raises:
        BadRedis: it holds something else than redis://…, rediss://… or unix://….
    """
    url = os.environ.get(REDIS_VARIABLE)
    return open_redis(url) if url else None


def open_redis(url: str) -> Redis:
    """A client of a Redis; nothing is connected yet.

    Args:
        url: such as ``redis://:password@host:6379/0``.

    Raises:
        BadRedis: it is none.
    """
    try:
        client: Redis = Redis.from_url(
            url,
            decode_responses=True,
            socket_timeout=_ANSWERS_WITHIN,
            socket_connect_timeout=_ANSWERS_WITHIN,
            # A connection that Redis closed while it was idle is noticed before it is used.
            health_check_interval=15,
        )
    except ValueError:
        # Its words are not repeated: the address may hold a password.
        raise BadRedis(f"{REDIS_VARIABLE} must be like redis://host:6379/0.") from None
    return client


def key(kind: str, conversation_id: str) -> str:
    """The name of a conversation's entry: a hash, so that Redis learns no sender's name.

    Args:
        kind: what the entry is.
        conversation_id: the ``sender_id``.
    """
    named = hashlib.blake2b(conversation_id.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    # The braces keep one conversation's entries on one node of a Redis cluster.
    return f"clara:{{{named}}}:{kind}"


__all__ = ["REDIS_VARIABLE", "BadRedis", "Redis", "RedisError", "key", "open_redis", "redis_of_environment"]
