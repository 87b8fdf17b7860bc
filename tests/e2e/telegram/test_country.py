"""The person's country on Telegram: offered on buttons, told, changed, withheld; and letters."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.splitting import LONGEST, units
from tests.e2e.telegram.conftest import clara_on_telegram
from tests.fake_telegram import FakeTelegram
from tests.telegram_markup import seen
from tests.telegram_updates import pressed, said

pytestmark = pytest.mark.e2e
OFFERED = ["España", "México", "Colombia", "Argentina", "Chile", "Perú", "Otro país", "Prefiero no decirlo"]


def buttons(message: dict[str, Any]) -> dict[str, str]:
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["text"]: button["callback_data"] for row in keyboard for button in row}


def say(telegram: FakeTelegram, chat: int, text: str) -> dict[str, Any]:
    """Write a text; the message that comes back."""
    before = len(telegram.sent(chat))
    telegram.put(said(chat, text))
    return telegram.wait_for_messages(chat, before + 1)[-1]


def press(telegram: FakeTelegram, chat: int, under: dict[str, Any], title: str) -> dict[str, Any]:
    """Press a button under a message; the message that comes back."""
    before = len(telegram.sent(chat))
    rows = under["reply_markup"]["inline_keyboard"]
    telegram.put(pressed(chat, buttons(under)[title], rows))
    return telegram.wait_for_messages(chat, before + 1)[-1]


def test_countries_are_offered_pressed_changed(telegram: FakeTelegram, chat: int) -> None:
    asked = say(telegram, chat, "¿qué derechos tengo sobre mis datos?")
    assert [title for title in buttons(asked) if title in OFFERED] == OFFERED
    assert "¿en cuál vives?" in seen(asked["text"])
    colombia = press(telegram, chat, asked, "Colombia")
    assert seen(colombia["text"]).startswith("Colombia\nEn Colombia te ampara")
    assert "Superintendencia de Industria y Comercio" in seen(colombia["text"])
    chile = seen(say(telegram, chat, "no, ahora estoy en Chile")["text"])
    assert chile.startswith("En Chile")
    assert "Colombia" not in chile
    # It is known from now on.
    assert "Chile" in seen(say(telegram, chat, "si la mando hoy, ¿cuándo deben contestar?")["text"])


def test_a_country_may_be_withheld_on_a_button(telegram: FakeTelegram, chat: int) -> None:
    asked = say(telegram, chat, "¿ante quién reclamo?")
    general = press(telegram, chat, asked, "Prefiero no decirlo")
    assert "te digo lo que vale en general" in seen(general["text"])
    later = say(telegram, chat, "¿qué derechos tengo sobre mis datos?")
    assert "¿en cuál vives?" not in seen(later["text"])
    assert not set(OFFERED) & set(buttons(later))


def test_any_other_country_may_be_written(telegram: FakeTelegram, chat: int) -> None:
    asked = say(telegram, chat, "¿qué derechos tengo sobre mis datos?")
    assert "vivo en" in seen(press(telegram, chat, asked, "Otro país")["text"])
    assert "Uruguay" in seen(say(telegram, chat, "Uruguay")["text"])


def test_a_letter_arrives_whole_and_well_formed(telegram: FakeTelegram, chat: int) -> None:
    say(telegram, chat, "soy mexicana")
    letter = say(telegram, chat, "escríbeme la solicitud para que borren mis datos")
    assert letter["parse_mode"] == "HTML"
    shown = seen(letter["text"])
    parts = [
        "Para: privacy@netflix.com",
        "Asunto: ",
        "[tu nombre]",
        "cancelación",
        "Atentamente,",
        "Fuentes:",
    ]
    assert [shown.index(one) for one in parts] == sorted(shown.index(one) for one in parts)
    assert "\n\n[tu ciudad], [fecha]\n\n" in shown
    assert len(telegram.sent(chat)) == 2


def _with_a_long_letter(folder: Path, knowledge: str) -> tuple[str, str]:
    """A knowledge base in which the letter of access is long and full of markup; its URL and the addition."""
    file = folder / "knowledge.db"
    with sqlite3.connect(knowledge.removeprefix("sqlite:///")) as original:
        original.execute("VACUUM INTO ?", (str(file),))
    more = " ".join(f"Pido <b>esto</b> & aquello, número {number}: a < b." for number in range(1, 181))
    with sqlite3.connect(file) as database:
        database.execute("UPDATE letter SET body = body || char(10) || ? WHERE right_id = 'access'", (more,))
        # Content of another kind, so that nothing answered before is remembered for it.
        database.execute("UPDATE policy SET fingerprint = 'long letter'")
    return f"sqlite:///{file}", more


def test_a_long_letter_is_cut_between_sentences(tmp_path: Path, knowledge: str, chat: int) -> None:
    url, more = _with_a_long_letter(tmp_path, knowledge)
    with FakeTelegram() as telegram, clara_on_telegram(tmp_path, telegram.url, url) as process:
        process.wait_until_up()
        say(telegram, chat, "vivo en España")
        telegram.put(said(chat, "escríbeme la carta de acceso"))
        telegram.wait_for(lambda: "Fuente" in telegram.texts(chat)[-1])
        pieces = telegram.texts(chat)[1:]
        assert len(pieces) > 1
        assert all(units(piece) <= LONGEST for piece in pieces)
        assert all(piece.endswith(".") for piece in pieces[:-1])
        whole = " ".join(" ".join(pieces).split())
        assert more in whole
        with_buttons = [bool(buttons(message)) for message in telegram.sent(chat)[1:]]
        assert with_buttons == [False] * (len(pieces) - 1) + [True]
