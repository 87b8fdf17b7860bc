"""Small notes on conversations that any worker may need: in Redis, or in memory when there is one worker."""

from __future__ import annotations

from collections import OrderedDict
from typing import Protocol

from bot.cluster.redis import Redis, key, redis_of_environment

_MOST_CONVERSATIONS = 2000
_MOST_NOTES = 40
_KEPT_FOR = 24 * 3600


class Notes(Protocol):
    """What is known by name on a conversation, for a day at most."""

    async def read(self, conversation_id: str, name: str) -> str | None:
        """A note, if there is one."""

    async def write(self, conversation_id: str, name: str, value: str) -> None:
        """Write a note, over an earlier one of that name."""

    async def forget(self, conversation_id: str) -> None:
        """Forget all notes on a conversation."""


def notes_of_environment() -> Notes:
    """Notes in Redis if ``CLARA_REDIS_URL`` names one, else in memory.

    Raises:
        BadRedis: the variable holds something else.
    """
    redis = redis_of_environment()
    return MemoryNotes() if redis is None else RedisNotes(redis)


class MemoryNotes:
    """The last notes on the conversations that were noted last."""

    def __init__(self, most_conversations: int = _MOST_CONVERSATIONS) -> None:
        self._most = most_conversations
        self._notes: OrderedDict[str, dict[str, str]] = OrderedDict()

    async def read(self, conversation_id: str, name: str) -> str | None:
        """A note, if there is one."""
        return self._notes.get(conversation_id, {}).get(name)

    async def write(self, conversation_id: str, name: str, value: str) -> None:
        """Write a note, over an earlier one of that name."""
        notes = self._notes.setdefault(conversation_id, {})
        notes[name] = value
        if len(notes) > _MOST_NOTES:
            del notes[next(iter(notes))]
        self._notes.move_to_end(conversation_id)
        while len(self._notes) > self._most:
            self._notes.popitem(last=False)

    async def forget(self, conversation_id: str) -> None:
        """Forget all notes on a conversation."""
        self._notes.pop(conversation_id, None)


class RedisNotes:
    """Notes that every worker sees.

    Args:
        redis: the server's client; what fails in it is raised as RedisError.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def read(self, conversation_id: str, name: str) -> str | None:
        """A note, if there is one."""
        found: str | None = await self._redis.hget(key("notes", conversation_id), name)
        return found

    async def write(self, conversation_id: str, name: str, value: str) -> None:
        """Write a note, over an earlier one of that name."""
        place = key("notes", conversation_id)
        async with self._redis.pipeline(transaction=True) as both:
            await both.hset(place, name, value).expire(place, _KEPT_FOR).execute()

    async def forget(self, conversation_id: str) -> None:
        """Forget all notes on a conversation."""
        await self._redis.delete(key("notes", conversation_id))
