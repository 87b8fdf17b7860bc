"""Two hundred people at once, ten turns each, on three workers of which one dies and one is restarted.

Part of ``make soak``, or ``python -m tests.cluster.soak --people 200 --turns 10``. Prints what it measured,
for docs/capacity.md, and ends with 1 when a turn was lost, doubled, out of order or answered from another's
context.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.cluster.talking import (
    SCRIPTS,
    Person,
    everybody_talks,
    references,
    wrong_conversations,
    wrong_replies,
)
from tests.cluster.workers import Cluster, cluster


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--turns", type=int, default=10)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="clara-soak-") as folder, cluster(Path(folder)) as three:
        sys.exit(not soak(three, arguments.people, arguments.turns))


def soak(three: Cluster, size: int, turns: int) -> bool:
    """Let people talk; whether all went as it should.

    Args:
        three: the cluster.
        size: how many people.
        turns: how many turns each.
    """
    say(f"{len(three.workers)} workers; memory of each (MB): {[one.memory() for one in three.workers]}")
    expected = asyncio.run(references(three.url, turns))
    quiet = [Person(SCRIPTS[number % len(SCRIPTS)]) for number in range(size)]
    good = talk(three, "nothing happens", quiet, turns, expected)
    say(f"memory of each afterwards (MB): {[one.memory() for one in three.workers]}")
    say(growth(three.database, len(quiet) * turns))
    hurt = [Person(SCRIPTS[number % len(SCRIPTS)]) for number in range(size)]
    return good & talk(three, "one killed, one restarted", hurt, turns, expected, accidents=True)


def talk(
    three: Cluster,
    what: str,
    people: Sequence[Person],
    turns: int,
    expected: Sequence[Sequence[tuple[tuple[str, str], ...]]],
    *,
    accidents: bool = False,
) -> bool:
    """Let people talk once; whether all went as it should."""
    total = len(people) * turns
    helpers: list[threading.Thread] = []

    def happen(count: int) -> None:
        if accidents and count in (total // 4, total * 6 // 10):
            helper = threading.Thread(target=die if count == total // 4 else leave, args=(three,))
            helpers.append(helper)
            helper.start()

    before = sum(one.seconds() for one in three.workers)
    began = time.monotonic()
    asyncio.run(everybody_talks(three.url, people, turns, happen))
    took = time.monotonic() - began
    for helper in helpers:
        helper.join()
    wrong = wrong_replies(people, expected) + wrong_conversations(three.database, people)
    every = sorted(second for person in people for second in person.seconds)
    say(f"{what}: {total} turns in {took:.1f} s, {total / took:.1f} a second")
    say(f"  waited for an answer: median {statistics.median(every):.2f} s, 95 % under {p95(every):.2f} s")
    if not accidents:
        cost = (sum(one.seconds() for one in three.workers) - before) / total
        say(f"  time on a core: {cost * 1000:.1f} ms a turn")
    say(f"  sent again by the page: {sum(person.resent for person in people)}; wrong: {len(wrong)}")
    for line in wrong[:5]:
        say(f"    {line}")
    return not wrong


def die(three: Cluster) -> None:
    """Kill a worker, and start it again."""
    three.workers[1].kill()
    three.restart(three.workers[1])


def leave(three: Cluster) -> None:
    """Ask a worker to stop, and start it again, as a rolling restart does."""
    three.workers[2].stop()
    three.restart(three.workers[2])


def growth(database: str, turns: int) -> str:
    """How large the conversations in a database are."""
    engine = create_engine(database, future=True)
    with engine.connect() as connection:
        size = connection.execute(text("SELECT pg_total_relation_size('events')")).scalar_one()
        rows = connection.execute(text("SELECT count(*) FROM events")).scalar_one()
    engine.dispose()
    return f"conversations: {rows} rows, {size / turns / 1024:.2f} kB a turn with indexes"


def p95(ordered: Sequence[float]) -> float:
    """The value that 95 % do not exceed."""
    return ordered[int(len(ordered) * 0.95)]


def say(what: str) -> None:
    """Print at once."""
    print(what, flush=True)


if __name__ == "__main__":
    main()
