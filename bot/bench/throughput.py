"""How many turns a second one worker answers, with many conversations at once."""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from dataclasses import dataclass

import httpx

from bot.bench.figures import median, percentile
from bot.bench.servers import Server
from bot.bench.turns import questions


@dataclass(frozen=True)
class Throughput:
    """Answered turns a second, the milliseconds that one took, and how many got no answer."""

    name: str
    conversations: int
    seconds: float
    per_second: float
    median: float
    p99: float
    longest: float
    failed: int


def measure(server: Server, conversations: int, seconds: float) -> Throughput:
    """Have conversations ask without pause.

    Args:
        server: who is asked.
        conversations: how many at once.
        seconds: for how long.

    Returns:
        What came of it.
    """
    taken, failed, lasted = asyncio.run(_ask(server.url, conversations, seconds))
    return Throughput(
        name=server.name,
        conversations=conversations,
        seconds=seconds,
        per_second=len(taken) / lasted,
        median=median(taken) * 1000,
        p99=percentile(taken, 0.99) * 1000,
        longest=max(taken) * 1000,
        failed=failed,
    )


async def _ask(url: str, conversations: int, seconds: float) -> tuple[list[float], int, float]:
    texts, taken, failed = questions(), list[float](), 0
    began = time.perf_counter()

    async def one(client: httpx.AsyncClient, seed: int) -> None:
        nonlocal failed
        chance = random.Random(seed)  # noqa: S311
        conversation = uuid.uuid4().hex
        while time.perf_counter() - began < seconds:
            body = {"sender": conversation, "message": chance.choice(texts)}
            asked = time.perf_counter()
            answer = await client.post(url, json=body)
            if answer.status_code == httpx.codes.OK and any("custom" in each for each in answer.json()):
                taken.append(time.perf_counter() - asked)
            else:
                failed += 1

    limits = httpx.Limits(max_connections=conversations)
    async with httpx.AsyncClient(timeout=60, limits=limits, trust_env=False) as client:
        await asyncio.gather(*(one(client, seed) for seed in range(conversations)))
    return taken, failed, time.perf_counter() - began
