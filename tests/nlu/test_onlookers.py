"""Whether somebody else is said to see what is one's own."""

from __future__ import annotations

import pytest

from nlu.onlookers import others_look


@pytest.mark.parametrize(
    "text",
    [
        "¿mi suegra puede ver lo que yo miro?",
        "Me separé de mi novio y él tiene la clave. ¿Puede ver lo que veo?",
        "mi compañía de internet sabe qué series veo?",
        "¿Movistar se entera de lo que veo?",
        "los demás pueden leer mis mensajes?",
        "en los juegos la gente puede leer lo que escribo?",
        "¿otros jugadores ven mi perfil?",
        "¿el hotel sabe lo que vi?",
    ],
)
def test_others_look(text: str) -> None:
    assert others_look(text)


@pytest.mark.parametrize(
    "text",
    [
        "¿saben lo que veo?",
        "¿mi hijo puede ver películas de adultos?",
        "los de Netflix ven lo que hago",
        "¿puedo ver lo que guardan de mí?",
        "mi tele guarda lo que veo",
    ],
)
def test_nobody_else_looks(text: str) -> None:
    assert not others_look(text)


def test_who_was_named_before_looks() -> None:
    assert others_look("Mi compañero de piso usa mi cuenta, ¿ve lo que yo veo?")
    assert not others_look("Mi compañero de piso no sabe, ¿guardan lo que yo veo?")
