"""How many inputs each target gets, how long the slowest took, and when that is too long."""

from __future__ import annotations

import contextlib
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import HealthCheck, settings

VARIABLE = "CLARA_FUZZ"
TOTAL = int(os.environ.get(VARIABLE) or 1500)
# Of this process's own work, so that a busy machine makes no difference.
LONGEST = 1.0
counted: Counter[str] = Counter()
slowest: dict[str, tuple[float, str]] = {}


def share(part: float) -> Callable[[Any], Any]:
    """Settings for a target.

    Args:
        part: how much of all inputs it gets.
    """
    given = VARIABLE in os.environ
    return settings(
        max_examples=max(10, round(TOTAL * part)),
        deadline=None,
        derandomize=not given,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


@contextlib.contextmanager
def watched(target: str, given: object) -> Iterator[None]:
    """Count an input, and fail when working on it takes too long.

    Args:
        target: what it is given to.
        given: the input, for the message.
    """
    counted[target] += 1
    began = time.process_time()
    yield
    took = time.process_time() - began
    if took > slowest.get(target, (0.0, ""))[0]:
        slowest[target] = (took, repr(given)[:200])
    assert took < LONGEST, f"{took:.2f} s for {repr(given)[:500]}"
