"""What the channel is told: by `credentials.yml`, by the environment, and wrongly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rasa.core.run import create_http_input_channels

from bot import paths
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.settings import VARIABLES, BadSettings, read_settings
from bot.cli import main
from tests.fake_telegram import TOKEN


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in VARIABLES.values():
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("TELEGRAM_STATE", str(tmp_path))


def test_a_token_is_all_that_polling_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", f" {TOKEN}\n")
    settings = read_settings({})
    assert (settings.token, settings.webhook_url, settings.bot_id) == (TOKEN, None, 123456789)
    assert settings.api_url == "https://api.telegram.org"
    assert TOKEN not in repr(settings)


def test_a_token_may_be_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    assert read_settings({"token_file": str(file)}).token == TOKEN


def test_credentials_come_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "1" + TOKEN)
    assert read_settings({"token": TOKEN}).token == TOKEN


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("https://clara.example.org", "https://clara.example.org/webhooks/telegram/webhook"),
        ("https://clara.example.org/", "https://clara.example.org/webhooks/telegram/webhook"),
        ("https://example.org/clara/hook", "https://example.org/clara/hook"),
        ("http://127.0.0.1:5005", "http://127.0.0.1:5005/webhooks/telegram/webhook"),
    ],
)
def test_a_webhook_needs_an_address(given: str, url: str) -> None:
    assert read_settings({"token": TOKEN, "webhook_url": given}).webhook_url == url


@pytest.mark.parametrize(
    ("credentials", "words"),
    [
        (None, "needs a token"),
        ({"token": ""}, "needs a token"),
        ({"token": "hola"}, "no token of Telegram's"),
        ({"token": TOKEN + "\n" + TOKEN}, "no token of Telegram's"),
        ({"token_file": "/nowhere/token"}, "cannot be read"),
        ({"token": TOKEN, "webhook_url": "http://example.org"}, "must begin with https://"),
        ({"token": TOKEN, "webhook_url": "example.org"}, "must be an address"),
        ({"token": TOKEN, "webhook_url": "https://[bad"}, "must be an address"),
        ({"token": TOKEN, "api_url": "http://api.example.org"}, "must begin with https://"),
        ({"token": TOKEN, "chat_key": "short"}, "at least 32"),
        ({"token": TOKEN, "acces_token": "x"}, "no setting acces_token"),
    ],
)
def test_wrong_settings_are_told_in_words(credentials: dict[str, Any] | None, words: str) -> None:
    with pytest.raises(BadSettings, match=words) as raised:
        read_settings(credentials)
    assert TOKEN not in str(raised.value)


def test_the_key_is_the_environments_or_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept = read_settings({"token": TOKEN}).identity.conversation(1)
    assert read_settings({"token": TOKEN}).identity.conversation(1) == kept
    assert (tmp_path / "chat.key").exists()
    monkeypatch.setenv("CLARA_CHAT_KEY", "k" * 40)
    assert read_settings({"token": TOKEN}).identity.conversation(1) != kept


def test_rasa_makes_the_channel_from_credentials(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    file = tmp_path / "credentials.yml"
    file.write_text("bot.channels.telegram.channel.Telegram:\n  token: ${TELEGRAM_TOKEN}\n")
    for credentials in (file, paths.TELEGRAM):
        (channel,) = create_http_input_channels(None, str(credentials))
        assert isinstance(channel, Telegram)
        assert channel.name() == channel.url_prefix() == "telegram"


def test_each_run_has_a_secret_of_its_own() -> None:
    one, other = (Telegram.from_credentials({"token": TOKEN}) for _ in range(2))
    assert len(one._secret) >= 32
    assert one._secret != other._secret


@pytest.mark.parametrize(
    ("token", "words"), [("", "TELEGRAM_TOKEN=… make telegram"), ("hola", "123456789:AAF…")]
)
def test_the_command_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, token: str, words: str) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", token)
    result = CliRunner().invoke(main, ["telegram"])
    assert result.exit_code == 1
    assert words in result.output
