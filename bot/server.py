"""Serving Clara: Rasa's server, with the actions in its process and only the channels open."""

from __future__ import annotations

import logging
import os
import socket
import sys
import uuid
from functools import partial
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, register
from rasa.core.run import close_resources, configure_app, create_http_input_channels
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic

from bot import paths
from bot.channels.credentials import read_channels
from bot.channels.telegram.settings import BadSettings
from bot.conversations import install_retention
from bot.door import Clara, open_door
from bot.embedded import EmbeddedActions
from bot.web.site import install

ACTIONS_VARIABLE = "CLARA_ACTIONS"
_LONGEST_TURN = 30
# An update of Telegram's with the longest text, and the text it replies to, in escaped JSON.
_BIGGEST_BODY = 256 * 1024
_PROBE = ("¿Para qué usan mi ubicación?", "ask_purpose")


class ModelUnfit(RuntimeError):
    """The model was loaded, but does not understand what it should."""


def endpoints() -> AvailableEndpoints:
    """The endpoints of `endpoints.yml`, with the actions in this process.

    ``CLARA_ACTIONS=remote`` keeps the action server that the file names.
    """
    found = AvailableEndpoints.read_endpoints(str(paths.ENDPOINTS))
    if os.environ.get(ACTIONS_VARIABLE) != "remote":
        found.action = EmbeddedActions()
    return found


async def load_agent(model: Path = paths.MODEL) -> Clara:
    """Load the assistant without a server, for evaluation and tools.

    Args:
        model: the trained model.

    Returns:
        An agent that answers with the project's actions.
    """
    return await open_door(model, endpoints())


def serve(host: str, port: int, *, channel: str | None = None, credentials: Path = paths.CREDENTIALS) -> None:
    """Serve until stopped.

    Args:
        host: address to listen on.
        port: port to listen on.
        channel: ``"cmdline"`` chats in the terminal; None serves the channels of a credentials file.
        credentials: that file.

    Raises:
        BadCredentials: there are no such channels.
        BadRetention: ``CLARA_CONVERSATIONS_HOURS`` is no time.
        BadSettings: Telegram cannot work as it is set up.
        ModelUnfit: the model is of no use.
        OSError: nothing can listen there.
    """
    _check_free(host, port)
    available = endpoints()
    channels = create_http_input_channels(channel, None) if channel else read_channels(credentials)
    app = _shell(channels, port) if channel else _site(channels)
    app.config.REQUEST_MAX_SIZE = _BIGGEST_BODY
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.register_listener(partial(_open, available), "before_server_start")
    app.register_listener(_check_model, "before_server_start")
    install_retention(app)
    app.register_listener(close_resources, "after_server_stop")
    if {one.name() for one in channels} & {"rest", "web"}:

        @app.after_server_start
        async def announce(_app: Sanic, _loop: Any) -> None:
            print(f"\nClara answers at http://{host}:{port}  (Ctrl+C stops)", flush=True)

    logging.getLogger("sanic.error").addFilter(_is_news)
    app.run(host=host, port=port, access_log=False, motd=False)


def _check_free(host: str, port: int) -> None:
    """Raise OSError if nothing can listen there: Sanic only logs it, and ends as if all were well."""
    for family, kind, protocol, _, address in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    ):
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)


def _is_news(record: logging.LogRecord) -> bool:
    """Sanic logs with its traceback what `serve` raises, and its caller tells in words."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, (BadSettings, ModelUnfit))


def _shell(channels: list[InputChannel], port: int) -> Sanic:
    """Rasa's own set-up, which chats in the terminal."""
    return configure_app(channels, enable_api=False, port=port, conversation_id=uuid.uuid4().hex)


def _site(channels: list[InputChannel]) -> Sanic:
    """The channels, and the web site with its own.

    Without Rasa's set-up, whose "/" tells its version and whose CORS answers every preflight itself.
    """
    app = Sanic("clara", configure_logging=False)
    app.config.RESPONSE_TIMEOUT = _LONGEST_TURN
    register(channels, app, route="/webhooks/")
    if any(one.name() == "web" for one in channels):
        install(app)
    return app


async def _open(available: AvailableEndpoints, app: Sanic, loop: Any) -> None:
    app.ctx.agent = await open_door(paths.MODEL, available, loop)


async def _check_model(app: Sanic, _loop: Any) -> None:
    """Some broken models load without a word and understand nothing."""
    question, intent = _PROBE
    understood = await app.ctx.agent.parse_message(question)
    found = understood["intent"]["name"]
    if found != intent:
        print(f"The model takes {question!r} for {found!r}: run 'make train'.", file=sys.stderr)
        raise ModelUnfit(found)
