"""One question read by hand is judged as scikit-learn judges it."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from nlu.aspect_model import VIEWS, AspectModel, Mentioned, Sample

EXAMPLES = [
    ("¿qué guardan de mí?", "ask_collection"),
    ("¿qué datos tienen?", "ask_collection"),
    ("¿con quién comparten mi correo?", "ask_sharing"),
    ("¿a quién le pasan mis datos?", "ask_sharing"),
    ("¿cuánto tiempo guardan mi correo?", "ask_retention"),
    ("¿hasta cuándo lo guardan?", "ask_retention"),
]
QUESTIONS = [
    "¿cuánto guardan?",
    "¿comparten mi correo con alguien?",
    "nada de eso",
    "qué qué qué datos",
    "¿?",
]


def sample(text: str) -> Sample:
    place = text.find("correo")
    return Sample(text, (Mentioned(place, place + 6, "data_category"),) if place >= 0 else ())


@pytest.mark.parametrize("views", [VIEWS, VIEWS[:3], VIEWS[:1]])
def test_it_judges_as_scikit_learn_does(views: tuple[str, ...]) -> None:
    model = AspectModel(chosen=views).fit(
        [sample(text) for text, _ in EXAMPLES], [one for _, one in EXAMPLES]
    )
    asked = [sample(text) for text in QUESTIONS]
    np.testing.assert_allclose(
        model._form_reader.probabilities(asked), model._form.predict_proba(asked), rtol=1e-5
    )


def test_a_stored_model_does_not_carry_it() -> None:
    model = AspectModel().fit([sample(text) for text, _ in EXAMPLES], [one for _, one in EXAMPLES])
    before = model.judge([sample(QUESTIONS[0])])
    assert "_form_reader" not in model.__getstate__()
    again: AspectModel = pickle.loads(pickle.dumps(model))
    assert again.judge([sample(QUESTIONS[0])]) == before


def test_meaning_is_asked_where_form_is_not_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    model = AspectModel(sure_at=0.7).fit([sample(text) for text, _ in EXAMPLES], [one for _, one in EXAMPLES])
    sure, unsure = sample(EXAMPLES[0][0]), sample("nada de eso")
    assert (
        model._form_reader.probabilities([sure]).max()
        > 0.7
        > model._form_reader.probabilities([unsure]).max()
    )
    asked: list[list[str]] = []
    placed = model._meaning.placed

    def count(texts: list[str]) -> object:
        asked.append(list(texts))
        return placed(texts)

    monkeypatch.setattr(model._meaning, "placed", count)
    alone, both = model.judge([sure]), model.judge([unsure, sure])
    assert asked == [["nada de eso"]]
    assert alone[0] == both[1]
    assert not alone[0].nearest
    assert both[0].nearest
