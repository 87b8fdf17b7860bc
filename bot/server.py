"""Serving Clara: Rasa's server, with the actions in its process and only the channels open."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
import uuid
from functools import partial
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, register
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import paths
from bot.actions_server import TOKEN_VARIABLE
from bot.channels.credentials import read_channels
from bot.channels.telegram.settings import BadSettings
from bot.conversations import install_retention
from bot.door import Clara, open_door
from bot.embedded import EmbeddedActions
from bot.environment import BadSetting
from bot.listening import open_for_the_next, take
from bot.operations.logs import wants_json
from bot.operations.metrics import PORT_VARIABLE, metrics_address
from bot.operations.running import drain_seconds, install_operations
from bot.remote_actions import RemoteActions
from bot.security import api
from bot.security.gate import Gate
from bot.security.logs import guard_logs
from bot.security.requests import CheckedProtocol, CheckedRequest
from bot.security.settings import LimitSettings
from bot.security.turns import TurnLimits
from bot.web.site import install
from bot.workers.settings import check_shared, workers_of_environment
from bot.workers.supervising import Supervisor
from bot.workers.warming import Understand, load_once
from knowledge.database import reading
from knowledge.errors import KnowledgeError
from knowledge.queries import KnowledgeBase
from nlu.meaning import prepare

logger = logging.getLogger(__name__)

ACTIONS_VARIABLE = "CLARA_ACTIONS"
_LONGER_THAN_A_TURN = 10
_SERVER_ERROR = 500
ENDPOINTS_VARIABLE = "CLARA_ENDPOINTS"
_PROBE = ("¿Para qué usan mi ubicación?", "ask_purpose")


class ModelUnfit(RuntimeError):
    """The model was loaded, but does not understand what it should."""


def endpoints() -> AvailableEndpoints:
    """The endpoints of `endpoints.yml` (or of ``CLARA_ENDPOINTS``), with the actions in this process.

    ``CLARA_ACTIONS=remote`` keeps the action server that the file names, and shows it the token of
    ``CLARA_ACTIONS_TOKEN``.

    Raises:
        BadSetting: ``CLARA_ENDPOINTS`` names no file.
    """
    file = Path(os.environ.get(ENDPOINTS_VARIABLE) or paths.ENDPOINTS)
    if not file.is_file():
        raise BadSetting(f"{ENDPOINTS_VARIABLE} must name a file of Rasa's endpoints; {file} is none.")
    found = AvailableEndpoints.read_endpoints(str(file))
    if os.environ.get(ACTIONS_VARIABLE) != "remote":
        found.action = EmbeddedActions()
    elif found.action is not None:
        if token := os.environ.get(TOKEN_VARIABLE):
            found.action.headers["Authorization"] = f"Bearer {token}"
        found.action = RemoteActions(found.action)
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
    """Serve until stopped; with several workers (``CLARA_WORKERS``), as their parent and in each of them.

    Args:
        host: address to listen on.
        port: port to listen on.
        channel: ``"cmdline"`` chats in the terminal; None serves the channels of a credentials file.
        credentials: that file.

    Raises:
        BadCredentials: there are no such channels.
        BadRetention: ``CLARA_CONVERSATIONS_HOURS`` is no time.
        BadLimit: a limit is not as it must be.
        BadProxy: nor are the trusted proxies.
        BadSetting: the environment asks for what cannot be.
        BadSettings: Telegram cannot work as it is set up.
        ModelUnfit: the model is of no use.
        OSError: nothing can listen there.
        SystemExit: the parent of several workers ends.
    """
    workers = workers_of_environment() if channel is None else 1
    taken = take(host, port)
    _check_metrics_ports(workers)
    available = endpoints()
    channels = read_channels(credentials) if channel is None else []
    names = {one.name() for one in channels}
    if workers > 1:
        check_shared(available, names)
    app = _shell(channel, port) if channel else make_site(channels)
    limits = LimitSettings.of()
    Gate(limits).install(app)
    app.config.RESPONSE_TIMEOUT = limits.seconds + _LONGER_THAN_A_TURN
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.ctx.model, app.ctx.worker = paths.MODEL, 0
    app.register_listener(partial(_open, available, None if channel else limits), "before_server_start")
    if workers == 1:
        app.register_listener(check_model, "before_server_start")
        app.register_listener(_prepare_meaning, "after_server_start")
    install_retention(app)
    install_operations(app, limits.seconds)
    open_for_the_next(taken, app)
    app.register_listener(_close_broker, "after_server_stop")
    logging.getLogger("sanic.error").addFilter(_is_news)
    guard_logs()
    announce = partial(_announce, host, port) if names & {"rest", "web"} else _nothing
    if workers > 1:
        _fork(app, Supervisor(workers, taken, _longest_stop(limits), announce))
    else:
        app.register_listener(lambda _app, _loop: announce(), "after_server_start")
    app.run(sock=taken, protocol=CheckedProtocol, access_log=False, motd=False)


def _fork(app: Sanic, supervisor: Supervisor) -> None:
    """Load the model once and go on in each worker; the parent never returns."""
    app.ctx.model = load_once(paths.MODEL, _probe)
    worker = supervisor.run()
    app.ctx.worker = worker.number
    app.register_listener(lambda _app, _loop: worker.ready(), "after_server_start")


def _longest_stop(limits: LimitSettings) -> float:
    """The seconds that a worker has for taking turns still, finishing them, and closing what it uses."""
    return drain_seconds() + limits.seconds + _LONGER_THAN_A_TURN


def _announce(host: str, port: int) -> None:
    if wants_json():
        logger.info("Clara answers at http://%s:%d", host, port)
    else:
        print(f"\nClara answers at http://{host}:{port}  (Ctrl+C stops)", flush=True)


def _nothing() -> None:
    """Nobody is to be told."""


def _check_metrics_ports(workers: int) -> None:
    for worker in range(workers):
        address = metrics_address(worker)
        if address is None:
            return
        try:
            take(*address).close()
        except OSError as error:
            after = f"+{worker}" if worker else ""
            words = f"Nothing can listen on {PORT_VARIABLE}={address[1] - worker}{after}: {error.strerror}."
            raise BadSetting(words) from None


def _is_news(record: logging.LogRecord) -> bool:
    """Not what `serve` raises, which its caller tells in words, nor what callers send that is no HTTP."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, SanicException):
        return (error.status_code or _SERVER_ERROR) >= _SERVER_ERROR
    return not isinstance(error, (BadSetting, BadSettings, ModelUnfit))


