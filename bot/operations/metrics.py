"""Figures for Prometheus: turns, how long they took, how they were answered. Nothing of what was said.

``CLARA_METRICS_PORT`` opens them on a port of their own, on 127.0.0.1 unless ``CLARA_METRICS_HOST`` says
otherwise; without it there are none to be read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from prometheus_client import Counter, Gauge, Histogram, start_http_server

from bot.environment import PORTS, BadSetting, port_of
from bot.turns import Turn

PORT_VARIABLE = "CLARA_METRICS_PORT"
HOST_VARIABLE = "CLARA_METRICS_HOST"
_FALLBACKS = ("clarify", "out_of_scope", "trouble")
_SECONDS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30)

TURNS = Counter("clara_turns", "Turns by channel and outcome.", ["channel", "outcome"])
TURN_SECONDS = Histogram(
    "clara_turn_seconds",
    "Time of a turn, with waiting for the conversation's lock.",
    ["channel"],
    buckets=_SECONDS,
)
IN_PROGRESS = Gauge("clara_turns_in_progress", "Turns being taken now.")
ANSWERS = Counter("clara_answers", "Answers by aspect and status, without small talk.", ["aspect", "status"])
FALLBACKS = Counter("clara_fallbacks", "Turns without an answer to the question, by kind.", ["kind"])
DEPENDENCY_UP = Gauge("clara_dependency_up", "Whether a part answered when it was last asked.", ["part"])
READY = Gauge("clara_ready", "Whether this worker takes turns.")
READY.set(0)
for _kind in _FALLBACKS:
    FALLBACKS.labels(_kind)


@dataclass
class Measured:
    """What a measured turn came to; none if it failed."""

    turn: Turn | None = None


@contextmanager
def turn_measured(channel: str | None) -> Iterator[Measured]:
    """Count a turn, and how long it takes.

    Args:
        channel: the channel's name.

    Yields:
        Where the turn is to be put.
    """
    name = channel or "none"
    measured = Measured()
    with IN_PROGRESS.track_inprogress(), TURN_SECONDS.labels(name).time():
        try:
            yield measured
        finally:
            _count(name, measured.turn)


def _count(channel: str, turn: Turn | None) -> None:
    if turn is None:
        TURNS.labels(channel, "failed").inc()
        return
    TURNS.labels(channel, "repeated" if turn.again else "taken").inc()
    if turn.again:
        return
    for answer in turn.answers:
        ANSWERS.labels(answer["aspect"], answer["status"]).inc()
    statuses = {answer["status"] for answer in turn.answers}
    if not turn.answers and _wanted_an_answer(turn.intent):
        statuses = {"trouble"}
    for kind in statuses.intersection(_FALLBACKS):
        FALLBACKS.labels(kind).inc()


def _wanted_an_answer(intent: str | None) -> bool:
    return intent is not None and intent.startswith("ask_")


def metrics_address(worker: int = 0) -> tuple[str, int] | None:
    """Where a worker's figures are to be read; None when nowhere.

    Args:
        worker: its number among those of one ``clara serve``, whose ports follow each other.

    Raises:
        BadSetting: ``CLARA_METRICS_PORT`` is no port, or there is none so far above it.
    """
    first = port_of(PORT_VARIABLE)
    if first is None:
        return None
    if first + worker not in PORTS:
        raise BadSetting(f"{PORT_VARIABLE}={first} leaves no port for worker {worker}.")
    return os.environ.get(HOST_VARIABLE) or "127.0.0.1", first + worker


def serve_metrics(worker: int = 0) -> None:
    """Let the figures be read, if a port is set.

    Args:
        worker: as `metrics_address`.

    Raises:
        BadSetting: as `metrics_address`.
        OSError: nothing can listen there.
    """
    address = metrics_address(worker)
    if address is not None:
        host, port = address
        start_http_server(port, addr=host)
