"""A thin client of Telegram's Bot API: the eight methods that Clara calls, and errors that say what to do.

    ApiError
    ├── Unreachable      no answer, or the server's own fault: try again
    ├── TooManyRequests  try again after ``wait`` seconds
    ├── Undeliverable    this person cannot be written to, or this call is wrong: let it be
    ├── Conflict         another program takes this bot's updates
    └── Rejected         the token is not, or no longer, a bot's

The token is part of every address; no error carries an address, and none is chained to one that does.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from bot.channels.telegram.objects import ANSWERED_KINDS, Bot

_CALL_WITHIN = 15.0
# For what an answer need not wait for.
_NICETY_WITHIN = 3.0
_CONNECT_WITHIN = 10.0
_SERVER_FAULT = 500
_AT_ONCE = 100


class ApiError(Exception):
    """Telegram did not do what it was asked; never tells the token."""


class Unreachable(ApiError):
    """No answer came, or one that blames the server."""


class TooManyRequests(ApiError):
    """Telegram wants to be left alone for ``wait`` seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__(f"too many requests: wait {wait:g} s")
        self.wait = wait


class Undeliverable(ApiError):
    """The chat is gone, the bot was blocked, or the call cannot work."""


class Conflict(ApiError):
    """A webhook or another poller takes this bot's updates."""


class Rejected(ApiError):
    """The token opens no bot."""


class Api:
    """Calls the Bot API.

    Args:
        token: the bot's token, as BotFather gave it.
        base: where the Bot API is, without a slash at the end.
    """

    def __init__(self, token: str, base: str) -> None:
        # These loggers tell every address that is called.
        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)
        self._base = f"{base}/bot{token}"
        limits = httpx.Limits(max_connections=_AT_ONCE, max_keepalive_connections=20)
        # Proxies of the environment are honoured: some networks reach Telegram only so.
        self._client = httpx.AsyncClient(limits=limits)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def me(self) -> Bot:
        """Who this bot is.

        Raises:
            ApiError: as all methods here; `Rejected` for a wrong token.
        """
        return Bot.parse_obj(await self._call("getMe"))

    async def updates(self, offset: int | None, *, wait: int) -> list[dict[str, Any]]:
        """Wait for updates.

        Args:
            offset: the first one wanted; all before it are confirmed, and told no more. None: the earliest
                that is not confirmed yet.
            wait: how many seconds Telegram may hold the call open when there are none.

        Returns:
            At most a hundred updates, as they came.
        """
        wanted = {"timeout": wait, "allowed_updates": list(ANSWERED_KINDS)}
        if offset is not None:
            wanted["offset"] = offset
        found = await self._call("getUpdates", wanted, within=wait + _CALL_WITHIN)
        return [update for update in found if isinstance(update, dict)] if isinstance(found, list) else []

    async def send(self, chat: int, text: str, **options: Any) -> None:
        """Send a message in Telegram's HTML, without previews of links.

        Args:
            chat: where to.
            text: what, escaped, of at most 4,096 characters that are seen.
            options: further parameters of ``sendMessage``; those that are None are left out.
        """
        message = {"chat_id": chat, "text": text, "parse_mode": "HTML", **options}
        await self._call("sendMessage", {**message, "link_preview_options": {"is_disabled": True}})

    async def typing(self, chat: int, thread: int | None = None) -> None:
        """Show for five seconds that an answer is being written."""
        where = {"chat_id": chat, "action": "typing", "message_thread_id": thread}
        await self._call("sendChatAction", where, within=_NICETY_WITHIN)

    async def answer_callback(self, callback: str) -> None:
        """Stop a pressed button's spinner."""
        await self._call("answerCallbackQuery", {"callback_query_id": callback}, within=_NICETY_WITHIN)

    async def set_commands(self, commands: Sequence[Mapping[str, str]]) -> None:
        """Set the bot's menu: ``command`` and ``description`` of each."""
        await self._call("setMyCommands", {"commands": list(commands)})

    async def set_webhook(self, url: str, secret: str) -> None:
        """Have updates sent to an address, each with a secret in its header."""
        await self._call(
            "setWebhook", {"url": url, "secret_token": secret, "allowed_updates": list(ANSWERED_KINDS)}
        )

    async def delete_webhook(self) -> None:
        """Have updates kept until they are asked for; what waits is kept too."""
        await self._call("deleteWebhook")

    async def _call(
        self, method: str, parameters: Mapping[str, Any] | None = None, *, within: float = _CALL_WITHIN
    ) -> Any:
        given = {name: value for name, value in (parameters or {}).items() if value is not None}
        limits = httpx.Timeout(within, connect=_CONNECT_WITHIN)
        try:
            response = await self._client.post(f"{self._base}/{method}", json=given, timeout=limits)
            body = response.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise Unreachable(f"{method}: {type(error).__name__}") from None
        if isinstance(body, dict) and body.get("ok") is True:
            return body.get("result")
        raise _error(method, response.status_code, body if isinstance(body, dict) else {})


def _error(method: str, status: int, body: Mapping[str, Any]) -> ApiError:
    code = body.get("error_code", status)
    parameters = body.get("parameters")
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
    what = f"{method}: {code}"
    if code == httpx.codes.TOO_MANY_REQUESTS:
        return TooManyRequests(float(wait) if isinstance(wait, int | float) else 1.0)
    if code in (httpx.codes.UNAUTHORIZED, httpx.codes.NOT_FOUND):
        return Rejected(what)
    if code == httpx.codes.CONFLICT:
        return Conflict(f"{what}, another program takes this bot's updates")
    if not isinstance(code, int) or code >= _SERVER_FAULT or code < httpx.codes.BAD_REQUEST:
        return Unreachable(what)
    return Undeliverable(what)


def keyboard(rows: Sequence[tuple[str, str]]) -> dict[str, Any] | None:
    """An inline keyboard with one button in each row, so that questions can be read.

    Args:
        rows: title and callback data of each.

    Returns:
        The ``reply_markup`` parameter, or None without rows.
    """
    if not rows:
        return None
    return {"inline_keyboard": [[{"text": title, "callback_data": data}] for title, data in rows]}
