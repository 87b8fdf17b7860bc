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

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.cluster.notes import notes_of_environment
from bot.cluster.redis import RedisError
from bot.conversations import CannotErase, erase
from bot.security.refusing import OverLimit, TookTooLong
from bot.turns import find_turn
from bot.web.bodies import MessageBody, Refused, VoteBody, is_conversation, read_body, read_text
from bot.web.origins import Origins
from bot.web.replies import NAME, Collector, said_in
from bot.web.votes import Votes

logger = logging.getLogger(__name__)
_TROUBLE = "Algo ha fallado al responderte. Inténtalo de nuevo en un momento, por favor."
_FORGOTTEN = "De esa respuesta ya no me acuerdo, así que no guardo tu voto."
_Handler = Callable[..., Awaitable[HTTPResponse]]


class Web(InputChannel):
    """The web channel. Replies stand in the conversation and votes in their table: any worker may go on."""

    def __init__(self) -> None:
        self._origins = Origins.of_environment()
        self._votes = Votes()
        # Which row a vote has, so that it can be changed.
        self._rows = notes_of_environment()

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
            collector = Collector()
            asked = UserMessage(
                text, collector, _sender(body.conversation), input_channel=NAME, message_id=body.id
            )
            # Finished even when whoever asked has gone, and told when the message is sent again.
            taking = asyncio.ensure_future(on_new_message(asked))
            taking.add_done_callback(_note_failure)
            await asyncio.shield(taking)
            said = [asdict(one) for one in collector.said]
            return response.json({"messages": said, "began": collector.began})

        @routes.route("/votes", methods=["POST", "OPTIONS"])
        @_refusing(self._origins)
        async def vote(request: Request) -> HTTPResponse:
            await self._vote(request.app.ctx.agent, read_body(request, VoteBody))
            return response.json({"stored": True})

        @routes.route("/conversations/<conversation:str>", methods=["DELETE", "OPTIONS"])
        @_refusing(self._origins)
        async def forget(request: Request, conversation: str) -> HTTPResponse:
            if not is_conversation(conversation):
                raise Refused(404, "unknown", "Esa conversación no existe.")
            try:
                await self._rows.forget(conversation)
                erased = await erase(request.app.ctx.agent, _sender(conversation))
            except CannotErase as error:
                logger.error("a conversation was not erased: %s", error)
                raise Refused(501, "cannot_erase", "Aquí no puedo borrar conversaciones.") from error
            return response.json({"erased": erased})

        @routes.on_response
        async def cross_origin(request: Request, reply: BaseHTTPResponse) -> None:
            reply.headers.update(self._origins.headers(request.headers.get("Origin")))

        return routes

    async def _vote(self, agent: Agent, body: VoteBody) -> None:
        # One vote at a time in a conversation, whichever worker takes it: none is counted twice.
        async with agent.lock_store.lock(_sender(body.conversation), wait_time_in_seconds=0.05):
            tracker = await agent.tracker_store.retrieve(_sender(body.conversation))
            turn = find_turn(tracker, body.message) if tracker else None
            said = said_in(turn.replies) if turn else []
            answer = said[body.part].answer if 0 <= body.part < len(said) else None
            if answer is None:
                raise Refused(404, "forgotten", _FORGOTTEN)
            try:
                await self._store(body, answer)
            except (SQLAlchemyError, RedisError) as error:
                logger.error("a vote was not stored: %s", type(error).__name__)
                raise Refused(503, "not_stored", "No pude guardar tu voto. Inténtalo más tarde.") from error

    async def _store(self, body: VoteBody, answer: dict[str, Any]) -> None:
        name = f"{body.message}:{body.part}"
        row = await self._rows.read(body.conversation, name)
        if row is not None:
            await asyncio.to_thread(self._votes.change, int(row), body.vote)
            return
        made = await asyncio.to_thread(
            self._votes.record, answer["aspect"], answer["concepts"], answer["status"], body.vote
        )
        await self._rows.write(body.conversation, name, str(made))


def _note_failure(turn: asyncio.Future[Any]) -> None:
    """Whoever asked is told of a failure; one who has gone is not, and asyncio would log its words."""
    if not turn.cancelled():
        turn.exception()


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
            except OverLimit as over:
                return over.response()
            except TookTooLong as late:
                logger.error("a turn took too long")
                return _refusal(Refused(503, "too_long_a_turn", late.sentence))
            except Exception as error:
                trouble = uuid.uuid4().hex[:8]
                # Type only: the message of an error may quote what the person wrote.
                logger.error("a request failed (%s): %s", trouble, type(error).__name__)
                return _refusal(Refused(500, "trouble", _TROUBLE))

        return handled

    return around


def _refusal(refused: Refused) -> HTTPResponse:
    return response.json({"error": refused.code, "message": refused.message}, status=refused.status)
