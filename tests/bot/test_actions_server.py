"""The action server of split set-ups: who may call, and what it does with calls that are none."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.actions_server import BIGGEST_CALL, Unguarded, serve_actions
from bot.paths import PROJECT
from tests.ports import free_port

pytestmark = pytest.mark.e2e
TOKEN = secrets.token_urlsafe(32)
CALL: dict[str, Any] = {
    "next_action": "action_answer",
    "tracker": {
        "sender_id": "me",
        "slots": {},
        "latest_message": {"text": "un secreto", "intent": {}, "entities": []},
        "events": [],
        "paused": False,
        "followup_action": None,
        "active_loop": {},
        "latest_action_name": None,
    },
}


@pytest.fixture(scope="module")
def actions() -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "bot", "actions", "--port", str(port)]
    environment = {**os.environ, "CLARA_ACTIONS_TOKEN": TOKEN}
    with subprocess.Popen(command, cwd=PROJECT, env=environment, stderr=subprocess.PIPE) as process:
        url = f"http://127.0.0.1:{port}"
        until = time.monotonic() + 120
        while True:
            assert process.poll() is None and time.monotonic() < until
            try:
                httpx.get(f"{url}/health")
                break
            except httpx.TransportError:
                time.sleep(0.2)
        yield url
        process.terminate()
        assert process.stderr is not None
        assert b"secreto" not in process.stderr.read()


def call(url: str, content: bytes, token: str | None = TOKEN, **headers: str) -> httpx.Response:
    shown = {} if token is None else {"Authorization": f"Bearer {token}"}
    return httpx.post(f"{url}/webhook", content=content, headers={**shown, **headers}, timeout=60)


@pytest.mark.parametrize("token", [None, TOKEN[:-1], "x" * 43])
def test_only_who_shows_the_token_is_answered(actions: str, token: str | None) -> None:
    reply = call(actions, json.dumps(CALL).encode(), token)
    assert reply.status_code == 401
    assert "secreto" not in reply.text


def test_an_action_answers_packed_or_not(actions: str) -> None:
    body = json.dumps(CALL).encode()
    for reply in (call(actions, body), call(actions, zlib.compress(body), **{"Content-Encoding": "deflate"})):
        assert reply.status_code == 200, reply.text
        assert set(reply.json()) == {"events", "responses"}


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"7", b"\xff", b"[" * 100_000, b'{"next_action": "a"}', b'{"tracker": {}}'],
)
def test_what_is_no_call_is_refused(actions: str, body: bytes) -> None:
    assert call(actions, body).status_code == 400


def test_errors_do_not_tell_the_conversation(actions: str) -> None:
    unknown = call(actions, json.dumps({**CALL, "next_action": "action_nothing"}).encode())
    assert unknown.status_code == 404
    broken = call(actions, json.dumps({**CALL, "tracker": {"latest_message": "un secreto"}}).encode())
    assert broken.status_code == 500
    for reply in (unknown, broken):
        assert "secreto" not in reply.text
        assert "Traceback" not in reply.text


def test_a_small_body_that_unpacks_to_a_huge_one_is_refused(actions: str) -> None:
    bomb = zlib.compress(b"0" * (BIGGEST_CALL + 1))
    assert len(bomb) < 64 * 1024
    assert call(actions, bomb, **{"Content-Encoding": "deflate"}).status_code == 400
    assert call(actions, zlib.compress(b"{}")[:-3], **{"Content-Encoding": "deflate"}).status_code == 400


def test_other_pages_get_no_leave_and_nothing_lists_the_actions(actions: str) -> None:
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    reply = httpx.options(f"{actions}/webhook", headers=headers)
    assert "Access-Control-Allow-Origin" not in reply.headers
    assert httpx.get(f"{actions}/actions").status_code == 404


def test_others_are_not_listened_to_without_a_token() -> None:
    for host in ("0.0.0.0", "::", "192.0.2.1", "actions.internal"):
        with pytest.raises(Unguarded):
            serve_actions(host, 1, None)
