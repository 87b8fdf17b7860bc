"""What some words ask, whatever stands beside them."""

from __future__ import annotations

import pytest

from nlu.plain_words import changes_own, names_the_service, plainly_asks, plainly_tells


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("¿qué base jurídica invocan para los anuncios?", "ask_legal_basis"),
        ("¿y las que no se quitan cuánto duran?", "ask_retention"),
        ("q empresas le dan esa info a netflix", "ask_source"),
        ("¿y en qué página veo todo lo que tienen mío?", "ask_control"),
        ("¿en qué página ven lo que tengo?", None),
        ("mis datos, ¿quién le manda eso a netflix?", "ask_source"),
        ("¿cuántos días le da la ley a netflix para darme mis datos?", None),
        ("¿netflix le da mis datos a otros?", None),
        ("¿y ante quién pongo la queja?", "ask_rights"),
        ("¿a qué agencia le llevo una querella?", "ask_rights"),
        ("¿a quién le escribo si tengo una queja?", None),
        ("¿quién vela por los datos de uno?", "ask_rights"),
        ("¿cuánto cuesta el plan sin anuncios?", "out_of_scope"),
        ("¿cuánto vale mi información?", None),
        ("la tele me da un error y no arranca", "out_of_scope"),
        ("se me congela la peli a cada rato", "out_of_scope"),
        ("¿registran cada vez que se traba el video?", None),
        ("si se cuelga la app, ¿mandan un informe?", None),
        ("la app me da error con mis datos", None),
        ("¿y qué juego me recomiendas?", "out_of_scope"),
        ("¿qué series me recomienda según mis datos?", "out_of_scope"),
        ("¿qué guardan?", None),
        ("¿quién tiene acceso a lo que puse?", "ask_sharing"),
        ("¿me atiende una persona?", "ask_bot"),
        ("¿hablo con la persona que lleva los datos?", None),
        ("quiero desaparecer de ahí", "ask_control"),
        ("¿tienen que borrarlo si se lo pido?", "ask_rights"),
        ("¿qué medidas toman para que nadie me robe?", "ask_security"),
        ("¿qué hago para que no me hackeen?", None),
        ("¿qué es una base legal?", "ask_legal_basis"),
    ],
)
def test_plain_words(text: str, intent: str | None) -> None:
    assert plainly_asks(text) == intent


def test_who_is_told_or_looks() -> None:
    assert plainly_tells("¿qué le cuentan a Claro sobre mí?")
    assert plainly_tells("el papá usa la cuenta, ¿él podría verla?")
    assert not plainly_tells("¿qué le cuento a mi abogado?")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("¿acme te pregunta el género?", True),
        ("es verdad que acme deduce cosas de vos", True),
        ("¿acme sabe que hablo contigo?", False),
        ("¿eres de acme?", False),
        ("¿acme te paga?", False),
    ],
)
def test_what_the_service_does(text: str, names: bool) -> None:
    assert names_the_service(text, "acme") is names


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("es que cambié de línea, ¿cómo pongo el nuevo?", True),
        ("ya cambié la clave", True),
        ("¿cambió la edad mínima?", False),
        ("¿por qué cambiaron la política?", False),
        ("quiero saber si van a cambiar las condiciones", False),
    ],
)
def test_who_changes_what_is_their_own(text: str, own: bool) -> None:
    assert changes_own(text) is own