def _shell(channel: str, port: int) -> Sanic:
    """Rasa's own set-up, which chats in the terminal."""
    from rasa.core.run import configure_app, create_http_input_channels  # all of Rasa's channels

    channels = create_http_input_channels(channel, None)
    app: Sanic = configure_app(channels, enable_api=False, port=port, conversation_id=uuid.uuid4().hex)

    @app.on_request
    async def keep_the_version(request: Request) -> HTTPResponse | None:
        return response.json({"error": "nothing here"}, status=404) if request.path == "/" else None

    return app


def make_site(channels: list[InputChannel]) -> Sanic:
    """The channels, and the web site with its own.

    Without Rasa's set-up, whose "/" tells its version and whose CORS answers every preflight itself.
    """
    app = Sanic("clara", configure_logging=False, request_class=CheckedRequest)
    register(channels, app, route="/webhooks/")
    if any(one.name() == "web" for one in channels):
        install(app)
    if token := os.environ.get(api.TOKEN_VARIABLE):
        api.install_api(app, token)
    return app


async def _close_broker(app: Sanic, _loop: Any) -> None:
    agent = getattr(app.ctx, "agent", None)
    if agent is not None and agent.tracker_store.event_broker is not None:
        await agent.tracker_store.event_broker.close()


async def _open(available: AvailableEndpoints, limits: LimitSettings | None, app: Sanic, loop: Any) -> None:
    agent = await open_door(app.ctx.model, available, loop)
    agent.limits = TurnLimits(limits) if limits else None
    app.ctx.agent = agent


async def check_model(app: Sanic, _loop: Any) -> None:
    """Some broken models load without a word and understand nothing."""
    await _probe(app.ctx.agent.parse_message)
    if isinstance(app.ctx.agent.action_endpoint, EmbeddedActions):
        _prepare_answers()
    # What is loaded by now stays: looking through all of it for garbage would hold up turns.
    gc.collect()
    gc.freeze()
    gc.enable()


def _prepare_meaning(_app: Sanic, _loop: Any) -> None:
    """Load the rest while the first questions are answered: most do without."""

    def load() -> None:
        prepare()
        gc.freeze()

    # Nobody waits for it, and a server that is stopped meanwhile does not either.
    threading.Thread(target=load, name="meaning", daemon=True).start()


def _prepare_answers() -> None:
    """Read what all answers are made from, so that nobody's first question waits for it."""
    try:
        with reading() as session:
            KnowledgeBase(session).facts("purpose", ["location"])
    except KnowledgeError as error:
        # Questions are told so kindly, and answered once it is back.
        logger.warning("the knowledge base cannot be read yet: %s", error)


async def _probe(understand: Understand) -> None:
    question, intent = _PROBE
    found = (await understand(question))["intent"]["name"]
    if found != intent:
        print(f"The model takes {question!r} for {found!r}: run 'make train'.", file=sys.stderr)
        raise ModelUnfit(found)
