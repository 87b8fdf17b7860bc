"""``/cambios``, ``/cambios.atom`` and ``/api/changes``."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.web.changes.asked import ASPECT, FROM, TO, Asked, read_changes
from bot.web.changes.document import as_document
from bot.web.changes.feed import as_feed
from bot.web.changes.page import as_page, as_trouble
from bot.web.map.asked import WrongParameter
from bot.web.responding import HTML, JSON, answer, parameters
from knowledge.database import reading
from knowledge.errors import KnowledgeError
from knowledge.queries import KnowledgeBase

logger = logging.getLogger(__name__)
_ATOM = "application/atom+xml; charset=utf-8"
_API_NAMES = {ASPECT: ASPECT, FROM: FROM, TO: TO}
_PAGE_NAMES = {"tema": ASPECT}
Trouble = Callable[[HTTPStatus, str], str]

# Read in threads: whoever chats meanwhile does not wait.
change_routes = Blueprint("clara_changes")


@change_routes.route("/cambios", methods=["GET", "HEAD"])
async def page(request: Request) -> HTTPResponse:
    """The time line as a page; ``tema`` narrows it to an aspect."""
    return await asyncio.to_thread(_answer, request, _PAGE_NAMES, as_page, HTML, _page_of_trouble)


@change_routes.route("/api/changes", methods=["GET", "HEAD"])
async def changes(request: Request) -> HTTPResponse:
    """The same as JSON; ``aspect`` narrows it, ``from`` and ``to`` choose versions."""
    return await asyncio.to_thread(_answer, request, _API_NAMES, _as_json, JSON, _json_of_trouble)


@change_routes.route("/cambios.atom", methods=["GET", "HEAD"])
async def feed(request: Request) -> HTTPResponse:
    """The versions as an Atom feed."""
    here = f"{request.scheme}://{request.host}"
    return await asyncio.to_thread(
        _answer, request, {}, lambda asked: as_feed(asked, here), _ATOM, _json_of_trouble
    )


def _answer(
    request: Request, names: Mapping[str, str], show: Callable[[Asked], str], kind: str, trouble: Trouble
) -> HTTPResponse:
    of_trouble = HTML if kind == HTML else JSON
    try:
        with reading() as session:
            asked = read_changes(KnowledgeBase(session), parameters(request), names)
    except WrongParameter as error:
        wrong = HTTPStatus.BAD_REQUEST
        return answer(request, trouble(wrong, str(error)), of_trouble, status=wrong)
    except KnowledgeError as error:
        logger.error("the changes cannot be read: %s", type(error).__name__)
        not_ready = HTTPStatus.SERVICE_UNAVAILABLE
        return answer(
            request, trouble(not_ready, "the knowledge base is not ready"), of_trouble, status=not_ready
        )
    return answer(request, show(asked), kind)


def _as_json(asked: Asked) -> str:
    return json.dumps(as_document(asked), ensure_ascii=False)


def _page_of_trouble(status: HTTPStatus, _problem: str) -> str:
    return as_trouble(known=status is HTTPStatus.SERVICE_UNAVAILABLE)


def _json_of_trouble(_status: HTTPStatus, problem: str) -> str:
    return json.dumps({"error": problem})
