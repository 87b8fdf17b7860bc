"""What a message says that it does not ask is not read as asked."""

from __future__ import annotations

import pytest

from nlu.denials import undenied


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("no me refiero a la IP, digo el nombre", "no, digo el nombre"),
        ("Que no hablo de mi teléfono! Qué pone de los menores", "no, Qué pone de los menores"),
        ("no pregunté por eso. Lo que quiero es borrarlo", "no, Lo que quiero es borrarlo"),
        ("eso no es lo que te pregunté. ¿me graban?", "no, ¿me graban?"),
        ("no me entendiste, cómo borro la cuenta", "no, cómo borro la cuenta"),
        ("¿cómo cierro la de ella, no de la mía?", "¿cómo cierro la de ella?"),
        ("quiero saber quién lo recibe, no lo que guardan", "quiero saber quién lo recibe"),
    ],
)
def test_what_is_denied_is_left_out(text: str, left: str) -> None:
    assert undenied(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "no me refiero a mi IP",
        "no me refiero a mi voz, ¿quién la oye?",
        "no quiero decir mi país, ¿qué derechos tengo?",
        "no me contestaron nunca, ¿qué hago?",
        "no hablo inglés",
        "¿dónde están los ajustes, no los encuentro?",
        "¿guardan mi IP o no?",
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert undenied(text) == text
