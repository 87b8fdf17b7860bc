"""What is beyond Clara's matter, by all that is known to be asked."""

from __future__ import annotations

import pickle

import pytest

from nlu.scope_model import ScopeModel

INSIDE = [
    f"¿{ask} mi {what}?"
    for ask in ("cuánto tiempo guardan", "quién puede ver", "para qué usan", "cómo borro")
    for what in ("correo", "tarjeta", "historial", "ubicación", "dirección")
]
BEYOND = [
    "¿cuánto cuesta el plan?",
    "¿quién actúa en la serie?",
    "recomiéndame una película de terror",
    "¿cómo pongo los subtítulos?",
    "¿cuánto pesa un elefante?",
    "¿quién ganó el partido de ayer?",
    "no carga la película",
    "¿para qué sirve el bicarbonato?",
]


@pytest.fixture(scope="module")
def model() -> ScopeModel:
    return ScopeModel().fit(INSIDE, BEYOND)


def test_what_is_beyond_has_the_larger_margin(model: ScopeModel) -> None:
    asked = model.look("¿cuánto tiempo guardan mi tarjeta de crédito?")
    other = model.look("¿quién actúa en la película?")
    assert asked.margin < 0 < other.margin


def test_words_that_no_question_on_privacy_has_are_strange(model: ScopeModel) -> None:
    assert model.look("¿cuánto tiempo guardan mi tarjeta?").strange_share == 0
    assert model.look("¿cuánto tiempo dura un embarazo?").strange_share == pytest.approx(2 / 3)
    # A word of requests beyond scope is strange, too; of nothing, no part is.
    assert model.look("elefante").strange_share == 1
    assert model.look("¿?").strange_share == 0


def test_a_word_that_hardly_any_question_has_is_strange() -> None:
    model = ScopeModel().fit([*INSIDE, "¿guardan mi fotu?", "¿ven mi fotu?"], BEYOND)
    assert model.look("fotu").strange_share == 1
    model = ScopeModel().fit([*INSIDE, *(f"¿{ask} mi foto?" for ask in ("guardan", "ven", "usan"))], BEYOND)
    assert model.look("foto").strange_share == 0


def test_what_is_stored_judges_the_same(model: ScopeModel) -> None:
    again: ScopeModel = pickle.loads(pickle.dumps(model))
    text = "¿para qué quieren mi correo de la serie?"
    assert again.look(text) == model.look(text)
