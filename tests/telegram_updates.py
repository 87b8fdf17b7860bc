"""Updates as Telegram sends them."""

from __future__ import annotations

import itertools
from typing import Any

_messages = itertools.count(1)
PERSON: dict[str, Any] = {
    "id": 555000111,
    "is_bot": False,
    "first_name": "Nombrepropio",
    "last_name": "Apellidopropio",
    "username": "usuariopropio",
    "language_code": "es",
}


def private(chat: int) -> dict[str, Any]:
    """A private chat; its id is its person's."""
    return {"id": chat, "type": "private", "first_name": "Nombrepropio", "username": "usuariopropio"}


def group(chat: int) -> dict[str, Any]:
    """A group."""
    return {"id": chat, "type": "supergroup", "title": "Titulopropio"}


def message(chat: dict[str, Any] | int, **content: Any) -> dict[str, Any]:
    """A message with any content."""
    where = private(chat) if isinstance(chat, int) else chat
    return {
        "message_id": next(_messages),
        "date": 1_790_000_000,
        "chat": where,
        "from": {**PERSON, "id": abs(where["id"])},
        **content,
    }


def said(chat: dict[str, Any] | int, text: str, **content: Any) -> dict[str, Any]:
    """An update: somebody wrote a text."""
    return {"message": message(chat, text=text, **content)}


def pressed(chat: dict[str, Any] | int, data: str, rows: list[Any] | None = None) -> dict[str, Any]:
    """An update: somebody pressed a button under a message of the bot's."""
    under = message(chat, text="…", reply_markup={"inline_keyboard": rows or []})
    return {
        "callback_query": {
            "id": f"{next(_messages)}",
            "from": under["from"],
            "chat_instance": "1",
            "message": under,
            "data": data,
        }
    }
