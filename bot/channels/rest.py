"""Rasa's REST channel with its input checked: same address, same messages, clear refusals.

Rasa's own answers a wrong body with a 500 or with silence, and logs the text of a message that failed.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.payloads import as_typed
from bot.channels.text import LONGEST_MESSAGE, clean

logger = logging.getLogger(__name__)

LONGEST_SENDER = 200
_TROUBLE = "Algo ha fallado al responderte. Inténtalo de nuevo en un momento, por favor."


class BadRequest(ValueError):
    """A request body that cannot be a message; says what is wrong with it."""


class Rest(InputChannel):
    """``POST /webhooks/rest/webhook`` with ``{"sender": "…", "message": "…"}``."""

    @classmethod
    def name(cls) -> str:
        """The channel's name and the middle of its address."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's two routes.

        Args:
            on_new_message: Rasa's handler.

        Returns:
            A blueprint with ``GET /`` (is it there?) and ``POST /webhook``.
        """
        routes = Blueprint("clara_rest", "bot.channels.rest")

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                sender, text = _read(request)
            except BadRequest as error:
                return response.json({"error": str(error)}, status=400)
            collector = CollectingOutputChannel()
            try:
                await on_new_message(UserMessage(text, collector, sender, input_channel=self.name()))
            except Exception as error:
                trouble = uuid.uuid4().hex[:8]
                # Type only: the message of an error may quote what the person wrote.
                logger.error("a turn failed (%s): %s", trouble, type(error).__name__)
                return response.json([{"recipient_id": sender, "text": _TROUBLE}])
            # Rasa knows the caller by another name.
            return response.json([{**message, "recipient_id": sender} for message in collector.messages])

        return routes


def _read(request: Request) -> tuple[str, str]:
    try:
        body = request.json
    except (InvalidUsage, UnicodeDecodeError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise BadRequest('the body must be a JSON object: {"sender": "…", "message": "…"}')
    sender = body.get("sender")
    if sender is None:
        sender = uuid.uuid4().hex
    if not isinstance(sender, str) or not 0 < len(sender) <= LONGEST_SENDER:
        raise BadRequest(f"'sender' must be a string of 1 to {LONGEST_SENDER} characters")
    text = body.get("message")
    if not isinstance(text, str):
        raise BadRequest("'message' must be a string")
    text = as_typed(clean(text))
    if not text:
        raise BadRequest("'message' is empty")
    if len(text) > LONGEST_MESSAGE:
        raise BadRequest(f"'message' is longer than {LONGEST_MESSAGE} characters")
    return clean(sender) or uuid.uuid4().hex, text
