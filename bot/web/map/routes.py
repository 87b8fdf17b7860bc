"""``/mapa``, ``/api/policy`` and ``/api/openapi.json``."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
import logging
from http import HTTPStatus
from pathlib import Path

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.web.headers import PAGE_POLICY
from bot.web.map.asked import WrongParameter, read_map
from bot.web.map.document import as_document
from bot.web.map.page import as_page, as_trouble
from knowledge.database import reading
from knowledge.errors import KnowledgeError
from knowledge.flows import FlowQuery

logger = logging.getLogger(__name__)
OPENAPI = Path(__file__).resolve().parent / "openapi.json"
_API_NAMES, _PAGE_NAMES = ("data", "version"), ("datos", "version")
_JSON, _HTML = "application/json", "text/html; charset=utf-8"
_COMPRESSION = 6

# Maps are drawn in threads: whoever chats meanwhile does not wait.
map_routes = Blueprint("clara_map")


@map_routes.route("/api/policy", methods=["GET", "HEAD"])
async def policy(request: Request) -> HTTPResponse:
    """The map as JSON; ``data`` and ``version`` narrow it."""
    return await asyncio.to_thread(_policy, request)


def _policy(request: Request) -> HTTPResponse:
    try:
        with reading() as session:
            document = as_document(read_map(FlowQuery(session), _parameters(request), _API_NAMES))
    except WrongParameter as error:
        return _answer(request, json.dumps({"error": str(error)}), _JSON, status=HTTPStatus.BAD_REQUEST)
    except KnowledgeError as error:
        logger.error("the map cannot be drawn: %s", type(error).__name__)
        return _answer(
            request,
            json.dumps({"error": "the knowledge base is not ready"}),
            _JSON,
            status=HTTPStatus.SERVICE_UNAVAILABLE,
        )
    return _answer(request, json.dumps(document, ensure_ascii=False), _JSON)


@map_routes.route("/api/openapi.json", methods=["GET", "HEAD"])
async def openapi(request: Request) -> HTTPResponse:
    """The description of the API."""
    return _answer(request, OPENAPI.read_text(encoding="utf-8"), _JSON)


@map_routes.route("/mapa", methods=["GET", "HEAD"])
async def page(request: Request) -> HTTPResponse:
    """The map as a page, whole without scripts; ``datos`` and ``version`` narrow it."""
    return await asyncio.to_thread(_page, request)


def _page(request: Request) -> HTTPResponse:
    try:
        with reading() as session:
            html = as_page(read_map(FlowQuery(session), _parameters(request), _PAGE_NAMES))
    except WrongParameter:
        return _answer(request, as_trouble(known=False), _HTML, status=HTTPStatus.BAD_REQUEST)
    except KnowledgeError as error:
        logger.error("the map cannot be drawn: %s", type(error).__name__)
        return _answer(request, as_trouble(known=True), _HTML, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return _answer(request, html, _HTML)


def _parameters(request: Request) -> dict[str, list[str]]:
    return dict(request.get_args(keep_blank_values=True))


def _answer(request: Request, text: str, kind: str, status: int = HTTPStatus.OK) -> HTTPResponse:
    """Send a text, or 304 to whoever has it; content may be loaded at any moment, so each use asks anew."""
    body = text.encode()
    headers = {"Vary": "Accept-Encoding"}
    if kind == _HTML:
        headers["Content-Security-Policy"] = PAGE_POLICY
    if status == HTTPStatus.OK:
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers |= {"ETag": tag, "Cache-Control": "no-cache"}
        if tag in request.headers.get("If-None-Match", ""):
            return HTTPResponse(b"", status=HTTPStatus.NOT_MODIFIED, headers=headers)
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        body, headers["Content-Encoding"] = gzip.compress(body, _COMPRESSION), "gzip"
    return HTTPResponse(body, status=status, headers=headers, content_type=kind)
