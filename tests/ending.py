"""Waiting for processes that are not our own children to end."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable

import psutil

_WITHIN = 60


def gone(processes: Iterable[int]) -> bool:
    """Whether processes end, in good time.

    Args:
        processes: their ids.
    """
    until = time.monotonic() + _WITHIN
    while left := [one for one in processes if _lives(one)]:
        if time.monotonic() > until:
            return False
        processes = left
        time.sleep(0.05)
    return True


def _lives(process: int) -> bool:
    # One that has ended stays a zombie where nobody waits for orphans.
    with contextlib.suppress(psutil.NoSuchProcess):
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    return False
