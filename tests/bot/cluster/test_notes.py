"""Notes on a conversation: read where they were written, forgotten with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.cluster.notes import MemoryNotes, Notes, RedisNotes, notes_of_environment
from bot.cluster.redis import BadRedis, Redis
from tests.redis_server import RedisServer

KINDS: dict[str, Callable[[Redis], Notes]] = {
    "memory": lambda _redis: MemoryNotes(),
    "redis": RedisNotes,
}


@pytest.mark.parametrize("kind", KINDS)
async def test_notes_are_kept_and_forgotten_by_conversation(kind: str, redis: Redis) -> None:
    notes = KINDS[kind](redis)
    await notes.write("ana", "vote", "1")
    await notes.write("ana", "vote", "2")
    await notes.write("luis", "vote", "3")
    assert [await notes.read(who, "vote") for who in ("ana", "luis", "eva")] == ["2", "3", None]
    await notes.forget("ana")
    assert [await notes.read(who, "vote") for who in ("ana", "luis")] == [None, "3"]


async def test_notes_in_redis_do_not_stay(redis: Redis) -> None:
    await RedisNotes(redis).write("ana", "vote", "1")
    (name,) = await redis.keys("*")
    assert 0 < await redis.ttl(name) <= 24 * 3600


async def test_notes_in_memory_are_bounded() -> None:
    notes = MemoryNotes(most_conversations=2)
    for who in ("ana", "luis", "eva"):
        await notes.write(who, "vote", "1")
    assert [await notes.read(who, "vote") for who in ("ana", "luis", "eva")] == [None, "1", "1"]


async def test_the_environment_says_where(server: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLARA_REDIS_URL", raising=False)
    assert isinstance(notes_of_environment(), MemoryNotes)
    monkeypatch.setenv("CLARA_REDIS_URL", server.url)
    assert isinstance(notes_of_environment(), RedisNotes)
    monkeypatch.setenv("CLARA_REDIS_URL", "http://:secret@example.org")
    with pytest.raises(BadRedis, match="CLARA_REDIS_URL") as refused:
        notes_of_environment()
    assert "secret" not in str(refused.value)


async def test_the_notes_of_one_conversation_are_bounded() -> None:
    notes = MemoryNotes()
    for number in range(50):
        await notes.write("ana", str(number), "x")
    assert [await notes.read("ana", number) for number in ("9", "10", "49")] == [None, "x", "x"]
