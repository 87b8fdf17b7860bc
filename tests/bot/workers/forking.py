"""A supervisor with workers that do next to nothing: ``python -m tests.bot.workers.forking HOW COUNT``.

Prints a line when all are ready, and one of each worker with its number and process.
"""

from __future__ import annotations

import logging
import os
import signal
import sys

from bot.listening import take
from bot.workers.supervising import Supervisor

_STOPS_WITHIN = 2.0


def main(how: str, count: int) -> None:
    """Fork, and be a worker of some kind."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    listening = take("127.0.0.1", 0)
    worker = Supervisor(count, listening, _STOPS_WITHIN, lambda: _say("all ready")).run()
    if how == "unfit":
        sys.exit(7)
    if how == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    elif how != "starting":
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(3 if how == "clumsy" else 0))
    _say(f"worker {worker.number} {os.getpid()}")
    if how != "starting":
        worker.ready()
    if how == "dying":
        sys.exit(9)
    while True:
        signal.pause()


def _say(line: str) -> None:
    # In one piece: the others write there too.
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
