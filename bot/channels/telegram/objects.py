"""The few parts of the Bot API's objects that Clara reads; names and usernames are not among them."""

from __future__ import annotations

from typing import Any, Optional

from pydantic import BaseModel, Field

_GROUPS = ("group", "supergroup")
# What a message may carry instead of text, as the Bot API calls it. Anything else is a notice of Telegram's
# own (somebody joined, a message was pinned …).
KINDS = (
    "sticker",
    "photo",
    "voice",
    "audio",
    "video",
    "video_note",
    "animation",
    "document",
    "location",
    "venue",
    "contact",
    "poll",
    "dice",
    "game",
    "story",
    "paid_media",
    "checklist",
    "invoice",
)
_FORWARDED = ("forward_origin", "forward_from", "forward_from_chat", "forward_sender_name", "forward_date")


class User(BaseModel):
    """Who wrote something: only whether it is this bot, or any."""

    id: int = 0
    is_bot: bool = False


class Bot(User):
    """This bot, as ``getMe`` tells it."""

    username: str = ""


class Chat(BaseModel):
    """Where something was written."""

    id: int
    type: str = "private"

    @property
    def is_group(self) -> bool:
        """Whether several people may read along."""
        return self.type in _GROUPS


class Entity(BaseModel):
    """A stretch of a text that is more than text; counted in UTF-16 units."""

    type: str
    offset: int
    length: int
    user: Optional[User] = None


class Button(BaseModel):
    """One button of an inline keyboard."""

    text: str = ""
    callback_data: Optional[str] = None


class Keyboard(BaseModel):
    """The buttons under a message, in rows."""

    inline_keyboard: list[list[Button]] = []


class Source(BaseModel):
    """The message that another one replies to."""

    author: Optional[User] = Field(None, alias="from")


class Message(BaseModel):
    """A message; ``kind`` is what it carries when it is not text, None for a notice of Telegram's own."""

    message_id: int = 0
    chat: Chat
    author: Optional[User] = Field(None, alias="from")
    text: Optional[str] = None
    entities: list[Entity] = []
    reply_to_message: Optional[Source] = None
    reply_markup: Optional[Keyboard] = None
    message_thread_id: Optional[int] = None
    is_topic_message: bool = False
    media_group_id: Optional[str] = None
    kind: Optional[str] = None
    forwarded: bool = False

    def __init__(self, **data: Any) -> None:
        kind = next((kind for kind in KINDS if kind in data), None)
        forwarded = any(name in data for name in _FORWARDED)
        super().__init__(**{**data, "kind": kind, "forwarded": forwarded})

    @property
    def thread(self) -> int | None:
        """The topic of a forum that it was written in."""
        return self.message_thread_id if self.is_topic_message else None


class Callback(BaseModel):
    """A button that was pressed. Without ``message``, it was not under a message of the bot's."""

    id: str
    data: Optional[str] = None
    message: Optional[Message] = None


class Update(BaseModel):
    """Something that happened. Kinds that Clara has nothing to say to are not read at all."""

    update_id: int = Field(..., ge=0, lt=2**63)
    message: Optional[Message] = None
    edited_message: Optional[Message] = None
    callback_query: Optional[Callback] = None

    @property
    def chat(self) -> Chat | None:
        """Where it happened, if that can be answered to."""
        message = self.message or self.edited_message
        if message is None and self.callback_query is not None:
            message = self.callback_query.message
        return message.chat if message is not None else None


ANSWERED_KINDS = ("message", "edited_message", "callback_query")
