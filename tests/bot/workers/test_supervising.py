"""Workers are real processes here: killed, stubborn, unfit, and without a parent."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.workers.supervising import wait_before
from tests.ending import gone

PROJECT = Path(__file__).resolve().parents[3]
_WITHIN = 30


class Family:
    """A supervisor and what it and its workers print."""

    def __init__(self, how: str, count: int) -> None:
        command = [sys.executable, "-m", "tests.bot.workers.forking", how, str(count)]
        self.parent = subprocess.Popen(
            command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.parent.stdout is not None
        for line in self.parent.stdout:
            self.lines.put(line.rstrip())
        self.lines.put(None)

    def wait_for(self, pattern: str) -> re.Match[str]:
        """The next line that matches."""
        while (line := self.lines.get(timeout=_WITHIN)) is not None:
            if found := re.fullmatch(pattern, line):
                return found
        raise AssertionError(f"no line like {pattern}")

    def begun(self, count: int) -> dict[int, int]:
        """The processes of workers that say that they have begun, by number."""
        found = [self.wait_for(r"worker (\d+) (\d+)") for _ in range(count)]
        return {int(one[1]): int(one[2]) for one in found}


@contextmanager
def family(how: str, count: int) -> Iterator[Family]:
    started = Family(how, count)
    try:
        yield started
    finally:
        # Its workers end with it.
        started.parent.kill()
        started.parent.wait()


def test_another_takes_the_place_of_one_that_is_killed() -> None:
    with family("good", 3) as three:
        first = three.begun(3)
        assert sorted(first) == [0, 1, 2]
        three.wait_for("all ready")
        os.kill(first[1], signal.SIGKILL)
        three.wait_for("worker 1 ended, killed by signal 9: another takes its place at once")
        again = three.begun(1)
        assert list(again) == [1] and again != {1: first[1]}
        three.parent.terminate()
        assert three.parent.wait(_WITHIN) == 0
        assert gone([*first.values(), *again.values()])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_all_stop_when_the_parent_is_told_to(number: int) -> None:
    with family("good", 2) as two:
        workers = two.begun(2)
        two.wait_for("all ready")
        two.parent.send_signal(number)
        assert two.parent.wait(_WITHIN) == 0
        assert gone(list(workers.values()))


def test_workers_end_with_a_parent_that_is_killed() -> None:
    with family("good", 2) as two:
        workers = two.begun(2)
        two.parent.kill()
        assert gone(list(workers.values()))


def test_even_those_that_do_not_listen_end_with_their_parent() -> None:
    with family("stubborn", 2) as two:
        workers = two.begun(2)
        two.parent.kill()
        assert gone(list(workers.values()))


def test_who_does_not_stop_is_killed_and_the_exit_code_says_so() -> None:
    with family("stubborn", 2) as two:
        workers = two.begun(2)
        two.wait_for("all ready")
        two.parent.terminate()
        two.wait_for("worker . does not stop: it is killed")
        assert two.parent.wait(_WITHIN) == 1
        assert gone(list(workers.values()))


def test_a_worker_that_fails_while_it_stops_shows_in_the_exit_code() -> None:
    with family("clumsy", 2) as two:
        two.wait_for("all ready")
        two.parent.terminate()
        assert two.parent.wait(_WITHIN) == 1


def test_what_fails_at_the_start_is_tried_once_and_its_exit_code_passed_on() -> None:
    with family("unfit", 3) as three:
        assert three.parent.wait(_WITHIN) == 7
        assert three.lines.get(timeout=_WITHIN) is None


def test_who_is_told_to_stop_before_it_serves_stops_in_order() -> None:
    with family("starting", 3) as three:
        workers = three.begun(1)
        three.parent.terminate()
        assert three.parent.wait(_WITHIN) == 0
        assert gone(list(workers.values()))


def test_who_dies_over_and_over_is_waited_for() -> None:
    with family("dying", 1) as one:
        for wait in ("at once", r"in 0\.5 s", "in 1 s"):
            one.wait_for(f"worker 0 ended, with exit code 9: another takes its place {wait}")


def test_waits_grow_and_end() -> None:
    waits = [wait_before(deaths) for deaths in range(1, 2000)]
    assert waits == sorted(waits) and (waits[0], waits[-1]) == (0.0, 30.0)
