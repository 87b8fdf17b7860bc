"""Rasa's HTTP API for an operator's programs: closed without ``CLARA_API_TOKEN``, and for reading only.

Rasa's own is open to all unless it is given a token, which then travels in addresses and so into logs;
whoever has it may replace the model, which is code. Here the token travels in a header, and only what
`OPENED` names is served: conversations' trackers, the domain, the state, and understanding a text.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from rasa.server import ErrorResponse, create_app
from sanic import Blueprint, Sanic
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.channels.text import LONGEST_MESSAGE, clean
from bot.security.secrets import bearer, same

TOKEN_VARIABLE = "CLARA_API_TOKEN"  # noqa: S105  (its name)
# Method and path of Rasa's.
OPENED = frozenset(
    {
        ("GET", "status"),
        ("GET", "domain"),
        ("GET", "conversations/<conversation_id:path>/tracker"),
        ("GET", "conversations/<conversation_id:path>/story"),
        ("POST", "model/parse"),
    }
)
_Handler = Callable[..., Awaitable[HTTPResponse]]


def install_api(app: Sanic, token: str) -> None:
    """Serve the opened part of Rasa's API to whoever shows the token.

    Args:
        app: the server, before it starts.
        token: what has to be shown, as ``Authorization: Bearer …``.
    """
    rasa = create_app(cors_origins=[])
    routes = Blueprint("clara_api")
    for route in rasa.router.routes:
        for method in route.methods:
            if (method, route.path) in OPENED:
                name = route.name.rpartition(".")[2]
                routes.add_route(_guarded(route.handler, token), f"/{route.path}", [method], name=name)

    @app.listener("after_server_start")
    async def share(_app: Sanic, _loop: Any) -> None:
        rasa.ctx.agent = app.ctx.agent

    app.blueprint(routes)


def _guarded(handler: _Handler, token: str) -> _Handler:
    @wraps(handler)
    async def guarded(request: Request, **named: Any) -> HTTPResponse:
        if "token" in request.args or "callback_url" in request.args:
            return _no(HTTPStatus.BAD_REQUEST, "no token and no callback_url in the address")
        if not same(bearer(request.headers.get("Authorization")), token):
            return _no(HTTPStatus.UNAUTHORIZED, "not authorized", {"WWW-Authenticate": "Bearer"})
        if request.method == "POST" and not _holds_a_text(request):
            return _no(HTTPStatus.BAD_REQUEST, 'the body must be JSON: {"text": "…"}')
        try:
            return await handler(request, **named)
        except ErrorResponse as error:
            # Rasa's details quote what failed.
            return _no(error.status, error.error_info["reason"])

    return guarded


def _holds_a_text(request: Request) -> bool:
    try:
        body = request.json
    except (InvalidUsage, UnicodeDecodeError, RecursionError):
        return False
    text = body.get("text") if isinstance(body, dict) else None
    return isinstance(text, str) and len(clean(text)) > 0 and len(text) <= LONGEST_MESSAGE


def _no(status: int, why: str, headers: dict[str, str] | None = None) -> HTTPResponse:
    return json({"error": why}, status=status, headers=headers)
