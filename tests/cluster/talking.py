"""Many people talking to a cluster at once, and what must have come of it.

Each says the same turns as others of the same script, most of which mean something only after the turns
before ("¿y con quién lo comparten?"). What a script is answered with is found out first, by one person alone.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
from sqlalchemy import create_engine, text

_TURNS = (
    "¿para qué usan {first}?",
    "¿y con quién lo comparten?",
    "¿cuánto tiempo lo guardan?",
    "¿de dónde lo sacan?",
    "¿y {second}?",
    "¿para qué lo usan?",
    "cuéntame más",
    "¿y con quién lo comparten?",
    "gracias",
    "¿puedo borrarlo?",
)
_MATTERS = (
    "mi ubicación",
    "mi correo",
    "mi historial de visionado",
    "mi teléfono",
    "mis búsquedas",
    "mi voz",
)
SCRIPTS = tuple(
    tuple(turn.format(first=first, second=second) for turn in _TURNS)
    for first, second in zip(_MATTERS, (*_MATTERS[1:], _MATTERS[0]), strict=True)
)
_TRIES = 40
_JOURNAL = """
CREATE TABLE journal (place SERIAL PRIMARY KEY, sender_id TEXT, data TEXT);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO journal (sender_id, data) VALUES (NEW.sender_id, NEW.data);
  RETURN NULL;
END $$;
CREATE TRIGGER noted AFTER INSERT ON events FOR EACH ROW
  WHEN (NEW.type_name IN ('user', 'bot')) EXECUTE FUNCTION note();
"""
Reply = tuple[tuple[str, str], ...]


@dataclass
class Person:
    """One conversation, and what came back."""

    script: Sequence[str]
    conversation: str = field(default_factory=lambda: secrets.token_hex(24))
    sent: list[str] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    resent: int = 0

    async def say(self, client: httpx.AsyncClient, words: str) -> None:
        """Say something, again with the same id while no answer comes, as the chat page does."""
        number = secrets.token_urlsafe(18)
        body = {"conversation": self.conversation, "id": number, "text": words}
        self.sent.append(number)
        began = time.monotonic()
        for attempt in range(_TRIES):
            try:
                response = await client.post("/chat/messages", json=body)
            except httpx.TransportError:
                response = None
            if response is not None and response.status_code == 200:
                break
            assert response is None or response.status_code >= 500, response.text
            self.resent += 1
            await asyncio.sleep(0.2 * min(attempt + 1, 10))
        assert response is not None and response.status_code == 200
        self.seconds.append(time.monotonic() - began)
        self.replies.append(_reply(response.json()["messages"]))

    async def talk(self, client: httpx.AsyncClient, turns: int, said: Callable[[], None]) -> None:
        """Say the script's turns, each after the answer to the one before.

        Args:
            client: to the cluster.
            turns: how many.
            said: called after each.
        """
        for words in self.script[:turns]:
            await self.say(client, words)
            said()


def _reply(messages: list[dict[str, Any]]) -> Reply:
    """What was said, and what it is about."""
    about = [one["answer"] or {} for one in messages]
    return tuple(
        (one["text"], f"{answer.get('aspect')} {answer.get('concepts')} {answer.get('status')}")
        for one, answer in zip(messages, about, strict=True)
    )


async def everybody_talks(
    url: str, people: Sequence[Person], turns: int, said: Callable[[int], None] = lambda _: None
) -> None:
    """Have all of them talk at once.

    Args:
        url: where to.
        people: who.
        turns: how many turns each.
        said: called after each turn, with how many have been answered.
    """
    count = 0

    def one_more() -> None:
        nonlocal count
        count += 1
        said(count)

    limits = httpx.Limits(max_connections=len(people), max_keepalive_connections=len(people))
    async with httpx.AsyncClient(base_url=url, timeout=120, limits=limits) as client:
        await asyncio.gather(*(person.talk(client, turns, one_more) for person in people))


async def references(url: str, turns: int) -> list[list[Reply]]:
    """What each script is answered with when nobody else talks."""
    found = []
    for script in SCRIPTS:
        alone = Person(script)
        await everybody_talks(url, [alone], turns)
        found.append(alone.replies)
    return found


def wrong_replies(people: Sequence[Person], expected: Sequence[Sequence[Reply]]) -> list[str]:
    """Where somebody was answered otherwise than alone: context lost, or another's."""
    return [
        f"{number}: {person.script[turn]!r} -> {reply} instead of {expected[number % len(SCRIPTS)][turn]}"
        for number, person in enumerate(people)
        for turn, reply in enumerate(person.replies)
        if reply != expected[number % len(SCRIPTS)][turn]
    ]


def keep_journal(database: str) -> None:
    """Have PostgreSQL note, in the same transaction, each turn that is stored: conversations keep few."""
    engine = create_engine(database, future=True)
    with engine.begin() as connection:
        connection.execute(text(_JOURNAL))
    engine.dispose()


def wrong_conversations(database: str, people: Sequence[Person], *, ordered: bool = True) -> list[str]:
    """Conversations whose stored turns are not exactly those that were sent.

    Args:
        database: where they are stored, with a journal.
        people: whose they are.
        ordered: whether in the order in which they were sent.
    """
    wrong = []
    query = text("SELECT data FROM journal WHERE sender_id = :who ORDER BY place")
    engine = create_engine(database, future=True)
    with engine.connect() as connection:
        for person in people:
            rows = connection.execute(query, {"who": f"web-{person.conversation}"})
            events = [json.loads(row[0]) for row in rows]
            taken = [event["message_id"] for event in events if event["event"] == "user"]
            told = sum(event["event"] == "bot" for event in events)
            same = taken == person.sent if ordered else sorted(taken) == sorted(person.sent)
            if not same or told != sum(map(len, person.replies)):
                wrong.append(f"{len(taken)} turns and {told} replies instead of {len(person.sent)}")
    engine.dispose()
    return wrong
