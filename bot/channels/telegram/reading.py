"""What an update asks of Clara: a question, an order, a button, something to be kind about, or nothing."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass

from bot.channels.payloads import as_typed
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.objects import Bot, Callback, Entity, Message, Update
from bot.channels.telegram.phrases import Phrases
from bot.channels.text import LONGEST_MESSAGE, clean

_COMMAND = re.compile(r"/(\w{1,32})(?:@\w+)?(?:\s|$)")
# Who writes for a group's administrators that stay anonymous; a bot only by name.
_ANONYMOUS_ADMIN = 1087968824
_ALBUMS_KEPT = 500


@dataclass(frozen=True)
class Question:
    """Something for Rasa: a text or a payload. ``heading`` is the title of the button that was pressed."""

    text: str
    heading: str | None = None


@dataclass(frozen=True)
class Order:
    """A command of the menu."""

    command: str


@dataclass(frozen=True)
class Remark:
    """Something that is answered with one of the channel's own sentences."""

    text: str


@dataclass(frozen=True)
class Wanted:
    """What to do, and where the answer goes. ``callback`` is the pressed button that has to be answered."""

    what: Question | Order | Remark
    chat: int
    thread: int | None = None
    reply_to: int | None = None
    callback: str | None = None


class Reader:
    """Reads updates.

    Args:
        bot: this bot, which groups mention by name.
        phrases: the channel's sentences.
        buttons: what buttons carry.
    """

    def __init__(self, bot: Bot, phrases: Phrases, buttons: Buttons) -> None:
        self._bot = bot
        self._phrases = phrases
        self._buttons = buttons
        self._albums: OrderedDict[str, None] = OrderedDict()

    def read(self, update: Update) -> Wanted | None:
        """What an update asks for; None for what is not for Clara."""
        if update.callback_query is not None:
            return self._pressed(update.callback_query)
        if update.edited_message is not None:
            return self._edited(update.edited_message)
        if update.message is None or _is_from_a_bot(update.message):
            return None
        if update.message.chat.is_group:
            return self._in_group(update.message)
        return self._in_private(update.message)

    def _pressed(self, callback: Callback) -> Wanted | None:
        message = callback.message
        if message is None:
            return None
        payload = self._buttons.payload(callback.data)
        what: Question | Remark = Remark(self._phrases.old_button)
        if payload is not None:
            what = Question(payload, _title(message, callback.data))
        return Wanted(what, message.chat.id, message.thread, callback=callback.id)

    def _edited(self, message: Message) -> Wanted | None:
        # A shared place that moves arrives as an edit every few seconds.
        if message.chat.type != "private" or message.text is None or _is_from_a_bot(message):
            return None
        return Wanted(Remark(self._phrases.edited), message.chat.id)

    def _in_group(self, message: Message) -> Wanted | None:
        text = self._said_to_me(message)
        if text is None or message.forwarded:
            return None
        return Wanted(self._said(text), message.chat.id, message.thread, reply_to=message.message_id)

    def _in_private(self, message: Message) -> Wanted | None:
        if message.chat.type != "private":
            return None
        what: Question | Order | Remark
        if message.forwarded:
            what = Remark(self._phrases.forwarded)
        elif message.text is not None:
            what = self._said(message.text)
        elif message.kind is not None:
            what = Remark(self._phrases.to_kind(message.kind))
        else:
            return None
        if self._seen_album(message):
            return None
        return Wanted(what, message.chat.id, message.thread)

    def _said(self, text: str) -> Question | Order | Remark:
        given = _COMMAND.match(text.strip())
        if given is not None:
            command = self._phrases.command(given[1].lower())
            if command is not None:
                return Order(command)
            return Remark(f"{self._phrases.unknown_command}\n{self._phrases.listed_commands()}")
        text = as_typed(clean(text))
        if not text:
            return Remark(self._phrases.nothing_said)
        if len(text) > LONGEST_MESSAGE:
            return Remark(self._phrases.too_long)
        return Question(text)

    def _said_to_me(self, message: Message) -> str | None:
        """A group message's text without the bot's name, if it mentions the bot or replies to it."""
        if message.text is None:
            return None
        mentions = [one for one in message.entities if self._is_me(one, message.text)]
        source = message.reply_to_message
        replied = source is not None and source.author is not None and source.author.id == self._bot.id
        if not mentions and not replied:
            return None
        text = message.text.encode("utf-16-le", "surrogatepass")
        for one in sorted(mentions, key=lambda entity: -entity.offset):
            if one.type != "bot_command":
                text = text[: one.offset * 2] + text[(one.offset + one.length) * 2 :]
        return text.decode("utf-16-le", "ignore").strip()

    def _is_me(self, entity: Entity, text: str) -> bool:
        if entity.type == "text_mention":
            return entity.user is not None and entity.user.id == self._bot.id
        name = f"@{self._bot.username}".lower()
        said = _stretch(text, entity).lower()
        if entity.type == "mention":
            return said == name
        return entity.type == "bot_command" and said.endswith(name)

    def _seen_album(self, message: Message) -> bool:
        """Whether it is a further picture of an album that has been answered."""
        album = message.media_group_id
        if album is None:
            return False
        seen = album in self._albums
        self._albums[album] = None
        while len(self._albums) > _ALBUMS_KEPT:
            self._albums.popitem(last=False)
        return seen


def _is_from_a_bot(message: Message) -> bool:
    author = message.author
    return author is not None and author.is_bot and author.id != _ANONYMOUS_ADMIN


def _stretch(text: str, entity: Entity) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    found = units[max(entity.offset, 0) * 2 : (entity.offset + entity.length) * 2]
    return found.decode("utf-16-le", "ignore")


def _title(message: Message, data: str | None) -> str | None:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else []
    title = next((one.text for row in rows for one in row if one.callback_data == data), "")
    return clean(title) or None
