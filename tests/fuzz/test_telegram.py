"""Telegram's updates: whatever arrives is answered or passed over, and the next one is answered."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.channels.channel import UserMessage

from bot.channels.telegram.api import Api
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.conversing import Conversing
from bot.channels.telegram.dispatching import Dispatcher
from bot.channels.telegram.memory import Memory
from bot.channels.telegram.objects import KINDS, Bot
from bot.channels.telegram.phrases import read_phrases
from bot.channels.telegram.reading import Reader
from bot.channels.text import LONGEST_MESSAGE
from bot.privacy.identity import Identity
from tests.fake_telegram import BOT
from tests.fuzz.counting import share, watched
from tests.fuzz.texts import ANYTHING, JSON, TEXTS
from tests.telegram_markup import fault_in

_numbers = itertools.count(1)
_ODD = st.one_of(JSON, st.integers(-(2**70), 2**70))


def or_odd(right: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(right, right, right, right, _ODD)


_INTS = st.integers(-(2**53), 2**53)
_USERS = st.fixed_dictionaries(
    {"id": or_odd(_INTS), "is_bot": or_odd(st.booleans())}, optional={"username": ANYTHING}
)
_CHATS = st.fixed_dictionaries(
    {"id": or_odd(_INTS), "type": or_odd(st.sampled_from(["private", "group", "supergroup", "channel"]))}
)
_ENTITIES = st.lists(
    st.fixed_dictionaries(
        {
            "type": or_odd(st.sampled_from(["mention", "text_mention", "bot_command", "url"])),
            "offset": or_odd(st.integers(-5, 300)),
            "length": or_odd(st.integers(-5, 300)),
        },
        optional={"user": or_odd(_USERS)},
    ),
    max_size=3,
)
_ROWS = st.lists(
    st.lists(
        st.fixed_dictionaries({"text": or_odd(ANYTHING)}, optional={"callback_data": ANYTHING}), max_size=2
    ),
    max_size=2,
)
_SAID = st.one_of(
    TEXTS, ANYTHING.map(lambda name: f"/{name}"), TEXTS.map(lambda text: f"@{BOT['username']} {text}")
)
_MESSAGES = st.fixed_dictionaries(
    {"chat": or_odd(_CHATS)},
    optional={
        "message_id": or_odd(_INTS),
        "from": or_odd(_USERS),
        "text": or_odd(_SAID),
        "entities": or_odd(_ENTITIES),
        "reply_to_message": or_odd(st.fixed_dictionaries({}, optional={"from": _USERS})),
        "reply_markup": or_odd(st.fixed_dictionaries({"inline_keyboard": or_odd(_ROWS)})),
        "message_thread_id": or_odd(_INTS),
        "is_topic_message": or_odd(st.booleans()),
        "media_group_id": or_odd(ANYTHING),
        **dict.fromkeys(KINDS[::4], _ODD),
    },
)
_PRESSED = st.fixed_dictionaries(
    {"id": or_odd(ANYTHING)},
    optional={"data": or_odd(st.one_of(TEXTS, ANYTHING)), "message": or_odd(_MESSAGES)},
)
_UPDATES = st.one_of(
    st.fixed_dictionaries({"message": or_odd(_MESSAGES)}),
    st.fixed_dictionaries({"edited_message": or_odd(_MESSAGES)}),
    st.fixed_dictionaries({"callback_query": or_odd(_PRESSED)}),
    st.dictionaries(ANYTHING, JSON, max_size=3),
)


class SilentApi:
    """Takes what would be sent, if Telegram would."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []

    async def send(self, chat: int, **message: Any) -> None:
        assert fault_in({"chat_id": chat, "parse_mode": "HTML", **message}) == "", message
        self.sent.append(message)

    async def typing(self, chat: int, thread: int | None) -> None:
        pass

    async def answer_callback(self, callback: str) -> None:
        pass


async def turn(message: UserMessage) -> None:
    assert isinstance(message.text, str) and 0 < len(message.text) <= LONGEST_MESSAGE
    buttons = [{"title": message.text[:30] or "?", "payload": "/ask_more"}]
    await message.output_channel.send_response(message.sender_id, {"text": message.text, "buttons": buttons})


async def erase(_conversation: str) -> bool:
    return True


Accept = Callable[[dict[str, Any]], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def accept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Accept]:
    """Takes one update in and waits until it is handled; what was sent meanwhile."""
    identity, phrases, api = Identity("k" * 32), read_phrases(), SilentApi()
    buttons = Buttons(identity)
    reader = Reader(Bot.parse_obj(BOT), phrases, buttons)
    conversing = Conversing(cast(Api, api), turn, erase, reader, identity, buttons, phrases)
    loop = asyncio.new_event_loop()

    async def make() -> Dispatcher:
        return Dispatcher(conversing.handle, Memory(tmp_path_factory.mktemp("updates") / "updates.db", 1))

    dispatcher = loop.run_until_complete(make())

    async def take(update: dict[str, Any]) -> list[dict[str, Any]]:
        api.sent.clear()
        await dispatcher.accept(update)
        return list(api.sent)

    yield lambda update: loop.run_until_complete(take(update))
    loop.close()


class Errors(logging.Handler):
    """Remembers that an error was logged: the channel survives those, and they are faults all the same."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record.getMessage())


@pytest.fixture(scope="module")
def errors() -> Iterator[Errors]:
    errors = Errors()
    logging.getLogger("bot").addHandler(errors)
    yield errors
    logging.getLogger("bot").removeHandler(errors)


@share(0.06)
@given(update=_UPDATES, number=or_odd(st.none()))
def test_updates(accept: Accept, errors: Errors, update: dict[str, Any], number: Any) -> None:
    errors.seen.clear()
    given = {**update, "update_id": next(_numbers) if number is None else number}
    with watched("Telegram updates", given):
        accept(given)
    assert errors.seen == []


def test_after_all_of_these_a_person_is_answered(accept: Accept) -> None:
    message = {"chat": {"id": 77, "type": "private"}, "text": "hola", "from": {"id": 77}}
    (sent,) = accept({"update_id": 2**40, "message": message})
    assert "hola" in sent["text"]
