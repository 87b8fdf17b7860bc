"""Conversations that go on while one thing after the other fails, at random."""

from __future__ import annotations

import random
import signal
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, text

from tests.cluster.talking import keep_journal
from tests.faults.clock import Clock
from tests.faults.serving import Server, is_kind, note_soak
from tests.postgres import Cluster
from tests.redis_server import RedisServer

pytestmark = [pytest.mark.e2e, pytest.mark.soak]

_SECONDS = 300
_PEOPLE = 6
# Never so far from each other that a conversation looks silent for long enough to be deleted: whoever sends
# a message again would begin a new one.
_CLOCKS = ["+10h", "-10h", "+0", "-2h"]
# Each is understood from the one before; what its answer must be about.
_ROUND = [
    ("¿para qué usan mi ubicación?", "location"),
    ("¿y con quién la comparten?", "location"),
    ("¿y mi correo?", "email"),
    ("¿cuánto tiempo lo guardan?", "email"),
]


class Person:
    """Somebody who asks one question after the other, and again when told to try again."""

    def __init__(self, url: str):
        self.sender = uuid.uuid4().hex
        self.taken: list[str] = []
        self.troubles: Counter[str] = Counter()
        self.wrong: list[str] = []
        self._url = f"{url}/webhooks/rest/webhook"

    def ask_until(self, over: threading.Event) -> None:
        """Ask rounds of questions until it is over, the last round to its end."""
        while not over.is_set():
            for question, concept in _ROUND:
                self._ask(question, concept)

    def ask_once(self) -> None:
        """Ask the first question."""
        self._ask(*_ROUND[0])

    def _ask(self, question: str, concept: str) -> None:
        number = uuid.uuid4().hex
        while True:
            messages = self._send(question, number)
            if messages is None:
                time.sleep(0.5)
                continue
            self.taken.append(number)
            answers = [m["custom"]["answer"] for m in messages if "custom" in m]
            if answers:
                about = {one for answer in answers for one in answer["concepts"]}
                if concept not in about:
                    self.wrong.append(f"{question}: {about}")
                return
            # The turn was taken, and could not be answered: a person asks anew.
            self.troubles["asked anew"] += 1
            number = uuid.uuid4().hex
            time.sleep(0.5)

    def _send(self, question: str, number: str) -> list[dict[str, Any]] | None:
        """Send once; None if the same message has to be sent again."""
        body = {"sender": self.sender, "message": question, "message_id": number}
        try:
            response = httpx.post(self._url, json=body, timeout=60)
        except httpx.TransportError:
            self.troubles["no reply"] += 1
            return None
        if response.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            self.troubles["no reply"] += 1
            return None
        assert response.status_code == 200, response.text
        messages: list[dict[str, Any]] = response.json()
        told = " ".join(str(message.get("text")) for message in messages)
        if is_kind(told) and "Algo ha fallado" in told:
            self.troubles["told to try again"] += 1
            return None
        return messages


def test_no_turn_is_lost_or_doubled_whatever_fails(
    server: Server,
    knowledge_cluster: Cluster,
    conversations_cluster: Cluster,
    redis: RedisServer,
    clock: Clock,
) -> None:
    faults: dict[str, Callable[[], None]] = {
        "knowledge base stopped": lambda: _pause(knowledge_cluster.stop, knowledge_cluster.start),
        "conversations stopped": lambda: _pause(conversations_cluster.stop, conversations_cluster.start),
        "Redis killed": lambda: _pause(redis.kill, redis.start),
        "clock set": lambda: clock.set(random.choice(_CLOCKS)),
        "server killed": lambda: _pause(lambda: server.kill(signal.SIGKILL), server.start),
    }
    first, *people = [Person(f"http://127.0.0.1:{server.port}") for _ in range(_PEOPLE + 1)]
    # The table of events is made with the first turn.
    first.ask_once()
    keep_journal(server.environment["CLARA_CONVERSATIONS_URL"])
    over = threading.Event()
    talking = [threading.Thread(target=person.ask_until, args=(over,)) for person in people]
    for thread in talking:
        thread.start()
    happened: Counter[str] = Counter()
    until = time.monotonic() + _SECONDS
    try:
        while time.monotonic() < until:
            time.sleep(random.uniform(1, 6))
            name = random.choice(list(faults))
            faults[name]()
            happened[name] += 1
    finally:
        over.set()
        for thread in talking:
            thread.join(300)
    troubles = sum((person.troubles for person in people), Counter[str]())
    turns = sum(len(person.taken) for person in people)
    note_soak("random faults", f"{dict(happened)}; {turns} turns of {_PEOPLE} people; {dict(troubles)}")
    assert [wrong for person in people for wrong in person.wrong] == []
    stored = {person.sender: _stored(server, person.sender) for person in people}
    doubled = [one for ids in stored.values() for one, times in Counter(ids).items() if times > 1]
    assert doubled == []
    assert stored == {person.sender: person.taken for person in people}
    assert turns > _PEOPLE * len(_ROUND)


def _pause(stop: Callable[[], None], start: Callable[[], None]) -> None:
    stop()
    time.sleep(random.uniform(0, 3))
    start()


def _stored(server: Server, sender: str) -> list[str]:
    """The ids of the messages that were stored in a conversation, in order."""
    query = text(
        "SELECT data::json ->> 'message_id' FROM journal "
        "WHERE sender_id = :sender AND data::json ->> 'event' = 'user' ORDER BY place"
    )
    with create_engine(server.environment["CLARA_CONVERSATIONS_URL"], future=True).connect() as connection:
        return list(connection.execute(query, {"sender": sender}).scalars())
