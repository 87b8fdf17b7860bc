"""The form of a question."""

from __future__ import annotations

import pytest

from nlu.manner import manner_of


@pytest.mark.parametrize(
    "text",
    ["¿guardan mi IP?", "¿Es verdad que venden mis datos?", "¿mi perfil es público?", "¿se puede borrar?"],
)
def test_yes_no_questions(text: str) -> None:
    assert manner_of(text, asked=True).yes_no


@pytest.mark.parametrize("text", ["guardan mi ip", "netflix vende mis datos", "se guarda mi historial"])
def test_yes_no_questions_without_marks(text: str) -> None:
    assert manner_of(text, asked=False).yes_no


@pytest.mark.parametrize(
    "text",
    [
        "¿qué guardan?",
        "q guardan de mi",
        "¿Y con quién lo comparten?",
        "para que usan mi ip",
        "esos datos de la tarjeta a quien se los pasan",
        "mi historial quien lo ve",
        "por que lo quieren",
        "¿guardan qué datos?",
        "dime si guardan algo",
        "explícame las cookies",
    ],
)
def test_open_questions(text: str) -> None:
    assert not manner_of(text, asked="?" in text).yes_no


@pytest.mark.parametrize("text", ["no quiero que me rastreen", "mi historial", "una duda"])
def test_statements_are_no_yes_no_questions(text: str) -> None:
    assert not manner_of(text, asked=False).yes_no


@pytest.mark.parametrize(
    "text",
    [
        "¿con quién lo comparten?",
        "¿puedo evitarlo?",
        "¿y eso por qué?",
        "¿la guardan?",
        "¿para qué usan esos datos?",
        "cómo puedo borrarla",
        "¿me lo explicas?",
    ],
)
def test_pronouns_point_back(text: str) -> None:
    assert manner_of(text, asked=True).pronoun


@pytest.mark.parametrize(
    "text",
    [
        "¿qué datos guardan?",
        "¿lo que veo se guarda?",
        "la policía",
        "los anuncios",
    ],
)
def test_articles_are_no_pronouns(text: str) -> None:
    assert not manner_of(text, asked=True).pronoun


@pytest.mark.parametrize(
    "text", ["no, me refiero a la IP", "me refería al correo", "quise decir la voz", "no, la tarjeta"]
)
def test_corrections(text: str) -> None:
    assert manner_of(text, asked=False).corrects


def test_leaning_and_negation() -> None:
    assert manner_of("¿y mi correo?", asked=True).leans
    assert not manner_of("¿mi correo?", asked=True).leans
    assert manner_of("¿no guardan mi IP?", asked=True).negated


def test_what_for_in_speech_wants_no_yes() -> None:
    assert not manner_of("y pa que lo usan", asked=False).yes_no
    assert manner_of("y lo usan", asked=True).yes_no


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("¿qué no comparten?", True),
        ("y q no guardan", True),
        ("dime que cosas no recogen", True),
        ("a mi tía le mandan emails q no pidió, ¿cómo los paro?", False),
        ("¿puedo exigir que no vendan mis datos?", False),
        ("hazme un resumen que no tengo tiempo", False),
    ],
)
def test_what_is_not_done_is_asked_only_where_it_begins_a_question(text: str, asks: bool) -> None:
    assert manner_of(text, asked="?" in text).asks_what_not is asks


@pytest.mark.parametrize(
    "text",
    [
        "holi, como veo mis datos?",
        "Buenas tardes, como borro la cuenta?",
        "¿la guardan o la borran?",
        "¿se queda o se va?",
    ],
)
def test_greeted_questions_and_those_for_one_of_two_want_no_yes(text: str) -> None:
    assert not manner_of(text, asked=True).yes_no


@pytest.mark.parametrize(
    "text", ["¿guardan mi correo o mi teléfono?", "¿venden mis datos o no?", "¿usan cookies o algo así?"]
)
def test_two_things_of_one_kind_may_get_one_yes(text: str) -> None:
    assert manner_of(text, asked=True).yes_no
