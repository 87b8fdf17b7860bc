"""``/mapa``, ``/api/policy`` and ``/api/openapi.json``."""

from __future__ import annotations

import asyncio
import json
import logging
from http import HTTPStatus
from pathlib import Path

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.web.map.asked import WrongParameter, read_map
from bot.web.map.document import as_document
from bot.web.map.page import as_page, as_trouble
from bot.web.responding import HTML, JSON, answer, parameters
from knowledge.database import reading
from knowledge.errors import KnowledgeError
from knowledge.flows import FlowQuery

logger = logging.getLogger(__name__)
OPENAPI = Path(__file__).resolve().parent / "openapi.json"
_API_NAMES, _PAGE_NAMES = ("data", "version"), ("datos", "version")

# Maps are drawn in threads: whoever chats meanwhile does not wait.
map_routes = Blueprint("clara_map")


@map_routes.route("/api/policy", methods=["GET", "HEAD"])
async def policy(request: Request) -> HTTPResponse:
    """The map as JSON; ``data`` and ``version`` narrow it."""
    return await asyncio.to_thread(_policy, request)


def _policy(request: Request) -> HTTPResponse:
    try:
        with reading() as session:
            document = as_document(read_map(FlowQuery(session), parameters(request), _API_NAMES))
    except WrongParameter as error:
        return answer(request, json.dumps({"error": str(error)}), JSON, status=HTTPStatus.BAD_REQUEST)
    except KnowledgeError as error:
        logger.error("the map cannot be drawn: %s", type(error).__name__)
        return answer(
            request,
            json.dumps({"error": "the knowledge base is not ready"}),
            JSON,
            status=HTTPStatus.SERVICE_UNAVAILABLE,
        )
    return answer(request, json.dumps(document, ensure_ascii=False), JSON)


@map_routes.route("/api/openapi.json", methods=["GET", "HEAD"])
async def openapi(request: Request) -> HTTPResponse:
    """The description of the API."""
    return answer(request, OPENAPI.read_text(encoding="utf-8"), JSON)


@map_routes.route("/mapa", methods=["GET", "HEAD"])
async def page(request: Request) -> HTTPResponse:
    """The map as a page, whole without scripts; ``datos`` and ``version`` narrow it."""
    return await asyncio.to_thread(_page, request)


def _page(request: Request) -> HTTPResponse:
    try:
        with reading() as session:
            html = as_page(read_map(FlowQuery(session), parameters(request), _PAGE_NAMES))
    except WrongParameter:
        return answer(request, as_trouble(known=False), HTML, status=HTTPStatus.BAD_REQUEST)
    except KnowledgeError as error:
        logger.error("the map cannot be drawn: %s", type(error).__name__)
        return answer(request, as_trouble(known=True), HTML, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return answer(request, html, HTML)
