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
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from functools import wraps
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.cluster.notes import MemoryNotes, Notes
from bot.cluster.redis import RedisError
from bot.conversations import CannotErase, erase
from bot.security.refusing import OverLimit, TookTooLong
from bot.web.ballots import Ballots
from bot.web.bodies import MessageBody, Refused, VoteBody, is_conversation, read_body, read_text
from bot.web.origins import Origins
from bot.web.replies import NAME, Collector, Said
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
        self._own_notes = MemoryNotes()

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
            said = collector.said
            await self._hand_out_ballots(request.app.ctx.agent, asked.sender_id, body.id, said)
            return response.json({"messages": [asdict(one) for one in said], "began": collector.began})

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
        sender = _sender(body.conversation)
        # One vote at a time in a conversation, whichever worker takes it: none is counted twice.
        async with agent.lock_store.lock(sender, wait_time_in_seconds=0.05):
            try:
                ballots = Ballots(self._notes(agent), self._votes, sender)
                if not await ballots.cast(body.message, body.part, body.vote):
                    raise Refused(404, "forgotten", _FORGOTTEN)
            except (SQLAlchemyError, RedisError) as error:
                logger.error("a vote was not stored: %s", type(error).__name__)
                raise Refused(503, "not_stored", "No pude guardar tu voto. Inténtalo más tarde.") from error

    async def _hand_out_ballots(self, agent: Agent, sender: str, message: str, said: Sequence[Said]) -> None:
        try:
            await Ballots(self._notes(agent), self._votes, sender).hand_out(message, said)
        except RedisError as error:
            # The answer is worth more than the vote on it.
            logger.error("no vote can be given on an answer: %s", type(error).__name__)

    def _notes(self, agent: Agent) -> Notes:
        """The assistant's notes, which are forgotten with the conversation; plain Rasa has none."""
        return getattr(agent, "notes", self._own_notes)


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
