"""Only what a button of Clara's can send passes as understood."""

from __future__ import annotations

import pytest

from bot.channels.payloads import as_typed, is_payload


@pytest.mark.parametrize(
    "text",
    [
        "/ask_sharing",
        '/ask_sharing{"concept": ["email"]}',
        "/ask_more",
        "/greet",
        '/ask_bot{"term": []}',
        '/tell_country{"country": ["MX"]}',
        "/tell_country",
        "/decline_country",
        '/ask_letter{"concept": ["access"]}',
    ],
)
def test_buttons_pass(text: str) -> None:
    assert is_payload(text)
    assert as_typed(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/nothing",
        '/ask_sharing{"aspect": ["x"]}',
        '/ask_sharing{"concept": "email"}',
        '/ask_sharing{"concept": [1]}',
        "/ask_sharing{",
        "/ask_sharing{[}",
        "/ask_sharing hola",
        "//ask_sharing",
        "/ask_sharing" + '{"a":' * 2000 + "}",
    ],
)
def test_anything_else_is_just_typed(text: str) -> None:
    assert not is_payload(text)
    assert not as_typed(text).startswith("/")


def test_a_text_in_between_is_left_alone() -> None:
    assert as_typed("¿mi correo y/o mi voz?") == "¿mi correo y/o mi voz?"
