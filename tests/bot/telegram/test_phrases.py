"""The sentences are complete, fit where they go, and keep Clara's manner."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from bot.channels.telegram import phrases as module
from bot.channels.telegram.phrases import Phrases, read_phrases
from bot.channels.telegram.splitting import LONGEST, units


def given() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(module._FILE.read_text(encoding="utf-8"))
    return data


def test_every_sentence_fits_one_message() -> None:
    phrases = read_phrases()
    texts = [text for text in phrases.dict().values() if isinstance(text, str)]
    assert all(0 < units(text) <= LONGEST for text in [*texts, *phrases.kinds.values()])


def test_every_command_is_one_that_the_channel_obeys() -> None:
    names = [entry.command for entry in read_phrases().commands]
    assert names == ["start", "ayuda", "privacidad", "borrar", "politica"]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("erased", None, "erased"),
        ("surprise", "x", "extra fields"),
        ("policy", "Sin nombres", "must fill in exactly"),
        ("erased", "Hola {name}", "must fill in exactly"),
        ("kinds", {"sticcker": "x"}, "no such kinds"),
        ("commands", [{"command": "Política", "description": "x"}], "lower-case letters"),
        ("commands", [{"command": "a", "description": ""}], "1 to 256"),
        ("commands", [{"command": "a", "description": "x" * 257}], "1 to 256"),
    ],
)
def test_a_slip_in_the_file_is_named(name: str, value: Any, words: str) -> None:
    data = {**given(), name: value}
    with pytest.raises(ValidationError, match=words):
        Phrases.parse_obj(data)


def test_what_is_said_of_keeping_is_what_is_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "24 horas" in read_phrases().privacy
    assert "se queda en la memoria" in read_phrases().privacy
    monkeypatch.setenv("CLARA_CONVERSATIONS_URL", "sqlite:////srv/clara.db")
    monkeypatch.setenv("CLARA_CONVERSATIONS_HOURS", "0.5")
    monkeypatch.setenv("CLARA_OPERATOR", "la Biblioteca")
    privacy = read_phrases().privacy
    assert "memoria" not in privacy
    assert all(words in privacy for words in ("base de datos", "30 minutos", "es la Biblioteca."))
