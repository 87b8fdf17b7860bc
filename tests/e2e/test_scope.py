"""What is asked of other firms and matters is declined where it opens a conversation, and only there."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Clara

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize(
    "text",
    [
        "¿Cuánto tiempo guarda la tienda el video de la cámara del pasillo?",
        "para qué me pide la cédula el portero del edificio",
        "cuánto dura la varicela en un niño",
        "¿cómo quito el permiso de cámara a Zoom?",
        "¿Es seguro pagar con tarjeta en la gasolinera?",
    ],
)
def test_near_misses_are_declined(clara: Clara, text: str) -> None:
    assert clara.ask(text)["status"] == "out_of_scope"


def test_the_same_asked_of_netflix_is_answered(clara: Clara) -> None:
    assert clara.ask("¿Es seguro pagar con tarjeta en Netflix?")["aspect"] == "security"
