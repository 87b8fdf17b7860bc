"""What a question of a message is about, of all that the message names."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.articles import Usage
from nlu.components.question_parts import Clitics, Read, as_part, meant
from nlu.splitting import Span


def named(text: str, words: str, concept: str, kind: str = "data_category") -> dict[str, Any]:
    """An entity as the linker gives it."""
    start = text.index(words)
    place = {"start": start, "end": start + len(words)}
    return {"entity": "concept", "value": concept, "kind": kind, "within": [], "telling": False, **place}


def question_of(text: str, asked: str) -> tuple[Span, Clitics]:
    start = text.index(asked)
    return Span(asked, start, start + len(asked)), Clitics(Message({TEXT: text}), Usage())


@pytest.mark.parametrize(
    "asked", ["Qué cambió", "¿Qué es lo nuevo?", "¿Y qué hay de nuevo", "¿Cuáles son los cambios?"]
)
def test_a_question_for_all_news_is_not_about_the_letter_that_brought_it(asked: str) -> None:
    text = f"Me llegó un correo de que la actualizaron. {asked}"
    span, clitics = question_of(text, asked)
    assert meant([named(text, "un correo", "email")], span, text, clitics) == []


def test_a_question_that_names_nothing_is_about_what_was_said_before() -> None:
    text = "Di mi correo al registrarme. ¿Qué hacen con eso"
    span, clitics = question_of(text, "Qué hacen con eso")
    mail = named(text, "mi correo", "email")
    assert meant([mail], span, text, clitics) == [mail]


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("si me escriben en el chat netflix lee eso", ["messages"]),
        ("eso lo leen en el chat", ["game_handle", "messages"]),
        ("si me escriben en el chat lo ven ahí", ["game_handle", "messages"]),
    ],
)
def test_eso_behind_a_name_stands_for_that(asked: str, about: list[str]) -> None:
    text = f"ah, solo el apodo. y {asked}"
    span, clitics = question_of(text, asked)
    entities = [named(text, "el apodo", "game_handle"), named(text, "el chat", "messages")]
    assert [one["value"] for one in meant(entities, span, text, clitics)] == about


def test_who_looks_may_have_been_named_before() -> None:
    text = "Mi yerno usa mi cuenta. ¿Él puede ver lo que yo veo"
    span, clitics = question_of(text, "Él puede ver lo que yo veo")
    who, seen = (
        named(text, "Mi yerno", "other_users", "recipient"),
        named(text, "lo que yo veo", "viewing_history"),
    )
    assert meant([who, seen], span, text, clitics) == [who, seen]
    alone = "Mi yerno usa mi cuenta. ¿Guardan lo que yo veo"
    span, clitics = question_of(alone, "Guardan lo que yo veo")
    kept = named(alone, "lo que yo veo", "viewing_history")
    assert meant([named(alone, "Mi yerno", "other_users", "recipient"), kept], span, alone, clitics) == [kept]


@pytest.mark.parametrize(("before", "apart"), [("Aparte de", True), ("Con", False)])
def test_what_is_set_apart_may_stand_before_the_question(before: str, apart: bool) -> None:
    text = f"{before} mi correo, ¿de quién más sacan datos?"
    span, clitics = question_of(text, "de quién más sacan datos")
    read = Read(span, (("ask_source", 0.9),), ())
    part = as_part(read, text, [named(text, "correo", "email")], clitics)
    assert [one["apart"] for one in part["mentions"]] == [apart]


@pytest.mark.parametrize(
    ("told", "asked", "of_child"),
    [
        ("Tengo dos niños en casa", "les ponen anuncios", True),
        ("Mi nieta tiene 6", "qué pasa con su privacidad", True),
        ("Mi hijo ya tiene 8", "qué saben de él", True),
        ("Tengo dos niños en casa", "me ponen anuncios", False),
        ("Mi hijo lo instaló", "qué hacen con el historial", False),
        ("Tengo dos gatos en casa", "les ponen anuncios", False),
    ],
)
def test_who_was_told_of_before_may_be_a_child(told: str, asked: str, of_child: bool) -> None:
    text = f"{told}, ¿{asked}?"
    span, clitics = question_of(text, asked)
    part = as_part(Read(span, (("ask_advertising", 0.9),), ()), text, [], clitics)
    assert ("child" in part["cues"]) == of_child


@pytest.mark.parametrize(
    ("after", "about"), [("? Porque mi tele es de otra marca", []), (", o sea, mi tele", ["device_info"])]
)
def test_why_it_is_asked_is_not_what_is_asked(after: str, about: list[str]) -> None:
    asked = "Y eso se lo dan a alguien"
    text = f"¿{asked}{after}"
    span, clitics = question_of(text, asked)
    found = meant([named(text, "mi tele", "device_info")], span, text, clitics)
    assert [one["value"] for one in found] == about


@pytest.mark.parametrize(
    ("before", "points"), [("¿Mis datos están aquí o ", False), ("¿El correo está aquí o ", True)]
)
def test_a_pronoun_for_all_data_points_at_nothing_said_before(before: str, points: bool) -> None:
    asked = "se los llevan"
    text = f"{before}{asked}?"
    span, clitics = question_of(text, asked)
    part = as_part(Read(span, (("ask_transfer", 0.9),), ()), text, [], clitics)
    assert part["manner"]["pronoun"] is points


def test_where_one_heard_it_is_not_what_is_asked() -> None:
    asked = "guardan todo"
    employer = {"entity": "unmentioned", "value": "employers", "start": 14, "end": 23}
    for text, found in (
        (f"Me dijeron en el trabajo que {asked}?", []),
        (f"Mi jefe es de lo peor, ¿{asked}?", [employer]),
    ):
        span, clitics = question_of(text, asked)
        assert meant([employer], span, text, clitics) == found
