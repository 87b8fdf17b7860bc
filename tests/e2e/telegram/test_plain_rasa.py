"""Plain ``rasa run`` serves the channel as any other, and tells no token however much it logs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot import paths
from bot.channels.telegram.phrases import read_phrases
from tests.e2e.telegram.conftest import PROJECT
from tests.fake_telegram import TOKEN, FakeTelegram
from tests.ports import free_port
from tests.telegram_updates import said

pytestmark = pytest.mark.e2e
PHRASES = read_phrases()


def test_rasa_run_takes_the_channel_from_credentials(tmp_path: Path, chat: int) -> None:
    credentials, log = tmp_path / "credentials.yml", tmp_path / "log"
    credentials.write_text("bot.channels.telegram.channel.Telegram:\n  token: ${TELEGRAM_TOKEN}\n")
    command = [str(Path(sys.executable).with_name("rasa")), "run", "--debug", "-i", "127.0.0.1"]
    command += ["-p", str(free_port()), "--credentials", str(credentials), "--model", str(paths.MODEL)]
    with FakeTelegram() as telegram, log.open("w") as sink:
        settings = {
            "TELEGRAM_API_URL": telegram.url,
            "TELEGRAM_STATE": str(tmp_path),
            "TELEGRAM_TOKEN": TOKEN,
        }
        environment = {**os.environ, **settings, "RASA_TELEMETRY_ENABLED": "false"}
        process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=sink, stderr=sink)
        try:
            telegram.put(said(chat, "hola"), said(chat, "/borrar"), said(chat, "/borrar"))
            telegram.wait_for(lambda: len(telegram.sent(chat)) == 3, within=240)
        finally:
            process.terminate()
            process.wait(60)
    greeting, *erased = telegram.texts(chat)
    assert "Soy Clara" in greeting
    assert erased == [PHRASES.erased, PHRASES.nothing_to_erase]
    assert "DEBUG" in log.read_text()
    assert TOKEN.partition(":")[2] not in log.read_text()
    assert "Traceback" not in log.read_text()
