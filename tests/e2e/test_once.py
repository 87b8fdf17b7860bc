"""A message sent again is answered again and taken once, on every channel, whoever took it before."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.conftest import Clara

pytestmark = pytest.mark.e2e


def send(clara: Clara, text: str, number: str | None) -> list[dict[str, Any]]:
    response = clara.post(json={"sender": clara.sender, "message": text, "message_id": number})
    assert response.status_code == 200, response.text
    replies: list[dict[str, Any]] = response.json()
    return replies


@pytest.mark.parametrize(("number", "aspect"), [("first", "sharing"), (None, "purpose")])
def test_a_message_with_an_id_is_taken_once(clara: Clara, number: str | None, aspect: str) -> None:
    told = send(clara, "¿para qué usan mi ubicación?", number)
    send(clara, "¿y con quién comparten mi correo?", "second")
    assert send(clara, "¿para qué usan mi ubicación?", number) == told
    # Taken again, it would be what the next question leans on.
    assert clara.ask("¿y mi teléfono?")["aspect"] == aspect


@pytest.mark.parametrize("number", ["", "x" * 65, 7])
def test_what_cannot_be_an_id_is_refused(clara: Clara, number: Any) -> None:
    response = clara.post(json={"sender": clara.sender, "message": "hola", "message_id": number})
    assert response.status_code == 400
    assert "message_id" in response.json()["error"]
