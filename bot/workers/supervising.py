"""The parent of workers: forks them, puts another in the place of one that dies, and passes on that all stop.

The first worker starts alone: what is wrong with the settings is told once, and is not tried again.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.workers.lifeline import Lifeline

logger = logging.getLogger(__name__)

_STOPPING = (signal.SIGTERM, signal.SIGINT)
_HANDLED = (*_STOPPING, signal.SIGCHLD)
# Seconds. Whoever lived longer than the first did not die of how it was started.
_STEADY = 10.0
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0


def wait_before(deaths: int) -> float:
    """How many seconds to wait before a worker that dies over and over is forked again.

    >>> [wait_before(deaths) for deaths in (1, 2, 3, 9)]
    [0.0, 0.5, 1.0, 30.0]

    Args:
        deaths: how many of its place died young, one after the other; the first is none.
    """
    return 0.0 if deaths <= 1 else min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** min(deaths - 2, 16))


@dataclass(frozen=True)
class Worker:
    """What a worker is told by its parent.

    Args:
        number: its place, from 0 on; whoever follows a dead worker gets the same.
        ready: to be called once it takes requests.
    """

    number: int
    ready: Callable[[], None]


@dataclass
class _Place:
    number: int
    process: int | None = None
    since: float = 0.0
    deaths: int = 0
    not_before: float = 0.0


class Supervisor:
    """Keeps workers.

    Args:
        count: how many.
        listening: the socket that they serve; the parent lets go of it when they are to stop.
        stops_within: how many seconds they have to stop.
        all_ready: called once, when all take requests.
    """

    def __init__(
        self, count: int, listening: socket.socket, stops_within: float, all_ready: Callable[[], None]
    ) -> None:
        self._places = [_Place(number) for number in range(count)]
        self._listening = listening
        self._stops_within = stops_within
        self._all_ready = all_ready
        self._ready: set[int] = set()
        self._told = False
        self._stopping = False
        self._kill_at: float | None = None
        self._code = 0

    def run(self) -> Worker:
        """Fork workers and keep their number.

        Returns:
            In each worker, what it is told. In the parent it does not return.

        Raises:
            SystemExit: in the parent, when all have ended: 0 if it was told to stop and each did so in order.
        """
        self._lifeline = Lifeline()
        self._readiness, self._saying = os.pipe()
        self._signals, self._woken = os.pipe()
        for end in (self._readiness, self._signals, self._woken):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._woken)
        for number in _HANDLED:
            # What to do is read from the pipe; the handler only keeps the signal from its default.
            signal.signal(number, _nothing)
        while True:
            worker = self._fork_who_is_missing()
            if worker is not None:
                return worker
            self._wait()
            self._bury()
            if self._stopping and not self._living():
                sys.exit(self._code)

    def _living(self) -> list[_Place]:
        return [place for place in self._places if place.process is not None]

    def _wanted(self) -> list[_Place]:
        """The places to be filled: until one worker has come to serve, the first."""
        if self._stopping:
            return []
        places = self._places if self._ready else self._places[:1]
        return [place for place in places if place.process is None]

    def _fork_who_is_missing(self) -> Worker | None:
        now = time.monotonic()
        for place in self._wanted():
            if place.not_before <= now and (worker := self._fork(place)) is not None:
                return worker
        return None

    def _fork(self, place: _Place) -> Worker | None:
        """Fork a worker; None in the parent."""
        sys.stdout.flush()
        sys.stderr.flush()
        # A signal to the newborn must not be taken by a handler of its parent's.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _HANDLED)
        try:
            process = os.fork()
            if process == 0:
                self._leave_the_parent()
                return Worker(place.number, lambda: _say(self._saying, place.number))
        except OSError as error:
            self._retry_later(place)
            logger.error("worker %d cannot be forked: %s", place.number, error.strerror)
            return None
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        place.process, place.since = process, time.monotonic()
        return None

    def _retry_later(self, place: _Place) -> None:
        place.deaths += 1
        place.not_before = time.monotonic() + max(_FIRST_WAIT, wait_before(place.deaths))

    def _leave_the_parent(self) -> None:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        # A terminal sends it to all; the parent passes it on.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for end in (self._readiness, self._signals, self._woken):
            os.close(end)
        self._lifeline.hold_on(self._stops_within)
        gc.enable()

    def _wait(self) -> None:
        """Wait for a signal, for a worker's word, or for the time when something is to be done."""
        times = [place.not_before for place in self._wanted()]
        if self._kill_at is not None:
            times.append(self._kill_at)
        timeout = max(0.0, min(times) - time.monotonic()) if times else None
        heard, _, _ = select.select([self._signals, self._readiness], [], [], timeout)
        if self._readiness in heard:
            self._hear(os.read(self._readiness, 4096))
        if self._signals in heard and set(os.read(self._signals, 4096)) & set(_STOPPING):
            self._stop()
        if self._kill_at is not None and time.monotonic() >= self._kill_at:
            self._kill()

    def _hear(self, numbers: bytes) -> None:
        self._ready.update(numbers)
        if len(self._ready) == len(self._places) and not self._told:
            self._told = True
            self._all_ready()

    def _stop(self) -> None:
        if not self._stopping:
            self._stopping = True
            self._kill_at = time.monotonic() + self._stops_within
            # When the last worker has closed its own, nobody waits in a queue that is never served.
            self._listening.close()
        for place in self._living():
            self._send(place, signal.SIGTERM)

    def _kill(self) -> None:
        for place in self._living():
            logger.error("worker %d does not stop: it is killed", place.number)
            self._send(place, signal.SIGKILL)
        self._kill_at = None

    def _send(self, place: _Place, number: signal.Signals) -> None:
        assert place.process is not None
        # It may have ended, and is buried next.
        with contextlib.suppress(ProcessLookupError):
            os.kill(place.process, number)

    def _bury(self) -> None:
        for place in self._living():
            assert place.process is not None
            process, status = os.waitpid(place.process, os.WNOHANG)
            if process:
                place.process = None
                self._follow(place, os.waitstatus_to_exitcode(status))

    def _follow(self, place: _Place, code: int) -> None:
        """Decide what a worker's end means."""
        if self._stopping:
            # Who was told to stop before it served had nothing to finish.
            if code not in (0, -signal.SIGTERM):
                self._code = self._code or 1
            return
        if not self._ready:
            # It has said why.
            self._code = code if code > 0 else 1
            self._stop()
            return
        place.deaths = place.deaths + 1 if time.monotonic() - place.since < _STEADY else 1
        wait = wait_before(place.deaths)
        place.not_before = time.monotonic() + wait
        how = f"killed by signal {-code}" if code < 0 else f"with exit code {code}"
        then = "at once" if not wait else f"in {wait:g} s"
        logger.log(
            logging.INFO if code == 0 else logging.ERROR,
            "worker %d ended, %s: another takes its place %s",
            place.number,
            how,
            then,
        )


def _nothing(_number: int, _frame: object) -> None:
    """A handler."""


def _say(where: int, number: int) -> None:
    # Without a parent it soon ends anyway.
    with contextlib.suppress(OSError):
        os.write(where, bytes([number]))
