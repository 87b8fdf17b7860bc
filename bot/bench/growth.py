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

# Turns that are measured in each conversation, half of them before the length that it stands for.
_AROUND = 8


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
    """Ask the same in conversations of all lengths, in rotation.

    Conversations are led to near each length first. What is measured then goes from one length and one server
    to the next with every turn: a machine that becomes slower does so for all.

    Args:
        servers: who is asked.
        length: turns of the longest conversations.
        conversations: how many there are of each length.

    Returns:
        A curve for each server over some turns. A point is the median over conversations and the turns around
        it; the first is the second turn, of a new conversation each time.
    """
    texts = questions()
    chance = random.Random(3)  # noqa: S311
    # The same few questions at every length: what is compared is the length.
    cycle = [chance.choice(texts) for _ in range(_AROUND)]
    marks = [2, *(turn for turn in (5, 10, 20, 50, 100, 150, 200, 300) if turn <= length)]
    talks = list(itertools.product(range(conversations), marks, servers))
    names = {(number, mark, server.name): uuid.uuid4().hex for number, mark, server in talks}
    for number, mark, server in talks:
        for turn in range(max(1, mark - _AROUND // 2)):
            server.say(names[number, mark, server.name], cycle[turn % _AROUND])
    taken: dict[tuple[str, int], list[float]] = {}
    for text, (number, mark, server) in itertools.product(cycle, talks):
        name = names[number, mark, server.name]
        _, took = server.say(name, text)
        taken.setdefault((server.name, mark), []).append(took * 1000)
        if mark == marks[0]:
            names[number, mark, server.name] = uuid.uuid4().hex
            server.say(names[number, mark, server.name], cycle[0])
    return [
        Curve(server.name, tuple(marks), tuple(median(taken[server.name, mark]) for mark in marks))
        for server in servers
    ]


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
