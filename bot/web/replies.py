"""Clara's messages as the chat page takes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.turns import HearsOfTurns, Turn

NAME = "web"


@dataclass(frozen=True)
class Said:
    """One message of Clara's: text, buttons, and the contract's object if it answers."""

    text: str
    buttons: list[dict[str, str]]
    answer: dict[str, Any] | None


def said_in(messages: Iterable[dict[str, Any]]) -> list[Said]:
    """Rasa's messages for the page; those with nothing to show are left out.

    Args:
        messages: as Rasa gives them to channels.
    """
    said = []
    for message in messages:
        buttons = [
            {"title": str(one["title"]), "payload": str(one["payload"])}
            for one in message.get("buttons") or []
        ]
        answer = (message.get("custom") or {}).get("answer")
        if message.get("text") or answer:
            said.append(Said(message.get("text") or "", buttons, answer))
    return said


class Collector(OutputChannel, HearsOfTurns):
    """Collects a turn's messages whole: text, buttons and answer together."""

    def __init__(self) -> None:
        self._messages: list[dict[str, Any]] = []
        self._turn: Turn | None = None

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return NAME

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Take one of Rasa's messages."""
        self._messages.append(dict(message))

    def hear(self, turn: Turn) -> None:
        """Take the turn that the messages belong to."""
        self._turn = turn

    @property
    def said(self) -> list[Said]:
        """What Clara said."""
        return said_in(self._messages)

    @property
    def began(self) -> bool:
        """Whether the server knew nothing of the conversation before; plain Rasa does not tell."""
        return self._turn is not None and self._turn.began
