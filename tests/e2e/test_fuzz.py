"""A running server under generated requests: whole ones after its OpenAPI file, and bytes without form."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import given
from hypothesis import strategies as st
from schemathesis import checks

from tests.e2e.conftest import Clara
from tests.e2e.raw import exchanged
from tests.fuzz.counting import share, watched
from tests.fuzz.texts import ANYTHING, BYTES

pytestmark = pytest.mark.e2e
_CHECKS = [checks.not_a_server_error, checks.status_code_conformance, checks.response_schema_conformance]
_PATHS = st.sampled_from(
    ["/", "/chat/messages", "/webhooks/rest/webhook", "/api/policy", "/mapa", "/chat/votes"]
)
_METHODS = st.sampled_from(["GET", "POST", "DELETE", "OPTIONS", "HEAD", "PUT", "BREW", "get", "", "GET\x00"])
_HEADERS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "Content-Length: -1",
                "Content-Length: 5",
                "Content-Length: 99999999999999999999",
                "Content-Length: x",
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: gzip, chunked",
                "Content-Encoding: deflate",
                "Expect: 100-continue",
                "Expect: 200-ok",
                "Connection: close",
                "Upgrade: websocket",
                "X-Forwarded-For: a, b, c",
                "Authorization: Bearer",
                "Host: evil.example",
                "If-None-Match: *",
                "Accept-Encoding: gzip;q=x",
                "Content-Type: application/json; charset=\xff",
                "Cookie: =; =",
                "Range: bytes=-1",
                "Origin: null",
            ]
        ),
        ANYTHING.map(lambda text: f"X-{text}"),
        ANYTHING,
    ),
    max_size=6,
)

api = schemathesis.pytest.from_fixture("schema")


@pytest.fixture(scope="module")
def schema(server: Clara) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_url(f"{server.url}/api/openapi.json")


@api.parametrize()
@share(0.002)
def test_whole_requests(case: schemathesis.Case[Any]) -> None:
    with watched("requests after OpenAPI", case):
        case.call_and_validate(checks=_CHECKS)


def no_server_error(answer: bytes) -> None:
    for line in answer.split(b"\r\n"):
        if line.startswith(b"HTTP/1.1 "):
            assert int(line.split()[1]) < 500, answer[:500]
    assert b"Traceback" not in answer


@share(0.008)
@given(method=_METHODS, path=st.one_of(_PATHS, ANYTHING), headers=_HEADERS, body=BYTES)
def test_requests_that_are_hardly_http(
    server: Clara, method: str, path: str, headers: list[str], body: bytes
) -> None:
    lines = [f"{method} {path} HTTP/1.1", "Host: clara", "Connection: close", *headers]
    request = "\r\n".join(lines).encode("utf-8", "surrogatepass") + b"\r\n\r\n" + body
    with watched("raw HTTP", request):
        no_server_error(exchanged(server, request))


@share(0.008)
@given(request=BYTES)
def test_bytes_that_are_no_http(server: Clara, request: bytes) -> None:
    with watched("raw bytes", request):
        no_server_error(exchanged(server, request))


def test_after_all_of_these_a_question_is_answered(clara: Clara) -> None:
    assert clara.ask("¿venden mis datos?")["status"] == "answered"
    assert "Traceback" not in clara.log.read_text()
