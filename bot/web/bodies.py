"""What the chat's requests may hold, and the refusals when they hold something else."""

from __future__ import annotations

import re
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, Extra, StrictInt, StrictStr, ValidationError, validator
from sanic.exceptions import InvalidUsage
from sanic.request import Request

from bot.channels.payloads import as_typed
from bot.channels.text import clean

LONGEST_TEXT = 1000
_BIGGEST_BODY = 16 * 1024
_CONVERSATION = re.compile(r"[0-9a-f]{48}")
_MESSAGE = re.compile(r"[0-9A-Za-z_-]{16,64}")
# 48 random digits have about 15 different ones; a hand-made id has few.
_FEWEST_DIGITS = 8


class Refused(Exception):
    """A request that is not taken: status, a code for programs, a sentence for people."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(code)
        self.status, self.code, self.message = status, code, message


def is_conversation(value: str) -> bool:
    """Whether this may be a conversation's id: 192 bits, as 48 hexadecimal digits, made at random."""
    return _CONVERSATION.fullmatch(value) is not None and len(set(value)) >= _FEWEST_DIGITS


class _Body(BaseModel):
    conversation: StrictStr

    class Config:
        extra = Extra.forbid

    @validator("conversation")
    def _is_conversation(cls, value: str) -> str:  # noqa: N805
        if not is_conversation(value):
            raise ValueError("not a conversation's id")
        return value


class MessageBody(_Body):
    """``POST /chat/messages``: the id is the same when a message is sent again."""

    id: StrictStr
    text: StrictStr

    @validator("id")
    def _is_message(cls, value: str) -> str:  # noqa: N805
        if not _MESSAGE.fullmatch(value):
            raise ValueError("not a message's id")
        return value


class VoteBody(_Body):
    """``POST /chat/votes``: which part of which reply, and whether it helped."""

    message: StrictStr
    part: StrictInt
    vote: Literal["up", "down"]


Body = TypeVar("Body", bound=BaseModel)


def read_body(request: Request, kind: type[Body]) -> Body:
    """Read a request's JSON.

    Args:
        request: the request.
        kind: what it must hold.

    Raises:
        Refused: it is no JSON, too long, or holds something else.
    """
    if len(request.body) > _BIGGEST_BODY:
        raise Refused(413, "too_big", "Ese mensaje es demasiado largo.")
    if request.headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
        raise Refused(415, "not_json", "La petición debe ser JSON (Content-Type: application/json).")
    try:
        body: Any = request.json
        if isinstance(body, dict):
            return kind.parse_obj(body)
    except (InvalidUsage, UnicodeDecodeError, RecursionError, ValidationError):
        pass
    raise Refused(400, "bad_request", "La petición no tiene la forma esperada.")


def read_text(text: str) -> str:
    """A text as Rasa may have it.

    Raises:
        Refused: nothing is left of it, or it is too long.
    """
    cleaned = as_typed(clean(text))
    if not cleaned:
        raise Refused(400, "empty", "No veo ningún texto en tu mensaje. ¿Qué quieres saber?")
    if len(cleaned) > LONGEST_TEXT:
        raise Refused(400, "too_long", f"Tu mensaje pasa de {LONGEST_TEXT} caracteres. Acórtalo un poco.")
    return cleaned
