"""Every way in which Telegram fails is told by its kind, and never with the token."""

from __future__ import annotations

import logging
import traceback
from collections.abc import AsyncIterator, Iterator

import pytest

from bot.channels.telegram.api import (
    Api,
    ApiError,
    Conflict,
    Rejected,
    TooManyRequests,
    Undeliverable,
    Unreachable,
)
from tests.fake_telegram import BOT, TOKEN, FakeTelegram, Fault, too_many


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        yield fake


@pytest.fixture
async def api(telegram: FakeTelegram) -> AsyncIterator[Api]:
    api = Api(TOKEN, telegram.url)
    yield api
    await api.close()


def refused(code: int) -> Fault:
    return Fault(code, b'{"ok": false, "error_code": %d, "description": "no"}' % code)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (refused(400), Undeliverable),
        (refused(403), Undeliverable),
        (refused(401), Rejected),
        (refused(404), Rejected),
        (refused(409), Conflict),
        (refused(500), Unreachable),
        (Fault(502, b"<html>"), Unreachable),
        (Fault(200, b""), Unreachable),
        (Fault(200, b"[]"), Unreachable),
        (Fault(200, b'{"ok": false}'), Unreachable),
        (Fault(301, b"{}"), Unreachable),
        (Fault(0), Unreachable),
        (too_many(7), TooManyRequests),
        (Fault(429, b"{}"), TooManyRequests),
    ],
)
async def test_a_fault_is_told_by_its_kind(
    telegram: FakeTelegram, api: Api, fault: Fault, kind: type[ApiError]
) -> None:
    telegram.faults["sendMessage"].append(fault)
    with pytest.raises(ApiError) as raised:
        await api.send(1, "hola")
    assert type(raised.value) is kind
    assert not isinstance(raised.value, TooManyRequests) or raised.value.wait in (7, 1)


async def test_calls_do_what_they_say(telegram: FakeTelegram, api: Api) -> None:
    assert (await api.me()).username == BOT["username"]
    await api.send(1, "hola", reply_markup=None)
    assert telegram.sent(1) == [
        {"chat_id": 1, "text": "hola", "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    ]
    telegram.put({"update_id": 5}, {"update_id": 6})
    assert await api.updates(None, wait=1) == [{"update_id": 5}, {"update_id": 6}]
    assert await api.updates(6, wait=1) == [{"update_id": 6}]
    await api.set_webhook("https://clara.example", "secret")
    assert telegram.webhook == ("https://clara.example", "secret")
    with pytest.raises(Conflict):
        await api.updates(None, wait=1)
    await api.delete_webhook()
    assert telegram.webhook is None


@pytest.mark.parametrize(
    "base", ["http://127.0.0.1:9", "http://[bad", "http://127.0.0.1:99999", "ftp://x", "\n"]
)
async def test_an_address_where_nobody_answers(base: str) -> None:
    api = Api(TOKEN, base)
    with pytest.raises(Unreachable) as raised:
        await api.me()
    await api.close()
    assert TOKEN not in "".join(traceback.format_exception(raised.value))


async def test_the_token_is_in_no_error_and_no_log(
    telegram: FakeTelegram, api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for fault in (refused(403), Fault(0), Fault(502, b"<html>"), Fault(200, b"{")):
        telegram.faults["sendMessage"].append(fault)
        with pytest.raises(ApiError) as raised:
            await api.send(1, "hola")
        assert TOKEN not in "".join(traceback.format_exception(raised.value))
    await api.send(1, "hola")
    assert TOKEN not in caplog.text
    assert TOKEN.partition(":")[2] not in caplog.text
