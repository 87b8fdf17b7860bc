"""Clara on Telegram, as a channel of Rasa's: long polling, or a webhook that only Telegram can call."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.telegram.replies import NAME
from bot.channels.telegram.running import Running
from bot.channels.telegram.settings import Settings, read_settings
from bot.conversations import erase

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
# Telegram sends a chat's next update when this one is answered, and this one again when it is refused.
_ANSWER_WITHIN = 20.0


class Telegram(InputChannel):
    """The channel. In `credentials.yml`; what is not there is taken from the environment::

        bot.channels.telegram.channel.Telegram:
          token: ${TELEGRAM_TOKEN}
          webhook_url: https://clara.example.org   # without it: long polling

    Args:
        settings: what it is to do.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        # A new one for each run: what an earlier one was called with opens nothing.
        self._secret = secrets.token_urlsafe(32)
        self._running: Running | None = None

    @classmethod
    def name(cls) -> str:
        """The channel's name and the middle of its address."""
        return NAME

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> Telegram:
        """Make the channel (Rasa's interface).

        Args:
            credentials: its part of `credentials.yml`.

        Raises:
            BadSettings: it cannot work so.
        """
        return cls(read_settings(credentials))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's routes, and what begins and ends with the server.

        Args:
            on_new_message: Rasa's handler.

        Returns:
            A blueprint with ``GET /`` (is it there?) and, with a webhook, ``POST /webhook``.
        """
        routes = Blueprint("clara_telegram", "bot.channels.telegram")

        @routes.listener("before_server_start")
        async def open_(app: Sanic, _loop: Any) -> None:
            self._running = Running(
                self._settings, self._secret, on_new_message, lambda one: erase(app.ctx.agent, one)
            )
            await self._running.open()

        @routes.listener("after_server_start")
        async def begin(_app: Sanic, _loop: Any) -> None:
            if self._running is not None:
                self._running.begin()

        @routes.listener("before_server_stop")
        async def stop(_app: Sanic, _loop: Any) -> None:
            if self._running is not None:
                await self._running.stop()

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        if self._settings.webhook_url is not None:

            @routes.route("/webhook", methods=["POST"])
            async def receive(request: Request) -> HTTPResponse:
                return await self._receive(request)

        return routes

    async def _receive(self, request: Request) -> HTTPResponse:
        """Take an update from Telegram; 200 when it has been handled, 503 when it has to come again."""
        shown = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, self._secret.encode()):
            return response.json({"error": "only Telegram may call this"}, status=403)
        dispatcher = self._running.dispatcher if self._running is not None else None
        if dispatcher is None or dispatcher.is_full:
            return _later()
        try:
            update = request.json
        except (InvalidUsage, UnicodeDecodeError, RecursionError):
            update = None
        if not isinstance(update, dict):
            return response.json({"error": "the body must be an update, as JSON"}, status=400)
        done = dispatcher.accept(update)
        await asyncio.wait([done], timeout=_ANSWER_WITHIN)
        if not done.done() or done.cancelled():
            return _later()
        return response.json({"ok": True})


def _later() -> HTTPResponse:
    return response.json({"error": "not now"}, status=503, headers={"Retry-After": "5"})
