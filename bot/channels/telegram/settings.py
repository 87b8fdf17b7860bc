"""How the channel is set up: keys of `credentials.yml`, or the environment for those that are not there."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot import paths
from bot.channels.telegram.api import Api, ApiError, Rejected
from bot.privacy.identity import BadKey, Identity, stored_key

logger = logging.getLogger(__name__)

TELEGRAM = "https://api.telegram.org"
WEBHOOK_PATH = "/webhooks/telegram/webhook"
# Key in credentials.yml: variable of the environment.
VARIABLES = {
    "token": "TELEGRAM_TOKEN",
    "token_file": "TELEGRAM_TOKEN_FILE",
    "webhook_url": "TELEGRAM_WEBHOOK_URL",
    "api_url": "TELEGRAM_API_URL",
    "state": "TELEGRAM_STATE",
    "chat_key": "CLARA_CHAT_KEY",
}
_TOKEN = re.compile(r"(?P<bot>\d{1,20}):[A-Za-z0-9_-]{30,80}")
_HOW = "(see Telegram in the README)"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class BadSettings(ValueError):
    """The channel cannot work as it is set up; says why, and never tells the token."""


@dataclass(frozen=True)
class Settings:
    """What the channel is to do.

    ``webhook_url`` is the whole public address that Telegram calls; None for long polling. ``state`` is the
    folder for what must outlive a restart.
    """

    token: str = field(repr=False)
    api_url: str
    webhook_url: str | None
    state: Path
    identity: Identity = field(repr=False)

    @property
    def bot_id(self) -> int:
        """The bot's id, which its token begins with."""
        return int(self.token.partition(":")[0])


def read_settings(credentials: Mapping[str, Any] | None) -> Settings:
    """Read the channel's settings.

    Args:
        credentials: its part of `credentials.yml`.

    Returns:
        The settings; conversations' key is made when there is none.

    Raises:
        BadSettings: something is missing, not known, or not as it must be.
    """
    given = {name: value for name, value in (credentials or {}).items() if value not in (None, "")}
    if unknown := set(given) - set(VARIABLES):
        raise BadSettings(f"Telegram has no setting {', '.join(sorted(unknown))} {_HOW}.")
    found = {name: str(given.get(name) or os.environ.get(VARIABLES[name]) or "") for name in VARIABLES}
    state = Path(found["state"]) if found["state"] else paths.VAR / "telegram"
    try:
        identity = Identity(found["chat_key"] or stored_key(state / "chat.key"))
    except (BadKey, OSError, UnicodeDecodeError) as error:
        raise BadSettings(f"The key of conversations cannot be used: {error} {_HOW}.") from error
    return Settings(
        token=_token(found["token"], found["token_file"]),
        api_url=_address("api_url", found["api_url"] or TELEGRAM),
        webhook_url=_webhook(found["webhook_url"]),
        state=state,
        identity=identity,
    )


async def check_token(api: Api) -> None:
    """Ask Telegram once whether the token is a bot's; without an answer, it may be.

    Args:
        api: the client with the token.

    Raises:
        BadSettings: it is none.
    """
    try:
        await api.me()
    except Rejected:
        raise BadSettings(f"Telegram does not know this token: ask @BotFather for it {_HOW}.") from None
    except ApiError as error:
        logger.warning("Telegram cannot be reached yet (%s); trying again", error)


def _token(token: str, file: str) -> str:
    if not token and file:
        try:
            token = Path(file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadSettings(f"TELEGRAM_TOKEN_FILE={file} cannot be read: {error}") from error
    token = token.strip()
    if not token:
        raise BadSettings(f"Telegram needs a token: TELEGRAM_TOKEN=… make telegram {_HOW}.")
    if not _TOKEN.fullmatch(token):
        raise BadSettings(f"That is no token of Telegram's: it looks like 123456789:AAF… {_HOW}.")
    return token


def _webhook(url: str) -> str | None:
    if not url:
        return None
    address = _address("webhook_url", url)
    return address if urlsplit(address).path else address + WEBHOOK_PATH


def _address(name: str, url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("https", "http") or parts.query or parts.fragment:
        raise BadSettings(f"{VARIABLES[name]} must be an address such as https://clara.example.org {_HOW}.")
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise BadSettings(f"{VARIABLES[name]} must begin with https:// {_HOW}.")
    return url.rstrip("/")
