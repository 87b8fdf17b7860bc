"""Answers made of what the knowledge base holds: compressed, and not sent to whoever has them."""

from __future__ import annotations

import gzip
import hashlib
from http import HTTPStatus

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.web.headers import PAGE_POLICY

JSON, HTML = "application/json", "text/html; charset=utf-8"
_COMPRESSION = 6


def parameters(request: Request) -> dict[str, list[str]]:
    """A request's parameters, each with all its values."""
    return dict(request.get_args(keep_blank_values=True))


def answer(request: Request, text: str, kind: str, status: int = HTTPStatus.OK) -> HTTPResponse:
    """Send a text, or 304 to whoever has it; content may be loaded at any moment, so each use asks anew.

    Args:
        request: what is answered.
        text: the body.
        kind: its content type.
        status: anything but 200 is not kept by whoever asks.

    Returns:
        The response.
    """
    body = text.encode()
    headers = {"Vary": "Accept-Encoding"}
    if kind == HTML:
        headers["Content-Security-Policy"] = PAGE_POLICY
    if status == HTTPStatus.OK:
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers |= {"ETag": tag, "Cache-Control": "no-cache"}
        if tag in request.headers.get("If-None-Match", ""):
            return HTTPResponse(b"", status=HTTPStatus.NOT_MODIFIED, headers=headers)
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        body, headers["Content-Encoding"] = gzip.compress(body, _COMPRESSION), "gzip"
    return HTTPResponse(body, status=status, headers=headers, content_type=kind)
