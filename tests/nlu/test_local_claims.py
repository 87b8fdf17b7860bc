"""What is asked of a country's law."""

from __future__ import annotations

import pytest

from nlu.local_claims import asks_again, asks_for_a_deadline, claims, names_the_law


@pytest.mark.parametrize(
    "text", ["¿ahí quién es?", "¿ante quién?", "cómo sería para ella", "¿acá también?", "¿cambia algo?"]
)
def test_what_was_asked_is_asked_again(text: str) -> None:
    assert asks_again(text)


@pytest.mark.parametrize(
    "text", ["¿quién recibe mis datos?", "¿cómo es la tele?", "el perfil de ella", "¿qué cambia este año?"]
)
def test_a_question_of_its_own(text: str) -> None:
    assert not asks_again(text)


@pytest.mark.parametrize(
    "text",
    ["¿me tienen que dejar ver lo que saben?", "¿a qué oficina voy?", "¿hay alguna ley?", "¿me puedo negar?"],
)
def test_what_one_may_claim(text: str) -> None:
    assert claims(text)


@pytest.mark.parametrize("text", ["¿qué ley les permite usarlo?", "¿a qué correo me quejo?", "¿qué guardan?"])
def test_what_is_no_claim(text: str) -> None:
    assert not claims(text)


def test_deadlines_are_no_times_of_keeping() -> None:
    assert asks_for_a_deadline("¿cuánto tardan?")
    assert asks_for_a_deadline("si les pido que lo borren, ¿cuánto duran?")
    assert not asks_for_a_deadline("¿qué plazo guardan la tarjeta?")
    assert not asks_for_a_deadline("si los roban, ¿en cuántos días avisan?")


def test_the_law_is_named() -> None:
    assert names_the_law("¿ya está vigente la ley?")
    assert not names_the_law("¿qué cambió?")
