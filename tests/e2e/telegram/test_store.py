"""What a conversation store keeps of a person on Telegram: a code, and nothing that tells who it is."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from rasa.core.tracker_store import SQLTrackerStore

from bot.channels.telegram.api import Api
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.conversing import Conversing
from bot.channels.telegram.objects import Bot, Update
from bot.channels.telegram.phrases import read_phrases
from bot.channels.telegram.reading import Reader
from bot.conversations import erase
from bot.privacy.identity import Identity
from bot.server import load_agent
from tests.fake_telegram import BOT, TOKEN, FakeTelegram
from tests.telegram_updates import PERSON, message, pressed, said

pytestmark = pytest.mark.e2e
CHAT = 990_555_000_111


async def test_a_store_on_disk_holds_a_code_only_and_forgets_it(
    tmp_path: Path, knowledge: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLARA_DATABASE_URL", knowledge)
    agent, file = await load_agent(), tmp_path / "conversations.db"
    assert agent.processor is not None
    agent.tracker_store = agent.processor.tracker_store = SQLTrackerStore(agent.domain, db=str(file))
    identity, phrases = Identity("k" * 32), read_phrases()
    buttons = Buttons(identity)
    with FakeTelegram() as telegram:
        api = Api(TOKEN, telegram.url)
        reader = Reader(Bot.parse_obj(BOT), phrases, buttons)
        conversing = Conversing(
            api, agent.handle_message, lambda one: erase(agent, one), reader, identity, buttons, phrases
        )
        rows = [[{"text": "¿Con quién?", "callback_data": "/ask_sharing"}]]
        for number, update in enumerate(
            [
                said(CHAT, "/start"),
                said(CHAT, "¿para qué usan mi ubicación?"),
                pressed(CHAT, "/ask_sharing", rows),
                {"message": message(CHAT, contact={"phone_number": "+34600111222", "first_name": "Otra"})},
                {"message": message(CHAT, location={"latitude": 40.4168, "longitude": -3.7038})},
            ]
        ):
            await conversing.handle(Update.parse_obj({"update_id": number, **update}))
        assert len(telegram.sent(CHAT)) == 5
        kept = file.read_bytes()
        persons = [str(PERSON[part]) for part in ("first_name", "last_name", "username")]
        assert "ubicación".encode() in kept or b"ubicaci\\u00f3n" in kept
        assert [one for one in [*persons, str(CHAT), "600111222", "40.4168"] if one.encode() in kept] == []
        assert _senders(file) == {identity.conversation(CHAT)}
        await conversing.handle(Update.parse_obj({"update_id": 9, **said(CHAT, "/borrar")}))
        assert telegram.texts(CHAT)[-1] == phrases.erased
        assert _senders(file) == set()
        await api.close()


def _senders(file: Path) -> set[str]:
    with sqlite3.connect(file) as database:
        return {str(sender) for (sender,) in database.execute("SELECT DISTINCT sender_id FROM events")}
