"""Which facts a question is near to."""

from __future__ import annotations

from nlu.fact_model import FactModel

QUESTIONS = ["¿cómo cierro la sesión en la tele?", "salir de todos los aparatos", "¿venden mis datos?"]
FACTS = ["sign-out", "sign-out", "sale"]


def test_shared_words_count_whatever_their_endings() -> None:
    model = FactModel().fit(QUESTIONS, FACTS)
    assert [fact for fact, _ in model.near("cerrar sesiones")] == ["sign-out"]
    assert [fact for fact, _ in model.near("¿venderán el dato?")] == ["sale"]
    assert model.near("nada de esto") == []


def test_the_nearest_of_a_facts_questions_decides() -> None:
    [(fact, likeness)] = FactModel().fit(QUESTIONS, FACTS).near("salir de todos los aparatos")
    assert (fact, round(likeness, 6)) == ("sign-out", 1.0)


def test_it_knows_nothing_before_it_learns() -> None:
    assert FactModel().near("¿venden mis datos?") == []
