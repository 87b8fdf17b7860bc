"""What is asked of other firms and matters is declined where it opens a conversation, and only there."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Clara

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize(
    "text",
    [
        "¿es seguro darle mi tarjeta a AliExpress?",
        "cuánto dura la varicela en un niño",
        "mi casero quiere una copia de mi nómina, ¿puede pedirla?",
    ],
)
def test_near_misses_are_declined(clara: Clara, text: str) -> None:
    assert clara.ask(text)["status"] == "out_of_scope"


def test_the_same_asked_of_netflix_is_answered(clara: Clara) -> None:
    assert clara.ask("¿es seguro darle mi tarjeta a Netflix?")["aspect"] == "security"


def test_of_two_questions_the_one_on_privacy_is_answered(clara: Clara) -> None:
    assert clara.ask("¿Cuánto cuesta el plan? ¿Y con quién comparten mi correo?")["status"] == "answered"
