"""Bytes to a server, and what comes back."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from tests.e2e.conftest import Clara

_WITHIN = 30


def exchanged(server: Clara, request: bytes) -> bytes:
    """What a server answers to these bytes, until it hangs up.

    Args:
        server: who is asked.
        request: what is sent.
    """
    where = urlsplit(server.url)
    assert where.hostname and where.port
    answer = b""
    with socket.create_connection((where.hostname, where.port), timeout=_WITHIN) as caller:
        try:
            caller.sendall(request)
            caller.shutdown(socket.SHUT_WR)
            while received := caller.recv(65536):
                answer += received
        except ConnectionError:
            pass
    return answer
