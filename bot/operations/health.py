"""Is it alive, and can it take turns? ``/health/live`` and ``/health/ready``, for balancers and operators."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from rasa.core.tracker_store import FailSafeTrackerStore, SQLTrackerStore, TrackerStore
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy import text

from bot.cluster.locks import RedisLocks
from bot.operations.metrics import DEPENDENCY_UP, READY
from knowledge.database import reading
from knowledge.queries import KnowledgeBase

Check = Callable[[], Awaitable[None]]
_WITHIN = 3.0


class Health:
    """Whether this worker can take turns.

    Args:
        checks: each part's check, by name; one that raises or takes too long has failed.
        within: how many seconds a check may take.
    """

    def __init__(self, checks: Mapping[str, Check], within: float = _WITHIN) -> None:
        self._checks = dict(checks)
        self._within = within
        self._asking: dict[str, asyncio.Task[None]] = {}
        self.stopping = False

    async def parts(self) -> dict[str, bool]:
        """Ask every part; whether each answered as it should."""
        names = list(self._checks)
        answered = await asyncio.gather(*(self._answers(name) for name in names))
        for name, up in zip(names, answered, strict=True):
            DEPENDENCY_UP.labels(name).set(up)
        return dict(zip(names, answered, strict=True))

    async def _answers(self, name: str) -> bool:
        asking = self._asking.get(name)
        # One question at a time: a database that hangs must not gather waiting threads.
        if asking is None or asking.done():
            asking = self._asking[name] = asyncio.ensure_future(self._checks[name]())
        await asyncio.wait([asking], timeout=self._within)
        return asking.done() and not asking.cancelled() and asking.exception() is None


def health_routes(health: Callable[[], Health | None]) -> Blueprint:
    """The two routes.

    Args:
        health: gives what is known of this worker; None before it has started.
    """
    routes = Blueprint("clara_health", url_prefix="/health")

    @routes.route("/live", methods=["GET", "HEAD"])
    async def live(request: Request) -> HTTPResponse:
        return response.json({"status": "live"}, headers={"Cache-Control": "no-store"})

    @routes.route("/ready", methods=["GET", "HEAD"])
    async def ready(request: Request) -> HTTPResponse:
        known = health()
        parts = await known.parts() if known is not None and not known.stopping else {}
        status = "stopping" if known is not None and known.stopping else "ready"
        if not parts or not all(parts.values()):
            status = status if status == "stopping" else "not ready"
        READY.set(status == "ready")
        body = {"status": status, "parts": {name: "up" if up else "down" for name, up in parts.items()}}
        return response.json(
            body, status=200 if status == "ready" else 503, headers={"Cache-Control": "no-store"}
        )

    return routes


def checks_of(app: Sanic) -> dict[str, Check]:
    """What a running Clara needs: its model, the knowledge base, conversations, and Redis if it is used.

    Args:
        app: the server, once the agent is loaded.
    """
    agent = app.ctx.agent

    async def model() -> None:
        if not agent.is_ready():
            raise RuntimeError("no model")

    async def conversations() -> None:
        await asyncio.to_thread(_touch, agent.tracker_store)

    async def knowledge() -> None:
        await asyncio.to_thread(_read_policy)

    checks: dict[str, Check] = {"model": model, "knowledge": knowledge, "conversations": conversations}
    if isinstance(agent.lock_store, RedisLocks):

        async def redis() -> None:
            await agent.lock_store.redis.ping()

        checks["redis"] = redis
    return checks


def _read_policy() -> None:
    with reading() as session:
        KnowledgeBase(session).policy()


def _touch(store: TrackerStore) -> None:
    while isinstance(store, FailSafeTrackerStore):
        store = store._tracker_store
    if isinstance(store, SQLTrackerStore):
        with store.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
