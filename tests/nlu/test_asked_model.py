"""Which facts a question asks for, and what it is about."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from nlu.asked_model import AskedModel, Earlier, _Learned

PLACES = ["tele", "compu", "celular", "tableta", "consola"]
OUT = [
    f"{way} {place}" for place, way in itertools.product(PLACES, ["cierro la sesión en la", "salgo de la"])
]
SOLD = [f"¿{who} {what}?" for who, what in itertools.product(["venden", "revenden"], ["mis datos", "lo mío"])]
LOOSE = [f"¿me oye la {place}?" for place in PLACES]


@pytest.fixture(scope="module")
def model() -> AskedModel:
    questions = [*OUT, *SOLD, *LOOSE]
    facts = [*("sign-out" for _ in OUT), *("sale" for _ in SOLD), *(None for _ in LOOSE)]
    about = [*(["device"] for _ in OUT), *([] for _ in SOLD), *(["voice"] for _ in LOOSE)]
    return AskedModel().fit(questions, facts, about)


def test_the_fact_whose_questions_are_alike_is_the_most_probable(model: AskedModel) -> None:
    facts, _ = model.near("¿cómo cierro la sesión de la compu?")
    assert next(fact for fact, _ in facts) == "sign-out"
    assert sum(share for _, share in facts) == pytest.approx(1.0)


def test_a_question_is_about_what_questions_in_such_words_are_about(model: AskedModel) -> None:
    _, about = model.near("¿me oye la compu?")
    assert about[0][0] == "voice"
    assert about[0][1] > 0
    _, nothing = model.near("¿venden lo mío?")
    assert [concept for concept, margin in nothing if margin > 0] == []


def test_what_is_only_labelled_with_concepts_is_of_no_fact(model: AskedModel) -> None:
    assert model.facts == ["sale", "sign-out"]
    assert model.concepts == ["device", "voice"]


def test_the_best_of_many_is_the_nearest_of_each(model: AskedModel) -> None:
    questions = ["¿cómo cierro la sesión de la compu?", "¿venden lo mío?", "¿revenden mis datos?"]
    assert model.best_of(questions) == [model.near(one)[0][0][0] for one in questions]
    assert set(model.best_of(questions)) == {"sign-out", "sale"}


def test_it_knows_nothing_before_it_learns() -> None:
    assert AskedModel().near("¿venden mis datos?") == ([], [])


def test_what_stood_before_a_turn_says_which_fact_it_asks_for() -> None:
    card, cookie = Earlier("collection", ("payment",), "card"), Earlier("cookies", ("cookies",), "banner")
    turns = [
        f"{way} {what}" for way, what in itertools.product(["¿y cómo", "¿cómo"], ["la quito", "la borro"])
    ]
    model = AskedModel().fit(
        [*SOLD, *turns, *turns],
        [*("sale" for _ in SOLD), *("take-out" for _ in turns), *("refuse" for _ in turns)],
        [*([] for _ in SOLD), *(["payment"] for _ in turns), *(["cookies"] for _ in turns)],
        [*(None for _ in SOLD), *(card for _ in turns), *(cookie for _ in turns)],
    )
    assert model.near("¿y cómo la saco?", card)[0][0][0] == "take-out"
    assert model.near("¿y cómo la saco?", cookie)[0][0][0] == "refuse"
    assert model.near("¿los venden?", None)[0][0][0] == "sale"


def test_weights_of_a_byte_say_nearly_what_whole_ones_say() -> None:
    rng = np.random.default_rng(3)
    whole = rng.normal(size=(7, 40)) * 10 ** rng.uniform(-3, 1, size=40)
    whole[:, 5] = 0
    opinion, bias = LinearSVC(), rng.normal(size=7)
    opinion.coef_, opinion.intercept_ = whole, bias
    learned = _Learned([opinion], 7)
    rows = csr_matrix(rng.normal(size=(30, 40)))
    exact = rows @ whole.T + bias
    for place in range(30):
        views = [rows[place, :25], rows[place, 25:]]
        assert learned.margins(views) == pytest.approx(exact[place], abs=0.3)
    assert np.mean(learned.of_all(rows).argmax(axis=1) == exact.argmax(axis=1)) > 0.9


def test_what_many_questions_are_about_is_what_each_is_about() -> None:
    questions = [*("¿guardan mi foto?", "¿borran mi foto?") * 3, *("¿leen mi correo?", "¿y mi correo?") * 3]
    about = [["photo"]] * 6 + [["email"]] * 6
    facts = ["col-foto", "con-foto"] * 3 + ["col-correo", "uso-correo"] * 3
    model = AskedModel().fit(questions, facts, about)
    asked = ["¿ven mi foto?", "¿y el correo?"]
    each = [[one for one, margin in model.near(text)[1] if margin >= 0] for text in asked]
    assert model.about(asked, 0.0) == each == [["photo"], ["email"]]
    assert AskedModel().about(asked, 0.0) == [[], []]
    assert model.about([], 0.0) == []
