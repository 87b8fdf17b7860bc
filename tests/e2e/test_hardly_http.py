"""What is hardly HTTP is refused in words: no 5xx, no traceback."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Clara
from tests.e2e.raw import exchanged

pytestmark = pytest.mark.e2e
_END = b"Host: clara\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize(
    "request_",
    [
        b"GET  HTTP/1.1\r\n",
        b"GET \x00 HTTP/1.1\r\n",
        b"GET \xff HTTP/1.1\r\n",
        b"GET /\xed\xa0\x80 HTTP/1.1\r\n",
        b"GET http://a:b:c/ HTTP/1.1\r\n",
        b"GET x HTTP/1.1\r\nno header\r\n",
        b"GET / HTTP/3\r\n",
        b"CONNECT a:1 HTTP/1.1\r\n",
        b"POST /chat/messages HTTP/1.1\r\nContent-Length: x\r\n",
        b"POST /chat/messages HTTP/1.1\r\nContent-Length: -1\r\n",
        b"POST /chat/messages HTTP/1.1\r\nContent-Length: \xd9\xa3\r\n",
        b"POST /chat/messages HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 3\r\n",
        b"POST /chat/messages HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n",
        b"POST /chat/messages HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n",
    ],
)
def test_what_cannot_be_read_is_a_bad_request(server: Clara, request_: bytes) -> None:
    assert exchanged(server, request_ + _END).startswith(b"HTTP/1.1 400 ")
    assert "Traceback" not in server.log.read_text()


@pytest.mark.parametrize(
    "length", [b"Content-Length: 2\r\n\r\n{}", b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"]
)
def test_a_body_of_either_length_is_read(server: Clara, length: bytes) -> None:
    asked = b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: clara\r\nConnection: close\r\n" + length
    assert b"'message' must be a string" in exchanged(server, asked)
