"""The server's gate: how often an address may come, how much it may bring, and how slowly."""

from __future__ import annotations

import logging

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.security.limiter import Limiter
from bot.security.refusing import TooFast
from bot.security.settings import LimitSettings

logger = logging.getLogger(__name__)

# An update of Telegram's with the longest text, and the text it replies to, in escaped JSON.
BIGGEST_BODY = 256 * 1024
# Whoever sends a request drop by drop holds a connection; nobody needs this long.
_WHOLE_REQUEST_WITHIN = 20
# Whoever watches the server asks often; Telegram comes from few addresses, and shows its secret.
_FREE = ("/health/live", "/health/ready", "/webhooks/telegram/webhook")


class Gate:
    """Lets requests in, or answers them with 429.

    Args:
        settings: how much is let in, and which proxies are believed.
    """

    def __init__(self, settings: LimitSettings) -> None:
        self._limiter = Limiter("address", settings.address, settings.redis)
        self._proxies = settings.proxies
        self._told = False

    def install(self, app: Sanic) -> None:
        """Stand before everything that an app serves.

        Args:
            app: the server, before it starts.
        """
        app.config.REQUEST_MAX_SIZE = BIGGEST_BODY
        app.config.REQUEST_TIMEOUT = _WHOLE_REQUEST_WITHIN
        app.register_middleware(self._ask, "request")

    async def _ask(self, request: Request) -> HTTPResponse | None:
        if request.path in _FREE:
            return None
        forwarded = request.headers.getall("X-Forwarded-For", [])
        if forwarded and not self._told and not self._proxies.trusts(request.ip):
            self._told = True
            logger.warning("X-Forwarded-For is not believed: CLARA_TRUSTED_PROXIES names no such proxy")
        wait = await self._limiter.ask(self._proxies.caller(request.ip, forwarded))
        return TooFast(wait).response() if wait > 0 else None
