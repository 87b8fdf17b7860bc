"""The action server for set-ups of several machines (``CLARA_ACTIONS=remote``): Rasa's protocol, guarded.

Rasa's own listens to everybody, asks nobody who they are, unpacks a body of any size, and answers an error
with the request, which holds the whole conversation.
"""

from __future__ import annotations

import json
import logging
import uuid
import zlib
from ipaddress import ip_address
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.security.logs import guard_logs
from bot.security.requests import CheckedProtocol, CheckedRequest
from bot.security.secrets import bearer, same

logger = logging.getLogger(__name__)

TOKEN_VARIABLE = "CLARA_ACTIONS_TOKEN"  # noqa: S105  (its name)
# A conversation of a thousand turns has a few megabytes of events.
BIGGEST_CALL = 16 * 1024 * 1024


class Unguarded(RuntimeError):
    """The server would listen to others without a token."""


class BadCall(ValueError):
    """A body that is no action call."""


def make_app(token: str | None) -> Sanic:
    """Make the server.

    Args:
        token: what callers have to show; None: they need not.
    """
    app = Sanic("clara_actions", configure_logging=False, request_class=CheckedRequest)
    app.config.REQUEST_MAX_SIZE = BIGGEST_CALL
    app.config.FALLBACK_ERROR_FORMAT = "json"
    executor = ActionExecutor()
    executor.register_package("actions")

    @app.get("/health")
    async def health(_request: Request) -> HTTPResponse:
        return response.json({"status": "ok"})

    @app.post("/webhook")
    async def call(request: Request) -> HTTPResponse:
        if token and not same(bearer(request.headers.get("Authorization")), token):
            return response.json({"error": "not authorized"}, status=401)
        try:
            return response.json(await executor.run(_read(request)))
        except BadCall as error:
            return response.json({"error": str(error)}, status=400)
        except ActionExecutionRejection as error:
            return response.json({"error": error.message, "action_name": error.action_name}, status=400)
        except ActionNotFoundException as error:
            return response.json({"error": "no such action", "action_name": error.action_name}, status=404)
        except Exception as error:
            trouble = uuid.uuid4().hex[:8]
            # Type only: the message of an error may quote what the person wrote.
            logger.error("an action failed (%s): %s", trouble, type(error).__name__)
            return response.json({"error": f"the action failed ({trouble})"}, status=500)

    return app


def serve_actions(host: str, port: int, token: str | None) -> None:
    """Serve until stopped.

    Args:
        host: address to listen on.
        port: port to listen on.
        token: what callers have to show.

    Raises:
        Unguarded: others could call, and there is no token.
        OSError: nothing can listen there.
    """
    if not token and not _is_loopback(host):
        raise Unguarded(f"{TOKEN_VARIABLE} is needed to listen on {host}: a call holds a whole conversation.")
    guard_logs()
    app = make_app(token)
    app.run(host=host, port=port, protocol=CheckedProtocol, access_log=False, motd=False)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _read(request: Request) -> dict[str, Any]:
    body = request.body
    if request.headers.get("Content-Encoding") == "deflate":
        body = _unpacked(body)
    try:
        call = json.loads(body)
    except (ValueError, RecursionError):
        raise BadCall("the body is no JSON") from None
    tracker = call.get("tracker") if isinstance(call, dict) else None
    if not isinstance(tracker, dict) or not isinstance(call.get("next_action"), str):
        raise BadCall("the body is no action call")
    return dict(call)


def _unpacked(body: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(body, BIGGEST_CALL)
    except zlib.error:
        raise BadCall("the body is not packed as it says") from None
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise BadCall("the body is cut off, or bigger than a call may be")
    return unpacked
