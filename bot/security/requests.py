"""Requests that are hardly HTTP: refused with 400, where Sanic fails or says nothing.

Written for Sanic 21.12; `tests/e2e/test_hardly_http.py` fails when what is built on here changes.
"""

from __future__ import annotations

from typing import Any

from sanic.compat import Header
from sanic.exceptions import InvalidUsage, SanicException
from sanic.http import Http
from sanic.request import Request
from sanic.server import HttpProtocol


class CheckedRequest(Request):
    """Sanic's request, whose body has one length.

    Args:
        url_bytes: the address.
        headers: the headers.
        others: what else Sanic gives.
        named: the same, by name.

    Raises:
        InvalidUsage: it cannot be told where the body ends; answered with 400.
    """

    def __init__(self, url_bytes: bytes, headers: Header, *others: Any, **named: Any) -> None:
        super().__init__(url_bytes, headers, *others, **named)
        if not _has_one_length(self.headers):
            raise InvalidUsage("Bad Request")


class CheckedProtocol(HttpProtocol):
    """Sanic's protocol, which answers what cannot be read."""

    def _setup_connection(self) -> None:
        super()._setup_connection()
        self._http = _CheckedHttp(self)


class _CheckedHttp(Http):
    async def error_response(self, exception: Exception) -> None:
        """Answer an error (Sanic's interface): without a request yet, it is the caller's."""
        if self.request is None:
            # Sanic makes a request of this address, to answer it, and may fail again.
            self.url = None
            if not isinstance(exception, SanicException):
                exception = InvalidUsage("Bad Request")
        await super().error_response(exception)


def _has_one_length(headers: Header) -> bool:
    """Whether it is clear where a body ends (RFC 9112, section 6.3)."""
    codings, lengths = headers.getall("transfer-encoding", []), headers.getall("content-length", [])
    if codings:
        return codings == ["chunked"] and not lengths
    return not lengths or (len(lengths) == 1 and lengths[0].isascii() and lengths[0].isdigit())
