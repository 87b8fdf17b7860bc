"""Faults of the network, of Telegram and of its order of things, on a Clara that polls."""

from __future__ import annotations

import pytest

from bot.channels.telegram.phrases import read_phrases
from tests.e2e.telegram.conftest import Process
from tests.fake_telegram import TOKEN, FakeTelegram, Fault, too_many
from tests.telegram_updates import PERSON, message, said

pytestmark = pytest.mark.e2e
PHRASES = read_phrases()
STICKER = {"sticker": {"file_id": "f", "file_unique_id": "u"}}
CUT = Fault(0)
GARBAGE = Fault(502, b"<html>Bad Gateway</html>")
BROKEN = Fault(500, b'{"ok": false, "error_code": 500}')
HALF = Fault(200, b'{"ok": tr')


def attempts(telegram: FakeTelegram, chat: int) -> list[float]:
    return [call.at for call in telegram.called("sendMessage") if call.parameters["chat_id"] == chat]


def test_an_update_that_comes_twice_is_handled_once(telegram: FakeTelegram, chat: int) -> None:
    update = said(chat, "/privacidad")
    telegram.put(update, dict(update, update_id=update.setdefault("update_id", telegram.number())))
    telegram.wait_for_messages(chat, 1)
    telegram.wait_until_confirmed()
    telegram.put(dict(update), said(chat, "/politica"))
    telegram.wait_for_messages(chat, 2)
    assert telegram.texts(chat).count(PHRASES.privacy) == 1


def test_updates_out_of_order_are_handled_in_the_order_of_their_numbers(
    telegram: FakeTelegram, chat: int
) -> None:
    first, second, third = (telegram.number() for _ in range(3))
    telegram.put(
        {"update_id": third, "message": message(chat, **STICKER)},
        {"update_id": first, **said(chat, "/privacidad")},
        {"update_id": second, **said(chat, "/politica")},
    )
    telegram.wait_for_messages(chat, 3)
    texts = telegram.texts(chat)
    assert (texts[0], texts[2]) == (PHRASES.privacy, PHRASES.kinds["sticker"])


def test_numbers_that_begin_lower_after_a_quiet_week_are_not_taken_for_old(
    telegram: FakeTelegram, chat: int
) -> None:
    telegram.put(said(chat, "/privacidad"))
    telegram.wait_for_messages(chat, 1)
    telegram.wait_for(lambda: "offset" not in telegram.called("getUpdates")[-1].parameters)
    telegram.put({"update_id": 1000 + chat % 1000, **said(chat, "/privacidad")})
    telegram.wait_for_messages(chat, 2)


def test_too_many_requests_are_waited_out_and_other_chats_go_on(telegram: FakeTelegram, chat: int) -> None:
    telegram.faults["sendMessage"].append(too_many(6))
    telegram.put(said(chat, "/privacidad"))
    telegram.wait_for(lambda: attempts(telegram, chat))
    other = chat + 500_000
    telegram.put(said(other, "/privacidad"))
    telegram.wait_for_messages(other, 1)
    assert not telegram.sent(chat)
    telegram.wait_for_messages(chat, 1)
    refused, taken = attempts(telegram, chat)
    assert taken - refused >= 6


@pytest.mark.parametrize(
    "faults", [[BROKEN, BROKEN, BROKEN], [GARBAGE], [CUT], [HALF]], ids=["500", "502", "cut", "half"]
)
def test_an_answer_gets_through_faults_once(telegram: FakeTelegram, chat: int, faults: list[Fault]) -> None:
    telegram.faults["sendMessage"].extend(faults)
    telegram.put(said(chat, "/privacidad"))
    telegram.wait_for_messages(chat, 1)
    assert telegram.texts(chat) == [PHRASES.privacy]
    assert len(attempts(telegram, chat)) == len(faults) + 1


@pytest.mark.parametrize(
    "fault",
    [
        BROKEN,
        GARBAGE,
        CUT,
        HALF,
        too_many(1),
        Fault(409, b'{"ok": false, "error_code": 409}'),
        Fault(200, b"[]"),
    ],
    ids=["500", "502", "cut", "half", "429", "conflict", "list"],
)
def test_polling_recovers(telegram: FakeTelegram, chat: int, fault: Fault) -> None:
    telegram.faults["getUpdates"].append(fault)
    telegram.wait_for(lambda: not telegram.faults["getUpdates"])
    telegram.put(said(chat, "/privacidad"))
    telegram.wait_for_messages(chat, 1)


def test_niceties_that_fail_keep_no_answer_back(telegram: FakeTelegram, chat: int) -> None:
    telegram.faults["sendChatAction"].extend([BROKEN])
    telegram.put(said(chat, "/privacidad"))
    telegram.wait_for_messages(chat, 1)


def test_a_message_that_cannot_be_delivered_is_dropped_with_an_event(
    polling: tuple[FakeTelegram, Process], chat: int
) -> None:
    telegram, process = polling
    telegram.blocked.add(chat)
    (number,) = telegram.put(said(chat, "¿qué datos guardan de mi voz y con quién la comparten?"))
    other = chat + 500_000
    telegram.put(said(other, "/privacidad"))
    telegram.wait_for_messages(other, 1)
    telegram.wait_until_confirmed()
    assert len(attempts(telegram, chat)) == 1
    assert f"update {number}: the answer cannot be delivered (sendMessage: 403)" in process.says()


def test_fifty_chats_at_once_keep_their_order(telegram: FakeTelegram, chat: int) -> None:
    chats = [1_000_000_000 + chat * 100 + n for n in range(50)]
    turns = ["/privacidad", "¿para qué usan mi ubicación?", "/politica", "¿y mi correo?"]
    telegram.put(*(said(one, turn) for turn in turns for one in chats))
    for one in chats:
        telegram.wait_for_messages(one, len(turns))
    told = {tuple(telegram.texts(one)) for one in chats}
    assert len(told) == 1
    (texts,) = told
    assert texts[0] == PHRASES.privacy
    assert "ubicación" in texts[1] and "en vigor desde" in texts[2] and "correo" in texts[3]


def test_neither_the_token_nor_a_person_is_in_the_log_or_the_state(
    polling: tuple[FakeTelegram, Process], chat: int
) -> None:
    telegram, process = polling
    contact = {"phone_number": "+34600111222", "first_name": "Contactopropio"}
    telegram.faults["sendMessage"].extend([CUT, BROKEN])
    telegram.put(
        said(chat, "mi palabra secreta es abracadabrante"),
        {"message": message(chat, contact=contact)},
        {"message": message(chat, location={"latitude": 40.4168, "longitude": -3.7038})},
        {"message": {"chat": {"id": chat}, "text": ["abracadabrante"]}},
    )
    telegram.wait_for_messages(chat, 3)
    kept = process.says().encode() + b"".join(file.read_bytes() for file in process.state.iterdir())
    persons = [str(PERSON[part]) for part in ("first_name", "last_name", "username")]
    private = [*persons, str(chat), "abracadabrante", "40.4168", *contact.values()]
    secrets = [TOKEN, TOKEN.partition(":")[2], *private]
    assert [secret for secret in secrets if secret.encode() in kept] == []
    assert "Traceback" not in process.says()
