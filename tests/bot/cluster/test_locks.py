"""One turn at a time in a conversation, in the order of arrival, over workers; the dead hold nothing."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from pathlib import Path

import pytest
from rasa.core.lock_store import LockError

from bot.cluster.locks import RedisLocks
from bot.cluster.redis import Redis, open_redis
from tests.redis_server import RedisServer, redis_server


async def _hold(locks: RedisLocks, who: str, log: list[str], seconds: float = 0.02) -> None:
    async with locks.lock("ana"):
        log.append(f"{who} in")
        await asyncio.sleep(seconds)
        log.append(f"{who} out")


async def test_turns_do_not_overlap_and_come_in_order(redis: Redis) -> None:
    log: list[str] = []
    waiting = []
    for who in range(5):
        waiting.append(asyncio.create_task(_hold(RedisLocks(redis), str(who), log)))
        await asyncio.sleep(0.01)
    await asyncio.gather(*waiting)
    assert log == [f"{who} {what}" for who in range(5) for what in ("in", "out")]


async def test_other_conversations_do_not_wait(redis: Redis) -> None:
    locks = RedisLocks(redis)
    async with locks.lock("ana"):
        await asyncio.wait_for(locks.lock("luis").__aenter__(), timeout=5)


async def test_nothing_is_left_behind_and_no_name_is_told(redis: Redis) -> None:
    async with RedisLocks(redis).lock("ana@example.org"):
        names = await redis.keys("*")
        assert len(names) == 2 and not any("ana" in name for name in names)
    assert await redis.keys("*") == []


def _count_up(url: str, file: Path, times: int) -> None:
    async def run() -> None:
        redis = open_redis(url)
        locks = RedisLocks(redis)
        for _ in range(times):
            async with locks.lock("ana"):
                number = int(file.read_text())
                await asyncio.sleep(0.001)
                file.write_text(str(number + 1))
        await redis.close(close_connection_pool=True)

    asyncio.run(run())


def test_processes_exclude_each_other(server: RedisServer, tmp_path: Path) -> None:
    file = tmp_path / "number"
    file.write_text("0")
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_count_up, args=(server.url, file, 25)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert file.read_text() == "75"


def _die_holding(url: str, has_it: Path) -> None:
    async def run() -> None:
        async with RedisLocks(open_redis(url), lease=1.0).lock("ana"):
            has_it.touch()
            await asyncio.sleep(60)

    asyncio.run(run())


async def test_who_dies_holding_a_lock_gives_it_up(server: RedisServer, redis: Redis, tmp_path: Path) -> None:
    has_it = tmp_path / "has it"
    dying = multiprocessing.get_context("spawn").Process(target=_die_holding, args=(server.url, has_it))
    dying.start()
    while not has_it.exists():
        await asyncio.sleep(0.05)
    dying.kill()
    dying.join()
    log: list[str] = []
    await asyncio.wait_for(_hold(RedisLocks(redis), "next", log), timeout=20)
    assert log == ["next in", "next out"]


async def test_a_lock_outlives_its_lease_while_its_holder_lives(redis: Redis) -> None:
    log: list[str] = []
    locks = RedisLocks(redis, lease=0.3)
    first = asyncio.create_task(_hold(locks, "long", log, seconds=1.0))
    await asyncio.sleep(0.05)
    await asyncio.gather(first, _hold(locks, "next", log))
    assert log == ["long in", "long out", "next in", "next out"]


async def test_a_turn_whose_lock_is_lost_is_given_up(redis: Redis) -> None:
    finished = False
    with pytest.raises(LockError, match="lost"):
        async with RedisLocks(redis, lease=0.4).lock("ana"):
            await redis.flushall()
            await asyncio.sleep(5)
            finished = True
    assert not finished


async def test_a_turn_that_is_cancelled_gives_its_lock_back(redis: Redis) -> None:
    log: list[str] = []
    holding = asyncio.create_task(_hold(RedisLocks(redis), "ana", log, seconds=60))
    while not log:
        await asyncio.sleep(0.01)
    holding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await holding
    assert await redis.keys("*") == []


async def test_without_redis_a_turn_is_refused_at_once(tmp_path: Path) -> None:
    with redis_server(tmp_path) as server:
        locks = RedisLocks(open_redis(server.url))
        async with locks.lock("ana"):
            pass
        server.kill()
        began = time.monotonic()
        with pytest.raises(LockError, match="ConnectionError"):
            await locks.lock("ana").__aenter__()
        assert time.monotonic() - began < 10
        server.start()
        async with locks.lock("ana"):
            pass
