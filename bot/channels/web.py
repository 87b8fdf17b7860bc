"""The web channel: what the chat page and the widget talk to, at ``/chat``.

====== ========================= =========================================================
POST   /chat/messages            a message; sent again with the same id, it is not taken twice
POST   /chat/votes               "¿te sirvió?" for one part of a reply
DELETE /chat/conversations/<id>  erase a conversation
====== ========================= =========================================================
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from functools import wraps
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.conversations import CannotErase, erase
from bot.web.bodies import MessageBody, Refused, VoteBody, is_conversation, read_body, read_text
from bot.web.origins import Origins
from bot.web.turns import Remembered, Reply, Said, Turns
from bot.web.votes import Vote, Votes

logger = logging.getLogger(__name__)
NAME = "web"
_TROUBLE = "Algo ha fallado al responderte. Inténtalo de nuevo en un momento, por favor."
_Handler = Callable[..., Awaitable[HTTPResponse]]


class Collector(OutputChannel):
    """Collects Clara's messages whole: text, buttons and answer together."""

    def __init__(self) -> None:
        self.said: list[Said] = []
        self.erased = False

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return NAME

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Take one of Rasa's messages."""
        buttons = [
            {"title": str(one["title"]), "payload": str(one["payload"])}
            for one in message.get("buttons") or []
        ]
        custom = message.get("custom") or {}
        answer = custom.get("answer")
        self.erased |= bool(custom.get("erased"))
        if message.get("text") or answer:
            self.said.append(Said(message.get("text") or "", buttons, answer))


class Web(InputChannel):
    """The web channel; its state is the replies it remembers and the table of votes."""

    def __init__(self) -> None:
        self._origins = Origins.of_environment()
        self._turns = Turns()
        self._votes = Votes()
        self._voting = asyncio.Lock()

    @classmethod
    def name(cls) -> str:
        """The channel's name, as actions see it."""
        return NAME

    def url_prefix(self) -> str:
        """Where the channel is served."""
        return "/chat"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's routes.

        Args:
            on_new_message: Rasa's handler.
        """
        routes = Blueprint("clara_web", "bot.channels.web")

        @routes.route("/messages", methods=["POST", "OPTIONS"])
        @_refusing(self._origins)
        async def message(request: Request) -> HTTPResponse:
            body = read_body(request, MessageBody)
            text = read_text(body.text)
            agent = request.app.ctx.agent
            sender = _sender(body.conversation)

            async def take() -> Reply:
                began = not await agent.tracker_store.exists(sender)
                collector = Collector()
                await on_new_message(UserMessage(text, collector, sender, input_channel=NAME))
                if collector.erased:
                    self._turns.forget_earlier(body.conversation, body.id)
                return Reply(collector.said, began)

            reply = await self._turns.reply(body.conversation, body.id, take)
            return response.json({"messages": [asdict(one) for one in reply.said], "began": reply.began})

        @routes.route("/votes", methods=["POST", "OPTIONS"])
        @_refusing(self._origins)
        async def vote(request: Request) -> HTTPResponse:
            await self._vote(read_body(request, VoteBody))
            return response.json({"stored": True})

        @routes.route("/conversations/<conversation:str>", methods=["DELETE", "OPTIONS"])
        @_refusing(self._origins)
        async def forget(request: Request, conversation: str) -> HTTPResponse:
            if not is_conversation(conversation):
                raise Refused(404, "unknown", "Esa conversación no existe.")
            await self._turns.forget(conversation)
            try:
                erased = await erase(request.app.ctx.agent, _sender(conversation))
            except CannotErase as error:
                logger.error("a conversation was not erased: %s", error)
                raise Refused(501, "cannot_erase", "Aquí no puedo borrar conversaciones.") from error
            return response.json({"erased": erased})

        @routes.on_response
        async def cross_origin(request: Request, reply: BaseHTTPResponse) -> None:
            reply.headers.update(self._origins.headers(request.headers.get("Origin")))

        return routes

    async def _vote(self, body: VoteBody) -> None:
        remembered = self._turns.find(body.conversation, body.message)
        said = (await remembered.reply).said if remembered else []
        answer = said[body.part].answer if 0 <= body.part < len(said) else None
        if remembered is None or answer is None:
            raise Refused(404, "forgotten", "De esa respuesta ya no me acuerdo, así que no guardo tu voto.")
        try:
            async with self._voting:
                await self._store(remembered, body.part, answer, body.vote)
        except SQLAlchemyError as error:
            logger.error("a vote was not stored: %s", type(error).__name__)
            raise Refused(503, "not_stored", "No pude guardar tu voto. Inténtalo más tarde.") from error

    async def _store(self, remembered: Remembered, part: int, answer: dict[str, Any], vote: Vote) -> None:
        row = remembered.votes.get(part)
        if row is not None:
            await asyncio.to_thread(self._votes.change, row, vote)
            return
        remembered.votes[part] = await asyncio.to_thread(
            self._votes.record, answer["aspect"], answer["concepts"], answer["status"], vote
        )


def _sender(conversation: str) -> str:
    """Rasa's name of a web conversation, which no other channel's can be by chance."""
    return f"web-{conversation}"


def _refusing(origins: Origins) -> Callable[[_Handler], _Handler]:
    """Refuse other origins, and turn what goes wrong into an answer in words."""

    def around(handler: _Handler) -> _Handler:
        @wraps(handler)
        async def handled(request: Request, *arguments: Any, **named: Any) -> HTTPResponse:
            try:
                if not origins.allows(request.headers.get("Origin"), host=request.host):
                    raise Refused(403, "origin", "Clara no atiende a esta página.")
                if request.method == "OPTIONS":
                    return response.empty()
                return await handler(request, *arguments, **named)
            except Refused as refused:
                return _refusal(refused)
            except Exception as error:
                trouble = uuid.uuid4().hex[:8]
                # Type only: the message of an error may quote what the person wrote.
                logger.error("a request failed (%s): %s", trouble, type(error).__name__)
                return _refusal(Refused(500, "trouble", _TROUBLE))

        return handled

    return around


def _refusal(refused: Refused) -> HTTPResponse:
    return response.json({"error": refused.code, "message": refused.message}, status=refused.status)
