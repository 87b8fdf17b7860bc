"""Whom a message addresses."""

from __future__ import annotations

import pytest

from nlu.addressing import unaddressed


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("¿queda grabado lo que digo, hijo?", "¿queda grabado lo que digo?"),
        ("y eso de cuándo es, parce", "y eso de cuándo es"),
        ("hazme la carta wey", "hazme la carta"),
        ("Oye, causa, ¿me leen el correo?", "¿me leen el correo?"),
        ("¿qué guardan de mi hijo?", "¿qué guardan de mi hijo?"),
        ("hijo", "hijo"),
        ("¿mi tía ve lo que veo?", "¿mi tía ve lo que veo?"),
        ("el perfil es de mi hermano", "el perfil es de mi hermano"),
    ],
)
def test_who_is_addressed_goes(text: str, rest: str) -> None:
    assert unaddressed(text) == rest
