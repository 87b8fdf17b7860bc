"""A running server with small limits: what is too much is refused kindly, and everybody else is answered."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from tests.e2e.conftest import Clara, running

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clara]:
    """Three messages at once of a conversation, thirty requests of an address, behind a proxy."""
    with running(
        tmp_path_factory.mktemp("limited"),
        CLARA_LIMIT_SENDER="4/h burst 3",
        CLARA_LIMIT_ADDRESS="30/h",
        CLARA_TRUSTED_PROXIES="127.0.0.1",
    ) as clara:
        yield clara


def someone() -> dict[str, str]:
    """Headers of a caller whose address nobody else has."""
    return {"X-Forwarded-For": ".".join(str(secrets.randbelow(200) + 10) for _ in range(4))}


def test_a_conversation_is_slowed_over_rest_and_another_is_not(limited: Clara) -> None:
    headers, body = someone(), {"sender": secrets.token_hex(16), "message": "hola"}
    replies = [limited.post(json=body, headers=headers) for _ in range(4)]
    assert [reply.status_code for reply in replies] == [200, 200, 200, 429]
    told = replies[-1].json()
    assert 1 <= told["retry_after"] == int(replies[-1].headers["Retry-After"]) <= 900
    assert told["error"] == "too_many"
    assert "Espera un momento" in told["message"]
    other = limited.post(json={**body, "sender": secrets.token_hex(16)}, headers=headers)
    assert other.status_code == 200


def test_a_conversation_is_slowed_on_the_web(limited: Clara) -> None:
    headers, conversation = someone(), secrets.token_hex(24)

    def send(message: str) -> httpx.Response:
        body = {"conversation": conversation, "id": message, "text": "hola"}
        return httpx.post(f"{limited.url}/chat/messages", json=body, headers=headers, timeout=30)

    ids = [secrets.token_hex(12) for _ in range(4)]
    assert [send(one).status_code for one in ids] == [200, 200, 200, 429]
    # Whoever resends waits, too.
    again = send(ids[0])
    assert again.status_code == 429
    assert again.headers["Retry-After"].isdigit()


def test_an_address_is_slowed_whatever_it_asks_and_whichever_conversation_it_claims(limited: Clara) -> None:
    headers = someone()
    paths = ("/api/openapi.json", "/", "/webhooks/rest/")
    statuses = [httpx.get(limited.url + paths[at % 3], headers=headers).status_code for at in range(30)]
    assert set(statuses) == {200}
    body = {"conversation": secrets.token_hex(24), "id": secrets.token_hex(12), "text": "hola"}
    origin = {"Origin": limited.url, **headers}
    refused = httpx.post(f"{limited.url}/chat/messages", json=body, headers=origin)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"].isdigit()
    assert refused.headers["X-Content-Type-Options"] == "nosniff"
    # What the caller wrote in front of what the proxy added changes nothing.
    spoofed = {"X-Forwarded-For": f"{someone()['X-Forwarded-For']}, {headers['X-Forwarded-For']}"}
    assert httpx.get(f"{limited.url}/", headers=spoofed).status_code == 429
    assert httpx.get(f"{limited.url}/", headers=someone()).status_code == 200


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_big_is_not_read_to_its_end(limited: Clara, chunked: bool) -> None:
    where = urlsplit(limited.url)
    assert where.hostname and where.port
    head = (
        f"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: {where.netloc}\r\nContent-Type: application/json\r\n"
    )
    chunk = b"a" * 65536
    length = "Transfer-Encoding: chunked" if chunked else "Content-Length: 1000000000"
    with socket.create_connection((where.hostname, where.port), timeout=30) as caller:
        caller.sendall(f"{head}{length}\r\n\r\n".encode())
        sent = 0
        try:
            while sent < 2**26:
                caller.sendall(b"%x\r\n%s\r\n" % (len(chunk), chunk) if chunked else chunk)
                sent += len(chunk)
        except OSError:
            pass
        assert sent < 2**26
    assert limited.post(json={"sender": "a", "message": "a" * 100}, headers=someone()).status_code == 200
