"""How long a turn takes, by kind: Clara and the stock assistant asked the same in turns, in one run."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.bench.figures import median, percentile
from bot.bench.servers import Server
from bot.bench.turns import KINDS, turns

# By then what is loaded behind the first answers is there.
_WARM_UP = 300


@dataclass
class Latencies:
    """Milliseconds of each turn, by kind and server, in the same order for each."""

    by_kind: dict[str, dict[str, list[float]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def rows(self, names: Sequence[str]) -> list[list[str]]:
        """A table: kind, turns, median, 95th and 99th percentile of each server, how many times faster.

        Args:
            names: the servers, the one compared with last.
        """
        rows = []
        for kind in KINDS:
            taken = self.by_kind[kind]
            if not taken[names[0]]:
                continue
            cells = [kind, str(len(taken[names[0]]))]
            for name in names:
                cells += [f"{percentile(taken[name], share):.1f}" for share in (0.5, 0.95, 0.99)]
            if len(names) > 1:
                pairs = zip(taken[names[0]], taken[names[-1]], strict=True)
                cells.append(f"{median([other / own for own, other in pairs]):.1f}")
            rows.append(cells)
        return rows


def measure(servers: Sequence[Server], count: int) -> Latencies:
    """Say the same turns to each server, alternating which one is asked first.

    Args:
        servers: who is asked.
        count: how many turns at least.

    Returns:
        What each turn took.
    """
    found = Latencies()
    for server in servers:
        for said in itertools.islice(turns(_WARM_UP, seed=1), _WARM_UP):
            server.say(said.conversation, said.text)
    for number, said in enumerate(turns(count, seed=2)):
        order = servers if number % 2 else list(reversed(servers))
        for server in order:
            _, took = server.say(said.conversation, said.text)
            found.by_kind[said.kind][server.name].append(took * 1000)
    return found
