"""What channels make of a text before Rasa sees it."""

from __future__ import annotations

import pytest

from bot.channels.text import clean


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  ¿y   mi\ncorreo? ", "¿y mi correo?"),
        ("hola\x00mundo", "hola mundo"),
        ("cafe\u0301", "café"),
        ("cafe\u200b\u0301", "café"),
        ("\u202ehola\u200b", "hola"),
        ("\ud800", ""),
        ("🍿", "🍿"),
    ],
)
def test_only_what_people_write_is_left(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
