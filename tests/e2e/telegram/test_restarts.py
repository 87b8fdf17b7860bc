"""Starting, stopping and being killed in the middle; what has been handled stays handled."""

from __future__ import annotations

import signal
import stat
import time
from pathlib import Path

import pytest

from bot.channels.telegram.phrases import read_phrases
from tests.e2e.telegram.conftest import clara_on_telegram
from tests.fake_telegram import TOKEN, FakeTelegram
from tests.ports import free_port
from tests.telegram_updates import said

pytestmark = pytest.mark.e2e
PHRASES = read_phrases()


def test_a_restart_in_the_middle_answers_everything_once(tmp_path: Path, knowledge: str, chat: int) -> None:
    port = free_port()
    with clara_on_telegram(tmp_path, f"http://127.0.0.1:{port}", knowledge) as first:
        # Clara may start before its network does.
        until = time.monotonic() + 240
        while "Telegram cannot be reached yet" not in first.says():
            assert first.process.poll() is None and time.monotonic() < until, first.says()
            time.sleep(0.1)
        with FakeTelegram(port) as telegram:
            first.wait_until_up()
            handled = said(chat, "/privacidad")
            telegram.put(handled)
            telegram.wait_for_messages(chat, 1)
            telegram.wait_until_confirmed()
            key = (first.state / "chat.key").read_text()
            assert stat.S_IMODE((first.state / "chat.key").stat().st_mode) == 0o600
            with telegram.holding():
                interrupted = said(chat, "/politica")
                telegram.put(interrupted)
                telegram.wait_for(lambda: len(telegram.called("sendMessage")) == 2)
                first.stop(signal.SIGKILL)
                telegram.losing = True
            telegram.wait_for(lambda: telegram.called("sendMessage:lost"))
            telegram.losing = False
            _the_second_run(telegram, tmp_path, knowledge, chat, [handled, interrupted], key)


def _the_second_run(
    telegram: FakeTelegram,
    folder: Path,
    knowledge: str,
    chat: int,
    updates: list[dict[str, object]],
    key: str,
) -> None:
    handled, _ = updates
    with clara_on_telegram(folder, telegram.url, knowledge) as second:
        # The answer that the kill cut off is given now; the earlier update, come again, is not.
        telegram.put(dict(handled))
        telegram.wait_for_messages(chat, 2)
        telegram.wait_until_confirmed()
        assert telegram.texts(chat)[0] == PHRASES.privacy
        assert "en vigor desde" in telegram.texts(chat)[1]
        assert (second.state / "chat.key").read_text() == key
        # A graceful stop finishes what is in flight.
        with telegram.holding():
            telegram.put(said(chat, "/privacidad"))
            telegram.wait_for(lambda: len(telegram.called("sendMessage")) == 4)
            second.process.send_signal(signal.SIGTERM)
            time.sleep(1)
            assert second.process.poll() is None
        assert second.process.wait(60) == 0
        assert len(telegram.sent(chat)) == 3
        assert TOKEN not in second.says()
        assert "Traceback" not in second.says()


def test_a_token_that_telegram_rejects_stops_the_start(
    tmp_path: Path, telegram: FakeTelegram, knowledge: str
) -> None:
    wrong = {"TELEGRAM_TOKEN": "987654321:" + "wrong" * 7}
    with clara_on_telegram(tmp_path, telegram.url, knowledge, **wrong) as process:
        assert process.process.wait(120) == 1
        assert "does not know this token" in process.says()
        assert "Traceback" not in process.says()
        assert "wrong" not in process.says()
