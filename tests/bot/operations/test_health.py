"""A worker is ready when all its parts answer, and says which one does not."""

from __future__ import annotations

import asyncio

from bot.operations.health import Health


async def fine() -> None:
    pass


async def broken() -> None:
    raise OSError("no route to host")


async def hanging() -> None:
    await asyncio.sleep(60)


async def test_each_part_is_asked() -> None:
    health = Health({"model": fine, "redis": broken, "knowledge": hanging}, within=0.1)
    assert await health.parts() == {"model": True, "redis": False, "knowledge": False}


async def test_a_part_that_hangs_is_asked_once_at_a_time() -> None:
    asked = 0

    async def counting() -> None:
        nonlocal asked
        asked += 1
        await asyncio.sleep(60)

    health = Health({"database": counting}, within=0.05)
    assert [await health.parts() for _ in range(3)] == [{"database": False}] * 3
    assert asked == 1


async def test_a_part_that_is_back_is_up() -> None:
    up = False

    async def sometimes() -> None:
        if not up:
            raise OSError

    health = Health({"redis": sometimes})
    assert await health.parts() == {"redis": False}
    up = True
    assert await health.parts() == {"redis": True}
