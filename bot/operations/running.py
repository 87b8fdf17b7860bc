"""A worker's life for operators: ready when it can take turns, and no turn lost when it is told to stop."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from sanic import Sanic

from bot.cluster.locks import RedisLocks
from bot.environment import seconds_of
from bot.operations.health import Health, checks_of, health_routes
from bot.operations.metrics import READY, serve_metrics

logger = logging.getLogger(__name__)

DRAIN_VARIABLE = "CLARA_DRAIN_SECONDS"
_LONGEST_DRAIN = 300.0


def drain_seconds() -> float:
    """For how long a worker that is told to stop still takes turns, so that balancers notice.

    Raises:
        BadSetting: ``CLARA_DRAIN_SECONDS`` is no number of seconds.
    """
    return seconds_of(DRAIN_VARIABLE, default=0.0, most=_LONGEST_DRAIN)


def install_operations(app: Sanic, longest_turn: float) -> None:
    """Serve health, open the metrics, and stop gracefully.

    Args:
        app: the server; listeners that load the agent come before.
        longest_turn: how many seconds turns under way have to finish when the server stops.

    Raises:
        BadSetting: the environment asks for what cannot be.
    """
    drain = drain_seconds()
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = longest_turn
    app.blueprint(health_routes(lambda: getattr(app.ctx, "health", None)))

    @app.before_server_start
    async def begin(app: Sanic, _loop: Any) -> None:
        app.ctx.health = Health(checks_of(app))
        serve_metrics(getattr(app.ctx, "worker", 0))

    @app.before_server_stop
    async def leave(app: Sanic, _loop: Any) -> None:
        app.ctx.health.stopping = True
        READY.set(0)
        logger.info("stopping: turns are taken for %g s more, and those under way are finished", drain)
        await asyncio.sleep(drain)

    @app.after_server_stop
    async def close(app: Sanic, _loop: Any) -> None:
        agent = getattr(app.ctx, "agent", None)
        if agent is not None and isinstance(agent.lock_store, RedisLocks):
            await agent.lock_store.close()
