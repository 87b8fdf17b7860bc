"""Three workers behind nginx are one Clara, also while one of them dies."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator

import httpx
import pytest

from bot.web.votes import Votes
from tests.cluster.talking import (
    SCRIPTS,
    Person,
    everybody_talks,
    references,
    wrong_conversations,
    wrong_replies,
)
from tests.cluster.workers import Cluster, cluster

pytestmark = pytest.mark.e2e
_TURNS = 5
_PEOPLE = 30


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


def test_no_turn_is_lost_or_doubled_when_a_worker_dies(three: Cluster) -> None:
    expected = asyncio.run(references(three.url, _TURNS))
    assert len({str(replies) for replies in expected}) == len(SCRIPTS)
    people = [Person(SCRIPTS[number % len(SCRIPTS)]) for number in range(_PEOPLE)]
    dying = three.workers[1]

    def die(count: int) -> None:
        if count == _PEOPLE * _TURNS // 3:
            threading.Thread(target=dying.kill).start()

    asyncio.run(everybody_talks(three.url, people, _TURNS, die))
    assert dying.process is not None and dying.process.returncode == -9
    assert wrong_replies(people, expected) == []
    assert wrong_conversations(three.database, people) == []
    three.restart(dying)


def test_messages_of_one_conversation_at_once_are_taken_one_after_another(three: Cluster) -> None:
    person = Person(SCRIPTS[0])

    async def all_at_once() -> None:
        async with httpx.AsyncClient(base_url=three.url, timeout=120) as client:
            await asyncio.gather(*(person.say(client, words) for words in SCRIPTS[0][:6]))

    asyncio.run(all_at_once())
    assert len(person.replies) == 6
    # Which came first is chance; that each was taken once is not.
    assert wrong_conversations(three.database, [person], ordered=False) == []


def test_a_worker_that_is_told_to_stop_loses_nobody(three: Cluster) -> None:
    people = [Person(SCRIPTS[number % len(SCRIPTS)]) for number in range(_PEOPLE)]
    leaving = three.workers[2]
    codes: list[int] = []

    def leave(count: int) -> None:
        if count == _PEOPLE:
            threading.Thread(target=lambda: codes.append(leaving.stop())).start()

    asyncio.run(everybody_talks(three.url, people, 3, leave))
    assert leaving.stop() == 0
    assert sum(person.resent for person in people) == 0
    assert wrong_conversations(three.database, people) == []
    three.restart(leaving)


def test_a_vote_is_counted_once_and_changed_at_another_worker(three: Cluster) -> None:
    person = Person(SCRIPTS[0])
    asyncio.run(everybody_talks(three.url, [person], 1))
    for worker, vote in zip(three.workers, ("up", "up", "down"), strict=True):
        body = {"conversation": person.conversation, "message": person.sent[0], "part": 0, "vote": vote}
        answer = httpx.post(f"http://127.0.0.1:{worker.port}/chat/votes", json=body, timeout=60)
        assert answer.json() == {"stored": True}
    assert [(one.up, one.down) for one in Votes(three.database).tally()] == [(0, 1)]


def test_a_conversation_erased_at_one_worker_is_gone_at_all(three: Cluster) -> None:
    person = Person(SCRIPTS[0])
    asyncio.run(everybody_talks(three.url, [person], 1))
    first, *others = (f"http://127.0.0.1:{worker.port}/chat" for worker in three.workers)
    address = f"/conversations/{person.conversation}"
    assert httpx.delete(first + address, timeout=60).json() == {"erased": True}
    assert [httpx.delete(one + address, timeout=60).json() for one in others] == [{"erased": False}] * 2


def test_the_figures_count_what_was_taken(three: Cluster) -> None:
    before = turns_counted(three)
    people = [Person(SCRIPTS[number]) for number in range(6)]
    asyncio.run(everybody_talks(three.url, people, 2))
    assert turns_counted(three) == before + 12
    assert "ubicación" not in "".join(worker.figures() for worker in three.workers)


def test_the_event_broker_is_told_each_turn(three: Cluster) -> None:
    person = Person(SCRIPTS[0])
    asyncio.run(everybody_talks(three.url, [person], 2))
    events = [json.loads(line) for line in three.events.read_text().splitlines()]
    mine = [one for one in events if one["sender_id"] == f"web-{person.conversation}"]
    assert [one["message_id"] for one in mine if one["event"] == "user"] == person.sent


def test_health_is_not_for_the_public(three: Cluster) -> None:
    assert httpx.get(f"{three.url}/health/ready").status_code == 404
    assert httpx.get(f"{three.url}/metrics").status_code == 404


def test_every_line_of_the_logs_is_json_without_what_was_said(three: Cluster) -> None:
    lines = three.logs().splitlines()
    assert lines and all(isinstance(json.loads(line), dict) for line in lines)
    assert not [line for line in lines for turn in SCRIPTS[0] if turn in line]


def test_without_redis_nobody_is_ready_and_a_turn_is_refused_kindly(three: Cluster) -> None:
    three.redis.kill()
    answers = [worker.health() for worker in three.workers]
    assert [(one.status_code, one.json()["parts"]["redis"]) for one in answers if one] == [(503, "down")] * 3
    body = {"conversation": Person(SCRIPTS[0]).conversation, "id": "0123456789abcdef", "text": "hola"}
    refused = httpx.post(f"{three.url}/chat/messages", json=body, timeout=60)
    assert (refused.status_code, refused.json()["error"]) == (500, "trouble")
    three.redis.start()
    for worker in three.workers:
        worker.wait()
    again = httpx.post(f"{three.url}/chat/messages", json=body, timeout=60)
    assert again.status_code == 200 and again.json()["began"]


def turns_counted(three: Cluster) -> float:
    counted = 'clara_turns_total{channel="web",outcome="taken"} '
    lines = [line for worker in three.workers for line in worker.figures().splitlines()]
    return sum(float(line.removeprefix(counted)) for line in lines if line.startswith(counted))
