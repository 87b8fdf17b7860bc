"""A stub of Telegram's Bot API over real HTTP, for what other fakes do not check or cannot do wrong.

It refuses what Telegram refuses (over 4,096 characters, over 64 bytes in a button, markup that does not
parse), holds `getUpdates` open, confirms by offset, calls webhooks with their secret, and fails on demand.
"""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from tests.telegram_markup import fault_in, seen

TOKEN = "123456789:AAF0aksdfhkasjdhfKASJDHFkajshdfkajsA"
BOT = {"id": 123456789, "is_bot": True, "first_name": "Clara", "username": "clara_de_prueba_bot"}
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_WITHIN = 90.0


@dataclass
class Call:
    """One call of the bot's."""

    method: str
    parameters: dict[str, Any]
    at: float = field(default_factory=time.monotonic)


@dataclass(frozen=True)
class Fault:
    """What goes wrong with a call: a status with its body, or a connection that is cut (status 0)."""

    status: int
    body: bytes = b"{}"


def too_many(wait: int) -> Fault:
    """Telegram's "too many requests"."""
    body = {"ok": False, "error_code": 429, "parameters": {"retry_after": wait}}
    return Fault(429, json.dumps(body).encode())


class FakeTelegram:
    """The stub; a context manager that serves on loopback, on any free port unless told which."""

    def __init__(self, port: int = 0) -> None:
        self.calls: list[Call] = []
        self.faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self.blocked: set[int] = set()
        self.held = threading.Event()
        self.held.set()
        self.losing = False
        self.pending: list[dict[str, Any]] = []
        self.webhook: tuple[str, str] | None = None
        self._changed = threading.Condition()
        self._caller = httpx.Client(timeout=60)
        self._numbers = iter(range(700_000_000, 800_000_000))
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                stub._answer(self)

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 256

        self._server = Server(("127.0.0.1", port), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> FakeTelegram:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.held.set()
        self._server.shutdown()
        self._server.server_close()
        self._caller.close()

    # What a test does

    def number(self) -> int:
        """The next update's number."""
        return next(self._numbers)

    def put(self, *updates: dict[str, Any]) -> list[int]:
        """Have updates wait for the bot; numbers are given to those without."""
        with self._changed:
            for update in updates:
                update.setdefault("update_id", self.number())
                self.pending.append(update)
            self._changed.notify_all()
        return [update["update_id"] for update in updates]

    def push(self, update: dict[str, Any], **headers: str) -> httpx.Response:
        """Call the bot's webhook as Telegram does; ``headers`` replace the secret's."""
        assert self.webhook is not None
        url, secret = self.webhook
        update.setdefault("update_id", self.number())
        return self._caller.post(url, json=update, headers=headers or {SECRET_HEADER: secret})

    def called(self, method: str) -> list[Call]:
        """The calls of a method so far."""
        with self._changed:
            return [call for call in self.calls if call.method == method]

    def sent(self, chat: int) -> list[dict[str, Any]]:
        """The messages that were delivered to a chat."""
        return [
            call.parameters for call in self.called("sendMessage:ok") if call.parameters["chat_id"] == chat
        ]

    def texts(self, chat: int) -> list[str]:
        """What is seen of the messages delivered to a chat."""
        return [seen(message["text"]) for message in self.sent(chat)]

    def wait_for(self, what: Callable[[], Any], within: float = _WITHIN) -> Any:
        """Wait until something holds; what it is then."""
        until = time.monotonic() + within
        with self._changed:
            while not (found := what()):
                left = until - time.monotonic()
                assert left > 0, f"waited {within:g} s in vain; calls: {[c.method for c in self.calls[-20:]]}"
                self._changed.wait(min(left, 0.5))
        return found

    def wait_for_messages(self, chat: int, count: int) -> list[dict[str, Any]]:
        """Wait until a chat has so many messages; all that it has."""
        self.wait_for(lambda: len(self.sent(chat)) >= count)
        return self.sent(chat)

    def wait_until_confirmed(self) -> None:
        """Wait until the bot has taken and confirmed all updates."""
        self.wait_for(lambda: not self.pending)

    @contextlib.contextmanager
    def holding(self) -> Iterator[None]:
        """Keep every ``sendMessage`` waiting meanwhile; with ``losing`` set, it comes to nothing then."""
        self.held.clear()
        try:
            yield
        finally:
            self.held.set()

    # What the bot is answered

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length") or 0)
        parameters = json.loads(handler.rfile.read(length) or b"{}")
        token, _, method = handler.path.removeprefix("/bot").partition("/")
        self._note(Call(method, parameters))
        fault = self.faults[method].popleft() if self.faults[method] else None
        if fault is not None:
            if fault.status == 0:
                handler.close_connection = True
                handler.connection.close()
                return
            self._reply(handler, fault.status, fault.body)
            return
        if method == "sendMessage":
            self.held.wait(_WITHIN)
            if self.losing:
                self._note(Call("sendMessage:lost", parameters))
                handler.close_connection = True
                return
        if token != TOKEN:
            self._refuse(handler, 401, "Unauthorized")
            return
        own = re.sub(r"[A-Z]", lambda capital: f"_{capital[0].lower()}", method)
        error, result = getattr(self, f"_{own}", self._unknown)(parameters)
        if error:
            self._refuse(handler, *error)
            return
        if self._reply(handler, 200, json.dumps({"ok": True, "result": result}).encode()):
            self._note(Call(f"{method}:ok", parameters))

    def _note(self, call: Call) -> None:
        with self._changed:
            self.calls.append(call)
            self._changed.notify_all()

    def _refuse(self, handler: BaseHTTPRequestHandler, code: int, why: str) -> None:
        self._reply(handler, code, json.dumps({"ok": False, "error_code": code, "description": why}).encode())

    def _reply(self, handler: BaseHTTPRequestHandler, status: int, body: bytes) -> bool:
        try:
            handler.send_response(status)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)
        except OSError:  # the bot has gone away
            handler.close_connection = True
            return False
        return True

    def _unknown(self, _: dict[str, Any]) -> Any:
        return (404, "Not Found: method not found"), None

    def _get_me(self, _: dict[str, Any]) -> Any:
        return None, BOT

    def _get_updates(self, parameters: dict[str, Any]) -> Any:
        if self.webhook is not None:
            return (409, "Conflict: can't use getUpdates method while webhook is active"), None
        offset = parameters.get("offset")
        until = time.monotonic() + min(parameters.get("timeout", 0), 2)
        with self._changed:
            if offset is not None:
                self.pending = [update for update in self.pending if update["update_id"] >= offset]
                self._changed.notify_all()
            while not self.pending and time.monotonic() < until:
                self._changed.wait(0.1)
            return None, self.pending[:100]

    def _send_message(self, parameters: dict[str, Any]) -> Any:
        if parameters["chat_id"] in self.blocked:
            return (403, "Forbidden: bot was blocked by the user"), None
        if why := fault_in(parameters):
            return (400, f"Bad Request: {why}"), None
        return None, {"message_id": 1, "date": 1, "chat": {"id": parameters["chat_id"], "type": "private"}}

    def _send_chat_action(self, parameters: dict[str, Any]) -> Any:
        return None, parameters["action"] == "typing"

    def _answer_callback_query(self, parameters: dict[str, Any]) -> Any:
        return None, bool(parameters["callback_query_id"])

    def _set_my_commands(self, parameters: dict[str, Any]) -> Any:
        for entry in parameters["commands"]:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", entry["command"]) or not entry["description"]:
                return (400, "Bad Request: BOT_COMMAND_INVALID"), None
        return None, True

    def _set_webhook(self, parameters: dict[str, Any]) -> Any:
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", parameters["secret_token"]):
            return (400, "Bad Request: secret token contains unallowed characters"), None
        with self._changed:
            self.webhook = (parameters["url"], parameters["secret_token"])
            self._changed.notify_all()
        return None, True

    def _delete_webhook(self, _: dict[str, Any]) -> Any:
        self.webhook = None
        return None, True
