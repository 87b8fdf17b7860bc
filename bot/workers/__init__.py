"""Several workers of one ``clara serve``: what is heavy is loaded once, and who shares it is forked."""

from __future__ import annotations

from bot.workers.settings import WORKERS_VARIABLE, check_shared, workers_of_environment
from bot.workers.supervising import Supervisor, Worker
from bot.workers.warming import load_once

__all__ = [
    "WORKERS_VARIABLE",
    "Supervisor",
    "Worker",
    "check_shared",
    "load_once",
    "workers_of_environment",
]
