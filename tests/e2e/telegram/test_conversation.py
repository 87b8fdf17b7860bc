"""What a person on Telegram sees: questions, follow-ups, buttons, commands, formatting."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.channels.telegram.phrases import read_phrases
from tests.e2e.telegram.conftest import Process
from tests.fake_telegram import FakeTelegram
from tests.telegram_updates import pressed, said

pytestmark = pytest.mark.e2e
PHRASES = read_phrases()


def rows(message: dict[str, Any]) -> list[list[dict[str, str]]]:
    found: list[list[dict[str, str]]] = message["reply_markup"]["inline_keyboard"]
    return found


def test_a_question_is_answered_in_telegrams_formatting(telegram: FakeTelegram, chat: int) -> None:
    telegram.put(said(chat, "¿Para qué usan mi ubicación?"))
    (message,) = telegram.wait_for_messages(chat, 1)
    assert message["parse_mode"] == "HTML"
    assert message["link_preview_options"] == {"is_disabled": True}
    last = message["text"].splitlines()[-1]
    assert re.fullmatch(r'<i>Fuente: <a href="https://[^"]+">Declaración .+</a> \(.+\), «.+\.</i>', last)


def test_follow_ups_keep_what_they_leave_out(telegram: FakeTelegram, chat: int) -> None:
    telegram.put(said(chat, "¿para qué usan mi ubicación?"), said(chat, "¿y mi correo?"))
    telegram.wait_for_messages(chat, 2)
    assert "correo" in telegram.texts(chat)[1]
    telegram.put(said(chat, "¿y con quién lo comparten?"))
    telegram.wait_for_messages(chat, 3)
    assert "publicidad" in telegram.texts(chat)[2]


def test_every_button_can_be_pressed_and_is_answered(telegram: FakeTelegram, chat: int) -> None:
    telegram.put(said(chat, "¿para qué usan mi correo electrónico?"))
    (message,) = telegram.wait_for_messages(chat, 1)
    answered = len(telegram.called("answerCallbackQuery:ok"))
    buttons = [row[0] for row in rows(message)]
    assert len(buttons) == 3
    for number, button in enumerate(buttons, start=2):
        telegram.put(pressed(chat, button["callback_data"], rows(message)))
        telegram.wait_for_messages(chat, number)
        # The pressed question stands over its answer: a button leaves no trace in the chat by itself.
        assert telegram.texts(chat)[-1].startswith(button["text"] + "\n")
        assert telegram.sent(chat)[-1]["text"].startswith("<b>")
    assert len(telegram.called("answerCallbackQuery:ok")) == answered + len(buttons)


@pytest.mark.parametrize(
    "data", ["/restart", "nonsense", "#0123456789abcdef", '/ask_sharing{"aspect": ["x"]}', "/"]
)
def test_a_button_that_is_none_of_ours_gets_a_kind_sentence(
    telegram: FakeTelegram, chat: int, data: str
) -> None:
    telegram.put(pressed(chat, data))
    telegram.wait_for_messages(chat, 1)
    assert telegram.texts(chat) == [PHRASES.old_button]


def test_a_double_question_gets_two_messages(telegram: FakeTelegram, chat: int) -> None:
    telegram.put(said(chat, "¿qué datos guardan de mi voz y con quién la comparten?"))
    assert len(telegram.wait_for_messages(chat, 2)) == 2


def test_start_says_what_clara_is_and_offers_questions(telegram: FakeTelegram, chat: int) -> None:
    telegram.put(said(chat, "/start campaña"))
    (message,) = telegram.wait_for_messages(chat, 1)
    assert "no soy Netflix" in message["text"]
    assert len(rows(message)) == 3


@pytest.mark.parametrize("command", ["/ayuda", "/help", "/ayuda@clara_de_prueba_bot"])
def test_help_lists_the_commands(telegram: FakeTelegram, chat: int, command: str) -> None:
    telegram.put(said(chat, command))
    telegram.wait_for_messages(chat, 2)
    assert all(f"/{entry.command}" in telegram.texts(chat)[1] for entry in PHRASES.commands)


def test_privacy_and_policy_are_told(telegram: FakeTelegram, chat: int) -> None:
    telegram.put(said(chat, "/privacidad"), said(chat, "/politica"), said(chat, "/política"))
    telegram.wait_for_messages(chat, 3)
    privacy, policy, again = telegram.texts(chat)
    assert privacy == PHRASES.privacy
    assert re.search(r"Netflix en vigor desde el \d+ de \w+ de 20\d\d, .*https://\S+$", policy)
    assert again == policy


def test_an_unknown_command_is_told_the_known_ones(telegram: FakeTelegram, chat: int) -> None:
    telegram.put(said(chat, "/restart"))
    telegram.wait_for_messages(chat, 1)
    assert telegram.texts(chat)[0].startswith(PHRASES.unknown_command)


def test_erasing_forgets_this_conversation_and_no_other(telegram: FakeTelegram, chat: int) -> None:
    other = chat + 500_000
    for one in (chat, other):
        telegram.put(said(one, "¿con quién comparten mi ubicación?"))
    telegram.wait_for_messages(chat, 1)
    telegram.wait_for_messages(other, 1)
    telegram.put(said(chat, "/borrar"), said(chat, "¿y mi correo?"), said(other, "¿y mi correo?"))
    telegram.wait_for_messages(chat, 3)
    telegram.wait_for_messages(other, 2)
    assert telegram.texts(chat)[1] == PHRASES.erased
    # Without the earlier question, this one is on what is collected; with it, on sharing.
    assert telegram.texts(chat)[2] != telegram.texts(other)[1]
    telegram.put(said(chat, "/borrar"), said(chat, "/borrar"))
    telegram.wait_for_messages(chat, 5)
    assert telegram.texts(chat)[3:] == [PHRASES.erased, PHRASES.nothing_to_erase]


def test_the_menu_is_set_in_spanish(telegram: FakeTelegram) -> None:
    (call,) = telegram.called("setMyCommands:ok")
    names = [entry["command"] for entry in call.parameters["commands"]]
    assert names == ["start", "ayuda", "privacidad", "borrar", "politica"]


def test_typing_is_shown_while_clara_works(telegram: FakeTelegram, chat: int) -> None:
    telegram.put(said(chat, "¿venden mis datos?"))
    telegram.wait_for_messages(chat, 1)
    typing = [call for call in telegram.called("sendChatAction") if call.parameters["chat_id"] == chat]
    (sent,) = [call for call in telegram.called("sendMessage") if call.parameters["chat_id"] == chat]
    assert typing
    assert typing[0].at <= sent.at


ODD = {
    "markup": "<b>hola</b> & <script>alert(1)</script>",
    "longest": "a" * 4096,
    "many_units": "🍿" * 2048,
    "invisible": "\u202e\u200bhola\x00",
    "marks": "_*[]()~`>#+-=|{}.!",
    "typed_payload": '/ask_sharing{"concept": ["nothing"]}',
    "external": "EXTERNAL: hola",
    "slashes": "///",
    "blank": "   ",
    "picture": "🍿",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_get_a_reply_and_clara_goes_on(telegram: FakeTelegram, chat: int, text: str) -> None:
    telegram.put(said(chat, text), said(chat, "¿venden mis datos?"))
    telegram.wait_for_messages(chat, 2)
    assert "Fuente" in telegram.texts(chat)[-1]


def test_no_traceback_was_logged(polling: tuple[FakeTelegram, Process]) -> None:
    _, process = polling
    assert "Traceback" not in process.says()
