"""Databases, Redis and clock fail in the middle of a conversation, and come back: nothing is lost."""

from __future__ import annotations

import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, text

from bot.paths import PROJECT
from tests.e2e.conftest import Clara
from tests.faults.clock import Clock
from tests.faults.serving import FIRST, THEN, Server, answers_about, is_kind, measure
from tests.postgres import Cluster
from tests.redis_server import RedisServer

pytestmark = pytest.mark.e2e


@pytest.fixture
def clara(server: Server) -> Iterator[Clara]:
    """A conversation in which the first question has been answered."""
    clara = server.talk()
    assert "location" in answers_about(clara, FIRST)
    yield clara
    assert server.is_up()


def _goes_on(clara: Clara) -> bool:
    """Whether the next question is answered, and still understood from the first one."""
    return "location" in answers_about(clara, THEN)


def _is_told_kindly(clara: Clara) -> bool:
    return is_kind(clara.text(THEN))


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_the_knowledge_base_stops_and_starts(clara: Clara, knowledge_cluster: Cluster, how: str) -> None:
    knowledge_cluster.stop(how)
    try:
        assert _is_told_kindly(clara)
    finally:
        knowledge_cluster.start()
    measure(f"knowledge base in PostgreSQL, {how} stop", lambda: _goes_on(clara))


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_the_conversations_database_stops_and_starts(
    clara: Clara, conversations_cluster: Cluster, how: str
) -> None:
    conversations_cluster.stop(how)
    try:
        assert _is_told_kindly(clara)
    finally:
        conversations_cluster.start()
    measure(f"conversations in PostgreSQL, {how} stop", lambda: _goes_on(clara))


def test_the_chat_page_sends_its_message_again_and_it_is_taken_once(
    server: Server, conversations_cluster: Cluster
) -> None:
    conversation, message = secrets.token_hex(24), secrets.token_hex(12)
    url = f"http://127.0.0.1:{server.port}/chat/messages"
    body = {"conversation": conversation, "id": message, "text": FIRST}
    conversations_cluster.stop()
    try:
        refused = httpx.post(url, json=body, timeout=30)
        assert refused.status_code == 500
        assert is_kind(refused.json()["message"])
    finally:
        conversations_cluster.start()
    replies = []

    def answered() -> bool:
        reply = httpx.post(url, json=body, timeout=30)
        replies.append(reply.json())
        return reply.status_code == 200

    measure("the chat page's message", answered)
    assert answered()
    assert replies[-1] == replies[-2]
    assert _stored(server, f"web-{conversation}", "type_name").count("user") == 1


def test_a_knowledge_base_that_stands_still_holds_nobody_up_for_long(
    clara: Clara, knowledge_cluster: Cluster
) -> None:
    engine = create_engine(knowledge_cluster.url, future=True)
    with engine.begin() as holding:
        holding.execute(text("LOCK TABLE policy, fact, aspect, concept IN ACCESS EXCLUSIVE MODE"))
        began = time.monotonic()
        assert _is_told_kindly(clara)
        assert time.monotonic() - began < 25
    measure("knowledge base locked", lambda: _goes_on(clara))


def test_redis_is_killed_and_started(clara: Clara, redis: RedisServer) -> None:
    redis.kill()
    try:
        assert _is_told_kindly(clara)
    finally:
        redis.start()
    measure("Redis killed", lambda: _goes_on(clara))


@pytest.mark.parametrize(("jump", "seconds"), [("+3d", 259_200), ("-3d", -259_200), ("-3h", -10_800)])
def test_the_clock_jumps(server: Server, clara: Clara, clock: Clock, jump: str, seconds: int) -> None:
    clock.set(jump)
    try:
        measure(f"clock set {jump}", lambda: _goes_on(clara))
        assert _last_time(server, clara) - time.time() == pytest.approx(seconds, abs=60)
        # What was said after the jump counts, too.
        assert "email" in answers_about(clara, "¿y mi correo?")
        assert "email" in answers_about(clara, "¿cuánto tiempo lo guardan?")
    finally:
        clock.set("+0")
    assert "email" in answers_about(clara, "¿y para qué lo usan?")


def test_content_is_loaded_while_questions_are_answered(server: Server, clara: Clara) -> None:
    """Layout and content change under a conversation; each answer is from the old or from the new."""
    with create_engine(server.environment["CLARA_DATABASE_URL"], future=True).begin() as connection:
        connection.execute(text("UPDATE policy SET fingerprint = 'another'"))
    load = [sys.executable, "-m", "bot", "kb", "load"]
    with subprocess.Popen(load, cwd=PROJECT, env=server.environment, stdout=subprocess.DEVNULL) as loading:
        asked = 0
        while loading.poll() is None or asked < 3:
            assert "location" in answers_about(server.talk(), FIRST)
            asked += 1
    assert loading.returncode == 0
    assert _goes_on(clara)


def test_killed_in_the_middle_of_a_turn_it_is_as_if_that_turn_had_not_been_said(
    server: Server, clara: Clara, knowledge_cluster: Cluster
) -> None:
    """The turn is held up in the knowledge base, so that the kill surely is in its middle."""
    engine = create_engine(knowledge_cluster.url, future=True)
    with engine.begin() as holding:
        holding.execute(text("LOCK TABLE policy, fact, aspect, concept IN ACCESS EXCLUSIVE MODE"))
        lost: list[Exception] = []
        turn = threading.Thread(target=lambda: _note_failure(clara, lost))
        turn.start()
        _wait_until_somebody_waits(knowledge_cluster)
        server.kill(signal.SIGKILL)
        turn.join(30)
    assert [type(error) for error in lost] == [httpx.RemoteProtocolError]
    server.start()
    server.warm()
    measure("killed in a turn, after the start", lambda: _goes_on(clara))
    said = [event for event in _events(server, clara) if event == "user"]
    assert len(said) == 2


def _note_failure(clara: Clara, lost: list[Exception]) -> None:
    try:
        clara.say(THEN)
    except httpx.TransportError as error:
        lost.append(error)


def _wait_until_somebody_waits(cluster: Cluster) -> None:
    query = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with create_engine(cluster.url, future=True).connect() as connection:
        until = time.monotonic() + 20
        while not connection.execute(query).scalar_one():
            assert time.monotonic() < until
            connection.rollback()
            time.sleep(0.02)


def _last_time(server: Server, clara: Clara) -> float:
    return float(_stored(server, clara.sender, "timestamp")[-1])


def _events(server: Server, clara: Clara) -> list[str]:
    return _stored(server, clara.sender, "type_name")


def _stored(server: Server, sender: str, column: str) -> list[Any]:
    query = text(f"SELECT {column} FROM events WHERE sender_id = :sender ORDER BY id")
    with create_engine(server.environment["CLARA_CONVERSATIONS_URL"], future=True).connect() as connection:
        return list(connection.execute(query, {"sender": sender}).scalars())
