"""What Rasa leaves open: its HTTP API, versions, callbacks, models, and logs that tell what people wrote."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.e2e.conftest import Clara, running

pytestmark = pytest.mark.e2e
TOKEN = secrets.token_urlsafe(32)
_READING = [
    ("GET", "/status"),
    ("GET", "/domain"),
    ("GET", "/conversations/somebody/tracker"),
    ("GET", "/conversations/somebody/story"),
]
_PARSING = ("POST", "/model/parse")
_CALLBACK = ("POST", "/webhooks/callback/webhook")
_CHANGING = [
    ("PUT", "/model"),
    ("DELETE", "/model"),
    ("POST", "/model/train"),
    ("POST", "/model/test/stories"),
    ("POST", "/model/test/intents"),
    ("POST", "/model/predict"),
    ("POST", "/conversations/somebody/messages"),
    ("POST", "/conversations/somebody/execute"),
    ("POST", "/conversations/somebody/predict"),
    ("POST", "/conversations/somebody/trigger_intent"),
    ("POST", "/conversations/somebody/tracker/events"),
    ("PUT", "/conversations/somebody/tracker/events"),
]


@pytest.fixture(scope="module")
def operated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clara]:
    """A server whose operator may read Rasa's API; the token comes from a file."""
    folder = tmp_path_factory.mktemp("operated")
    (folder / "token").write_text(f"{TOKEN}\n")
    with running(folder, CLARA_API_TOKEN_FILE=str(folder / "token")) as clara:
        yield clara


def call(clara: Clara, method: str, path: str, token: str | None = TOKEN, **more: object) -> httpx.Response:
    headers = {"Accept": "application/json"}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    return httpx.request(method, clara.url + path, headers=headers, timeout=30, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("method", "path"), [*_READING, *_CHANGING, _PARSING, ("GET", "/version")])
def test_without_a_token_rasas_api_is_not_there(server: Clara, method: str, path: str) -> None:
    assert call(server, method, path).status_code in (404, 405)


@pytest.mark.parametrize(("method", "path"), [*_CHANGING, ("GET", "/version"), _CALLBACK])
def test_nobody_can_change_anything_over_the_api(operated: Clara, method: str, path: str) -> None:
    assert call(operated, method, path, json={}).status_code in (404, 405)


@pytest.mark.parametrize(("method", "path"), _READING)
def test_the_operator_can_read(operated: Clara, method: str, path: str) -> None:
    assert call(operated, method, path).status_code == 200


def test_the_operator_can_ask_how_a_text_is_understood(operated: Clara) -> None:
    found = call(operated, "POST", "/model/parse", json={"text": "¿para qué usan mi ubicación?"}).json()
    assert found["intent"]["name"] == "ask_purpose"


@pytest.mark.parametrize("shown", [None, TOKEN[:-1], TOKEN + "x", "é"])
@pytest.mark.parametrize(("method", "path"), [*_READING[:3], _PARSING])
def test_nobody_reads_without_the_whole_token(
    operated: Clara, method: str, path: str, shown: str | None
) -> None:
    headers = {} if shown is None else {b"Authorization": f"Bearer {shown}".encode()}
    reply = httpx.request(method, operated.url + path, headers=headers)
    assert reply.status_code == 401
    assert reply.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_in_the_address_is_refused_and_so_is_a_callback(operated: Clara) -> None:
    assert call(operated, "GET", f"/status?token={TOKEN}").status_code == 400
    assert call(operated, "GET", f"/status?token={TOKEN}", token=None).status_code == 400
    assert call(operated, "POST", "/model/parse?callback_url=http://127.0.0.1:1/").status_code == 400
    assert TOKEN not in operated.log.read_text()


def test_the_apis_errors_tell_no_version_and_no_details(operated: Clara) -> None:
    bodies = (b"{", b"[]", b"{}", b'{"text": 7}', b'{"text": " "}', b"\xff", b"[" * 9000)
    for body in bodies:
        reply = call(operated, "POST", "/model/parse", content=body)
        assert reply.status_code == 400
        assert set(reply.json()) == {"error"}
    reply = call(operated, "GET", "/conversations/somebody/tracker?until=x&include_events=y")
    assert reply.status_code == 400
    assert set(reply.json()) == {"error"}


@pytest.mark.parametrize("path", ["/", "/version", "/nothing", "/webhooks/rest/"])
def test_nothing_tells_which_software_answers(server: Clara, path: str) -> None:
    reply = httpx.get(server.url + path)
    told = f"{reply.headers} {reply.text}".lower()
    assert "rasa" not in told
    assert "sanic" not in told
    assert "3.6.21" not in told


def test_no_log_tells_what_people_wrote_even_at_its_loudest(tmp_path: Path) -> None:
    words = ("abracadabrante", "zarzamoral", "desoxirribonucleico", "peregrinaje")
    with running(tmp_path, module="tests.e2e.loud") as clara:
        clara.say(f"mi palabra secreta es {words[0]}")
        clara.say(f"¿para qué usan mi {words[1]}?")
        clara.ask("¿para qué usan mi ubicación?")
        clara.post(json={"sender": words[2], "message": [words[2]]})
        clara.post(content=f'{{"sender": "{words[2]}", "message": '.encode())
        web = {"conversation": secrets.token_hex(24), "id": secrets.token_hex(12)}
        httpx.post(f"{clara.url}/chat/messages", json={**web, "text": words[3]}).raise_for_status()
        httpx.post(f"{clara.url}/chat/messages", json={**web, "text": words[3], "other": words[3]})
        away = clara.knowledge.with_suffix(".away")
        clara.knowledge.rename(away)
        clara.say(f"¿guardan mi {words[0]} y mi ubicación?")
        away.rename(clara.knowledge)
        log = clara.log.read_text()
    assert "INFO rasa" in log, log[:2000]
    for word in words:
        assert word not in log
