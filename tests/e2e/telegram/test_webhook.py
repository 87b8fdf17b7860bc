"""A Clara that Telegram calls: the secret, and everything that may be posted to its address."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from bot.channels.telegram.phrases import read_phrases
from tests.e2e.telegram.conftest import Process, clara_on_telegram
from tests.fake_telegram import SECRET_HEADER, TOKEN, FakeTelegram, too_many
from tests.ports import free_port
from tests.telegram_updates import message, pressed, said

pytestmark = pytest.mark.e2e
PHRASES = read_phrases()


@pytest.fixture(scope="module")
def hooked(
    tmp_path_factory: pytest.TempPathFactory, knowledge: str
) -> Iterator[tuple[FakeTelegram, Process]]:
    folder, port = tmp_path_factory.mktemp("webhook"), str(free_port())
    address = {"TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}", "port": port}
    with FakeTelegram() as fake, clara_on_telegram(folder, fake.url, knowledge, **address) as process:
        process.wait_until_up()
        yield fake, process


@pytest.fixture
def telegram(hooked: tuple[FakeTelegram, Process]) -> FakeTelegram:
    return hooked[0]


def test_the_webhook_is_registered_with_a_secret(hooked: tuple[FakeTelegram, Process]) -> None:
    telegram, process = hooked
    (call,) = telegram.called("setWebhook:ok")
    assert call.parameters["url"] == f"{process.url}/webhooks/telegram/webhook"
    assert len(call.parameters["secret_token"]) >= 32
    assert call.parameters["allowed_updates"] == ["message", "edited_message", "callback_query"]
    assert not telegram.called("getUpdates")


def test_a_conversation_with_a_follow_up_and_a_button(telegram: FakeTelegram, chat: int) -> None:
    for update in (said(chat, "¿para qué usan mi ubicación?"), said(chat, "¿y mi correo?")):
        assert telegram.push(update).status_code == 200
    messages = telegram.wait_for_messages(chat, 2)
    rows = messages[1]["reply_markup"]["inline_keyboard"]
    assert telegram.push(pressed(chat, rows[1][0]["callback_data"], rows)).status_code == 200
    telegram.wait_for_messages(chat, 3)
    assert telegram.texts(chat)[2].startswith(rows[1][0]["text"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"X-Other": "1"},
        {SECRET_HEADER: ""},
        {SECRET_HEADER: "wrong"},
        {SECRET_HEADER: TOKEN},
        "cut",
        "longer",
    ],
)
def test_without_the_secret_nothing_changes(
    telegram: FakeTelegram, chat: int, wrong: dict[str, str] | str
) -> None:
    assert telegram.webhook is not None
    secret = telegram.webhook[1]
    headers = (
        {SECRET_HEADER: secret[:-1] if wrong == "cut" else secret + "x"} if isinstance(wrong, str) else wrong
    )
    update = said(chat, "/privacidad")
    before = len(telegram.calls)
    response = telegram.push(update, **headers)
    assert (response.status_code, len(telegram.calls)) == (403, before)
    # It was not even remembered: the same update is handled when it comes from Telegram.
    assert telegram.push(update).status_code == 200
    telegram.wait_for_messages(chat, 1)


def test_a_secret_that_is_no_ascii_is_wrong_too(telegram: FakeTelegram) -> None:
    assert telegram.webhook is not None
    headers = {SECRET_HEADER.encode(): "ñ€".encode()}
    response = httpx.post(telegram.webhook[0], json={"update_id": 1}, headers=list(headers.items()))
    assert response.status_code == 403


def test_the_same_update_again_and_at_the_same_time_is_answered_once(
    telegram: FakeTelegram, chat: int
) -> None:
    update = {"update_id": telegram.number(), **said(chat, "/privacidad")}
    with ThreadPoolExecutor(8) as pool:
        statuses = [r.status_code for r in pool.map(lambda _: telegram.push(dict(update)), range(8))]
    assert statuses == [200] * 8
    assert telegram.push(dict(update)).status_code == 200
    assert telegram.texts(chat) == [PHRASES.privacy]


def test_what_waits_in_a_chat_is_handled_in_the_order_of_its_numbers(
    telegram: FakeTelegram, chat: int
) -> None:
    first, second, third = (telegram.number() for _ in range(3))
    sticker = {"file_id": "f", "file_unique_id": "u"}

    def is_being_sent() -> bool:
        return any(call.parameters["chat_id"] == chat for call in telegram.called("sendMessage"))

    with ThreadPoolExecutor(3) as pool:
        with telegram.holding():
            calls = [pool.submit(telegram.push, {"update_id": first, **said(chat, "/privacidad")})]
            telegram.wait_for(is_being_sent)
            late = {"update_id": third, "message": message(chat, sticker=sticker)}
            calls.append(pool.submit(telegram.push, late))
            calls.append(pool.submit(telegram.push, {"update_id": second, **said(chat, "/politica")}))
            time.sleep(3)  # both are waiting in Clara by now, behind the first
        assert [call.result().status_code for call in calls] == [200] * 3
    texts = telegram.texts(chat)
    assert (texts[0], texts[2]) == (PHRASES.privacy, PHRASES.kinds["sticker"])


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"hola"', b"\xff\xfe", b"[" * 5000], ids=range(6))
def test_a_body_that_is_no_update_is_refused_in_words(telegram: FakeTelegram, body: bytes) -> None:
    assert telegram.webhook is not None
    url, secret = telegram.webhook
    response = httpx.post(url, content=body, headers={SECRET_HEADER: secret})
    assert response.status_code == 400
    assert "update" in response.json()["error"]


def test_updates_that_nobody_knows_are_taken_and_let_be(telegram: FakeTelegram, chat: int) -> None:
    unknown: list[dict[str, Any]] = [
        {"poll": {}},
        {"message": "hola"},
        {"something_new": [1]},
        {"channel_post": {"text": "x"}},
    ]
    assert [telegram.push(update).status_code for update in unknown] == [200] * len(unknown)
    big = said(chat, "😀" * 2000, reply_to_message=message(chat, text="😀" * 4000))
    assert telegram.push(big).status_code == 200


def test_other_ways_to_the_webhook_and_the_server_are_closed(hooked: tuple[FakeTelegram, Process]) -> None:
    _, process = hooked
    assert httpx.get(f"{process.url}/webhooks/telegram/webhook").status_code == 405
    assert httpx.get(f"{process.url}/webhooks/telegram/").json() == {"status": "ok"}
    assert httpx.post(f"{process.url}/webhooks/rest/webhook", json={}).status_code == 404


def test_a_limit_of_telegrams_is_waited_out(telegram: FakeTelegram, chat: int) -> None:
    telegram.faults["sendMessage"].append(too_many(1))
    assert telegram.push(said(chat, "/privacidad")).status_code == 200
    assert telegram.texts(chat) == [PHRASES.privacy]


def test_fifty_chats_at_once_keep_their_order(telegram: FakeTelegram, chat: int) -> None:
    turns = ["/privacidad", "¿para qué usan mi ubicación?", "¿y mi correo?"]

    def talk(one: int) -> None:
        for turn in turns:
            update = said(one, turn)
            # Telegram sends a chat's next update when this one is taken, and this one again until it is.
            while telegram.push(update).status_code != 200:
                time.sleep(0.5)

    chats = [1_000_000_000 + chat * 100 + n for n in range(50)]
    with ThreadPoolExecutor(50) as pool:
        list(pool.map(talk, chats))
    (texts,) = {tuple(telegram.texts(one)) for one in chats}
    assert texts[0] == PHRASES.privacy
    assert "ubicación" in texts[1] and "correo" in texts[2] and len(texts) == len(turns)


def test_nothing_secret_is_logged(hooked: tuple[FakeTelegram, Process]) -> None:
    telegram, process = hooked
    assert telegram.webhook is not None
    assert TOKEN not in process.says()
    assert telegram.webhook[1] not in process.says()
    assert "Traceback" not in process.says()


def test_a_graceful_stop_answers_the_call_in_flight(hooked: tuple[FakeTelegram, Process], chat: int) -> None:
    """The last one here: the server is gone afterwards."""
    telegram, process = hooked
    with ThreadPoolExecutor(1) as pool:
        with telegram.holding():
            call = pool.submit(telegram.push, said(chat, "/privacidad"))
            telegram.wait_for(
                lambda: any(c.parameters["chat_id"] == chat for c in telegram.called("sendMessage"))
            )
            process.process.send_signal(signal.SIGTERM)
            time.sleep(1)
            refused = telegram.push(said(chat, "/politica"))
        assert call.result().status_code == 200
    assert refused.status_code == 503
    assert process.process.wait(60) == 0
    assert telegram.texts(chat) == [PHRASES.privacy]
