"""What Rasa replies in one turn, collected, and how it goes into Telegram's messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.channels.telegram.api import keyboard
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.formatting import bold, escaped, with_links
from bot.channels.telegram.splitting import LONGEST, split, units

NAME = "telegram"


@dataclass(frozen=True)
class Reply:
    """A text, its buttons (title and payload of each), and the addresses of the sources it cites."""

    text: str
    buttons: Sequence[tuple[str, str]] = ()
    links: Mapping[str, str] | None = None
    heading: str | None = None

    def messages(self, buttons: Buttons) -> list[dict[str, Any]]:
        """The messages that carry this reply.

        Args:
            buttons: makes what buttons carry.

        Returns:
            ``text`` and ``reply_markup`` of each; the last one carries the buttons.
        """
        room = LONGEST - (units(self.heading) + 1 if self.heading else 0)
        pieces = split(self.text, room)
        texts = [escaped(piece) for piece in pieces[:-1]]
        texts += [with_links(piece, self.links or {}) for piece in pieces[-1:]]
        if self.heading and texts:
            texts[0] = f"{bold(self.heading)}\n{texts[0]}"
        rows = [(title, buttons.data(payload)) for title, payload in self.buttons]
        sent: list[dict[str, Any]] = [{"text": text} for text in texts]
        if sent and rows:
            sent[-1]["reply_markup"] = keyboard(rows)
        return sent


class CollectedReplies(OutputChannel):
    """Takes what Rasa sends in a turn; nothing leaves before the turn is over."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []

    @classmethod
    def name(cls) -> str:
        """The channel's name, by which a domain may have responses of its own."""
        return NAME

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Take a text (Rasa's interface)."""
        self.replies.append(Reply(text))

    async def send_text_with_buttons(
        self, recipient_id: str, text: str, buttons: list[dict[str, Any]], **kwargs: Any
    ) -> None:
        """Take a text with buttons; one without a title or a payload could not be shown or pressed."""
        rows = [(str(b["title"]), str(b["payload"])) for b in buttons if b.get("title") and b.get("payload")]
        self.replies.append(Reply(text, rows))

    async def send_custom_json(self, recipient_id: str, json_message: dict[str, Any], **kwargs: Any) -> None:
        """Take the answer's object: people see its text already, and its sources as links."""
        answer = json_message.get("answer")
        if isinstance(answer, dict) and self.replies:
            cited = answer.get("citations") or []
            links = {str(one["source"]): str(one["url"]) for one in cited if one.get("url")}
            self.replies[-1] = replace(self.replies[-1], links=links)
