"""One update from end to end without Rasa: what is handed to it, and what becomes of its replies."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from bot.channels.telegram import conversing as module
from bot.channels.telegram.api import Api
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.conversing import Conversing
from bot.channels.telegram.objects import Bot, Update
from bot.channels.telegram.phrases import read_phrases
from bot.channels.telegram.reading import Reader
from bot.conversations import CannotErase
from bot.privacy.identity import Identity
from knowledge.errors import NotLoaded
from tests.fake_telegram import BOT, TOKEN, FakeTelegram
from tests.telegram_updates import pressed, said

PHRASES = read_phrases()
IDENTITY = Identity("k" * 32)
CHAT = 555


class Rasa:
    """Takes messages, and sends what a test wants."""

    def __init__(self) -> None:
        self.messages: list[UserMessage] = []
        self.responses: list[dict[str, Any]] = [{"text": "hola"}]
        self.fault: Exception | None = None
        self.takes = 0.0

    async def turn(self, message: UserMessage) -> None:
        self.messages.append(message)
        await asyncio.sleep(self.takes)
        if self.fault is not None:
            raise self.fault
        for response in self.responses:
            await message.output_channel.send_response(message.sender_id, dict(response))

    async def erase(self, conversation: str) -> bool:
        assert conversation == IDENTITY.conversation(CHAT)
        if self.fault is not None:
            raise self.fault
        return True


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        yield fake


@pytest.fixture
def rasa() -> Rasa:
    return Rasa()


@pytest.fixture
async def conversing(telegram: FakeTelegram, rasa: Rasa) -> AsyncIterator[Conversing]:
    api, buttons = Api(TOKEN, telegram.url), Buttons(IDENTITY)
    reader = Reader(Bot.parse_obj(BOT), PHRASES, buttons)
    yield Conversing(api, rasa.turn, rasa.erase, reader, IDENTITY, buttons, PHRASES)
    await api.close()


def update(content: dict[str, Any]) -> Update:
    return Update.parse_obj({"update_id": 1, **content})


async def test_rasa_is_told_a_text_and_no_person(conversing: Conversing, rasa: Rasa) -> None:
    await conversing.handle(update(said(CHAT, " ¿qué \n guardan? ")))
    (message,) = rasa.messages
    assert (message.text, message.sender_id) == ("¿qué guardan?", IDENTITY.conversation(CHAT))
    assert (message.metadata, message.input_channel) == (None, "telegram")


async def test_a_long_reply_is_split_and_its_buttons_stand_under_the_last_piece(
    conversing: Conversing, rasa: Rasa, telegram: FakeTelegram
) -> None:
    text = " ".join(f"Frase {n} (con < y &)." for n in range(600))
    rasa.responses = [{"text": text, "buttons": [{"title": "¿Más?", "payload": "/ask_more"}]}]
    await conversing.handle(
        update(pressed(CHAT, "/ask_sharing", [[{"text": "¿Con quién?", "callback_data": "/ask_sharing"}]]))
    )
    messages = telegram.sent(CHAT)
    assert len(messages) > 2
    assert "\n".join(telegram.texts(CHAT)).replace("\n", " ") == f"¿Con quién? {text}"
    assert [("reply_markup" in message) for message in messages] == [False] * (len(messages) - 1) + [True]


async def test_buttons_without_a_payload_and_other_responses_do_no_harm(
    conversing: Conversing, rasa: Rasa, telegram: FakeTelegram
) -> None:
    rasa.responses = [
        {"text": "a", "buttons": [{"title": "x"}]},
        {"custom": {"answer": "odd"}},
        {"text": "b", "custom": {"answer": {"citations": [{"source": "S", "url": None}]}}},
    ]
    await conversing.handle(update(said(CHAT, "hola")))
    assert telegram.texts(CHAT) == ["a", "b"]
    assert all("reply_markup" not in message for message in telegram.sent(CHAT))


@pytest.mark.parametrize("broken", [True, False])
async def test_a_turn_that_fails_or_says_nothing_gets_a_kind_sentence(
    conversing: Conversing,
    rasa: Rasa,
    telegram: FakeTelegram,
    caplog: pytest.LogCaptureFixture,
    broken: bool,
) -> None:
    rasa.fault = RuntimeError("abracadabrante") if broken else None
    rasa.responses = []
    await conversing.handle(update(said(CHAT, "abracadabrante")))
    assert telegram.texts(CHAT) == [PHRASES.trouble]
    assert "abracadabrante" not in caplog.text
    assert ("RuntimeError" in caplog.text) is broken


async def test_a_store_that_cannot_forget_is_not_said_to_have(
    conversing: Conversing, rasa: Rasa, telegram: FakeTelegram
) -> None:
    rasa.fault = CannotErase("conversations in a RedisTrackerStore cannot be erased")
    await conversing.handle(update(said(CHAT, "/borrar")))
    assert telegram.texts(CHAT) == [PHRASES.cannot_erase]


async def test_without_knowledge_the_policy_is_not_told(
    conversing: Conversing, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise NotLoaded

    monkeypatch.setattr(module, "policy_in_force", fail)
    await conversing.handle(update(said(CHAT, "/politica")))
    assert telegram.texts(CHAT) == [PHRASES.trouble]


async def test_typing_is_shown_again_while_a_turn_takes_long(
    conversing: Conversing, rasa: Rasa, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_TYPING_LASTS", 0.05)
    rasa.takes = 0.5
    await conversing.handle(update(said(CHAT, "hola")))
    methods = [call.method for call in telegram.calls if not call.method.endswith(":ok")]
    assert methods.count("sendChatAction") > 2
    assert methods[-1] == "sendMessage"


async def test_a_spinner_stops_before_the_turn_begins(
    conversing: Conversing, rasa: Rasa, telegram: FakeTelegram
) -> None:
    await conversing.handle(update(pressed(CHAT, "/greet")))
    methods = [call.method for call in telegram.calls if call.method.endswith(":ok")]
    assert sorted(methods[:2]) == ["answerCallbackQuery:ok", "sendChatAction:ok"]
    assert methods[2:] == ["sendMessage:ok"]
