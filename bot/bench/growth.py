"""How a turn's cost grows: with the turns of a conversation, and with the facts of the knowledge base."""

from __future__ import annotations

import itertools
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from bot.bench.figures import median
from bot.bench.servers import Server
from bot.bench.turns import questions


@dataclass(frozen=True)
class Curve:
    """Medians in milliseconds of a server at each size."""

    name: str
    sizes: tuple[int, ...]
    milliseconds: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """How many times the first size's cost the last one's is."""
        return self.milliseconds[-1] / self.milliseconds[0]


def with_turns(servers: Sequence[Server], length: int, conversations: int) -> list[Curve]:
    """Ask in long conversations, several in turns, and the servers in turns.

    Args:
        servers: who is asked.
        length: turns of each conversation.
        conversations: how many there are.

    Returns:
        A curve for each server over some turns. A point is the median over conversations and the turns near
        it, each turn's questions being the same for all; the first is the second turn.
    """
    texts = questions()
    chance = random.Random(3)  # noqa: S311
    # The same few questions at every stage: what is compared is the stage.
    cycle = [chance.choice(texts) for _ in range(8)]
    names = [[uuid.uuid4().hex for _ in range(conversations)] for _ in servers]
    taken: dict[tuple[str, int], list[float]] = {}
    for turn in range(1, length + 1):
        for number, (server, ids) in itertools.product(
            range(conversations), zip(servers, names, strict=True)
        ):
            _, took = server.say(ids[number], cycle[(turn + number) % len(cycle)])
            taken.setdefault((server.name, turn), []).append(took * 1000)
    marks = [2, *(turn for turn in (5, 10, 20, 50, 100, 150, 200, 300) if turn <= length)]
    return [
        Curve(server.name, tuple(marks), tuple(_near(taken, server.name, mark, length) for mark in marks))
        for server in servers
    ]


def _near(taken: dict[tuple[str, int], list[float]], name: str, mark: int, length: int) -> float:
    around = range(mark, mark + 1) if mark == 2 else range(max(3, mark - 3), min(length, mark + 3) + 1)  # noqa: PLR2004
    return median([one for turn in around for one in taken[name, turn]])


def with_facts(servers: Sequence[Server], sizes: Sequence[int], rounds: int) -> Curve:
    """Ask servers on knowledge bases of different sizes the same, in turns.

    Args:
        servers: one for each size.
        sizes: how many times the facts of today.
        rounds: how often each question is asked; once more, before, it is asked for nothing.

    Returns:
        The median for each size.
    """
    taken: list[list[float]] = [[] for _ in servers]
    for number, text in itertools.product(range(rounds + 1), questions()):
        for place, server in enumerate(servers):
            _, took = server.say(uuid.uuid4().hex, text)
            if number:
                taken[place].append(took * 1000)
    return Curve(servers[0].name, tuple(sizes), tuple(median(one) for one in taken))
