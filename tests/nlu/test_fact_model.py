"""Which facts a question is near to."""

from __future__ import annotations

import numpy as np

from nlu.fact_model import FactModel

QUESTIONS = ["¿cómo cierro la sesión en la tele?", "salir de todos los aparatos", "¿venden mis datos?"]
FACTS = ["sign-out", "sign-out", "sale"]
NORTH, EAST, WEST = np.array([[0, 1], [1, 0], [-1, 0]], dtype=np.float32)


def test_shared_words_and_near_meanings_count() -> None:
    model = FactModel(meaning_share=0.5).fit(QUESTIONS, FACTS, np.array([NORTH, EAST, WEST]))
    assert model.learned
    (best, likeness), (other, less) = model.near("cierro la sesión", NORTH)
    assert (best, other) == ("sign-out", "sale")
    assert likeness > 0.5 > less
    assert model.near("nada de esto", WEST)[0][0] == "sale"


def test_the_nearest_of_a_facts_questions_decides() -> None:
    model = FactModel(meaning_share=1.0).fit(QUESTIONS, FACTS, np.array([NORTH, EAST, WEST]))
    assert dict(model.near("da igual", EAST))["sign-out"] == 1.0


def test_it_knows_nothing_before_it_learns() -> None:
    assert not FactModel().learned
