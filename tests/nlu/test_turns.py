"""Turns that lean on the turn before: how they are read, and what is learned from them."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message

from knowledge.content import read_content
from nlu.asked_model import AskedModel
from nlu.components.earlier import matters_of
from nlu.components.turn_examples import EARLIER, TURNS, Turn, read_turns
from nlu.staying_model import StayingModel
from nlu.turn_form import features, features_of_all
from nlu.turn_meaning import TurnMeaning
from nlu.turn_model import TurnModel


def turn(text: str, intent: str) -> dict[str, Any]:
    return {
        "text": text,
        "ranking": [{"intent": intent, "confidence": 0.5}, {"intent": "out_of_scope", "confidence": 0.2}],
        "mentions": [],
        "kinds": [],
        "cues": [],
        "manner": {"leans": True, "pronoun": False, "yes_no": False, "length": len(text.split())},
    }


def test_every_turn_follows_and_asks_what_there_is() -> None:
    aspects = {aspect.id for aspect in read_content().aspects}
    others = {"challenge", "ask_more", "thank", "deny", "affirm", "complaint", "out_of_scope"}
    concepts = {concept.id for concept in read_content().concepts}
    facts = {fact.id for _, fact in read_content(policy="netflix").facts}
    for turn in read_turns(TURNS):
        assert set(turn.facts) <= facts, turn
        assert turn.after is None or turn.after in aspects, turn
        assert turn.intent in others or turn.intent.removeprefix("ask_") in aspects, turn
        assert set(turn.about or ()) <= concepts, turn


def test_every_aspect_is_followed_often_enough() -> None:
    followed = [turn.after for turn in read_turns(TURNS) if turn.after is not None]
    assert {aspect.id for aspect in read_content().aspects} == set(followed)
    assert min(followed.count(one) for one in set(followed)) >= 40


@pytest.mark.parametrize(
    "line", ["sharing\t¿a quién?\trights", "sharing\t\trights\t¿y si no?", "\t\trights\t¿puedo?\t"]
)
def test_a_line_out_of_format_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "bad.tsv").write_text(
        f"sharing\t¿a quién?\trights\t¿y si no quiero?\n{line}\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"bad\.tsv:2"):
        list(read_turns(tmp_path))


def test_quotes_are_as_they_were_typed(tmp_path: Path) -> None:
    (tmp_path / "one.tsv").write_text('definition\t¿qué son?\tmore\t"terceros"?\n', encoding="utf-8")
    [turn] = read_turns(tmp_path)
    assert turn == Turn("definition", "ask_more", '"terceros"?', before="¿qué son?")


def test_what_a_turn_is_about_may_be_labelled(tmp_path: Path) -> None:
    lines = "\t\tsharing\t¿a quién le dan mi voz?\tvoice,messages\nsharing\t¿a quién?\tpurpose\t¿y todo?\t-\n"
    (tmp_path / "one.tsv").write_text(lines, encoding="utf-8")
    first, second = read_turns(tmp_path)
    assert first == Turn(None, "ask_sharing", "¿a quién le dan mi voz?", ("voice", "messages"))
    assert second.about == ()


def test_whether_a_turn_stays_with_the_matter_before_may_be_labelled(tmp_path: Path) -> None:
    labels = ["\t+", "\t+email", "\temail", "\t-", ""]
    lines = [f"sharing\t¿a quién dan mi voz?\tpurpose\t¿y eso?{label}\n" for label in labels]
    (tmp_path / "one.tsv").write_text("".join(lines), encoding="utf-8")
    found = [(turn.stays, turn.about) for turn in read_turns(tmp_path)]
    assert found == [(True, None), (True, None), (False, ("email",)), (None, ()), (None, None)]


def test_which_facts_answer_a_turn_may_be_said(tmp_path: Path) -> None:
    lines = ["\t+\tcon-voz,con-micro", "\t\tcon-voz", "\t+"]
    written = "".join(f"sharing\t¿a quién dan mi voz?\tcontrol\t¿y cómo la apago?{one}\n" for one in lines)
    (tmp_path / "one.tsv").write_text(written, encoding="utf-8")
    found = [(turn.facts, turn.stays) for turn in read_turns(tmp_path)]
    assert found == [(("con-voz", "con-micro"), True), (("con-voz",), None), ((), True)]


def test_some_turns_stay_with_the_matter_before_and_others_leave_it() -> None:
    said = [("¿y cómo lo apago?", True), ("¿y quién lo ve?", True), ("¿y mi correo?", False)] * 5
    model = StayingModel(strength=10.0).fit(
        [turn(text, "ask_control") for text, _ in said], ["sharing"] * len(said), [stays for _, stays in said]
    )
    assert model.after(turn("¿y quién lo apaga?", "ask_control"))["sharing"] > 0.5
    assert model.after(turn("¿y mi correo postal?", "ask_control"))["sharing"] < 0.5
    row = model._model.predict_proba([features(turn("¿y mi voz?", "ask_sharing"), "sharing")])[0]
    assert model.after(turn("¿y mi voz?", "ask_sharing"))["sharing"] == pytest.approx(row[1], rel=1e-4)
    again: StayingModel = pickle.loads(pickle.dumps(model))
    assert "_scores" not in again.__dict__


def test_the_same_words_ask_something_else_after_something_else() -> None:
    learned = [
        ("rights", "y si no me responden", "ask_rights"),
        ("rights", "y si no contestan", "ask_rights"),
        ("collection", "y si no me responden", "ask_contact"),
        ("collection", "y si no contestan", "ask_contact"),
    ] * 5
    model = TurnModel(strength=10.0).fit(
        [turn(text, "ask_security") for _, text, _ in learned],
        [before for before, _, _ in learned],
        [intent for _, _, intent in learned],
    )
    found = model.after(turn("¿y si no me contestan?", "ask_security"))
    assert {before: intent for before, (intent, _) in found.items()} == {
        "rights": "ask_rights",
        "collection": "ask_contact",
    }
    assert all(0.5 < confidence <= 1 for _, confidence in found.values())


def test_the_same_words_ask_something_else_of_something_else() -> None:
    data, person = [("photos", "data_category")], [("other_users", "recipient")]
    said = [(data, "ask_control"), (person, "ask_security")] * 20
    model = TurnModel(strength=10.0).fit(
        [turn("¿y cómo lo saco?", "ask_control") for _ in said],
        ["sharing"] * len(said),
        [intent for _, intent in said],
        matters=[matter for matter, _ in said],
    )
    asked = turn("¿cómo lo saco?", "ask_control")
    assert model.after(asked, about=["photos"])["sharing"][0] == "ask_control"
    assert model.after(asked, about=["other_users"])["sharing"][0] == "ask_security"
    assert model.after(asked, about=["no such thing"]) == model.after(asked)


def test_whether_a_turn_stays_depends_on_what_was_before() -> None:
    data, person = [("photos", "data_category")], [("other_users", "recipient")]
    model = StayingModel(strength=10.0).fit(
        [turn("¿y el correo?", "ask_control")] * 8, ["sharing"] * 8, [True, False] * 4, [data, person] * 4
    )
    asked = turn("¿y el correo?", "ask_control")
    assert model.after(asked, ["photos"])["sharing"] > 0.5 > model.after(asked, ["other_users"])["sharing"]


def test_what_was_asked_before_tells_what_turns_follow() -> None:
    def message(text: str, *named: str, earlier: str | None = None) -> Message:
        entities = [
            {"entity": "concept", "value": one, "kind": "data_category", "within": []} for one in named
        ]
        return Message({"text": text, "entities": entities, EARLIER: earlier})

    known = [message("¿y mi foto?", "photos"), message("¿y mi voz?", "voice")]
    asked = AskedModel().fit(
        ["¿me graban hablando?", "¿me oyen hablando?", "¿suben mi foto?", "¿ven mi foto?"] * 3,
        ["col-voz", "col-voz", "col-foto", "col-foto"] * 3,
        [("voice",), ("voice",), ("photos",), ("photos",)] * 3,
    )
    earlier = message("¿quién ve mi correo si me graban hablando?", "email", earlier="quien ve mi correo")
    found = matters_of([*known, earlier], asked, guess_at=0.0)
    assert found == {"quien ve mi correo": [("email", "data_category"), ("voice", "data_category")]}


def test_a_turn_is_read_after_all_aspects_as_scikit_learn_reads_it_after_each() -> None:
    said = [
        ("rights", "¿y si no me responden?", "ask_rights"),
        ("collection", "¿y si no me responden?", "ask_contact"),
        ("sharing", "¿a quién más?", "ask_sharing"),
        ("collection", "¿a quién?", "ask_sharing"),
        ("retention", "¿por cuánto?", "ask_retention"),
    ] * 4
    matter = [("voice", "data_category"), ("email", "data_category")]
    model = TurnModel().fit(
        [turn(text, intent) for _, text, intent in said],
        [before for before, _, _ in said],
        [intent for _, _, intent in said],
        matters=[matter, [], matter[:1], [("police", "recipient")], matter] * 4,
    )
    for text in ("¿y si no responden a quién?", "¿qué?", "por cuánto por cuánto"):
        asked = {**turn(text, "ask_rights"), "kinds": ["recipient"], "cues": ["spread"]}
        for before, (intent, probability) in model.after(asked, about=["voice", "email"]).items():
            row = model._model.predict_proba([features(asked, before, matter)])[0]
            assert intent == model._model.classes_[row.argmax()]
            assert probability == pytest.approx(row.max(), rel=1e-4)


def test_a_stored_model_carries_no_tables() -> None:
    model = TurnModel().fit(
        [turn("¿a quién?", "ask_sharing"), turn("¿cuánto?", "ask_retention")],
        ["source"] * 2,
        ["ask_sharing", "ask_retention"],
    )
    before = model.after(turn("¿a quién?", "ask_sharing"))
    again: TurnModel = pickle.loads(pickle.dumps(model))
    assert "_scores" not in again.__dict__
    assert again.after(turn("¿a quién?", "ask_sharing")) == before


def test_meaning_has_a_say_where_it_was_looked_for() -> None:
    said = [("rights", "ask_rights"), ("rights", "ask_contact"), ("sharing", "ask_sharing")] * 4
    meanings = np.eye(3, dtype=np.float32)[[0, 1, 2] * 4]
    model = TurnModel(meaning_share=1.0).fit(
        [turn("¿y entonces?", "ask_security") for _ in said],
        [before for before, _ in said],
        [intent for _, intent in said],
        meanings,
    )
    plain = turn("¿y entonces?", "ask_security")
    assert model.after(plain, meanings[1])["rights"][0] == "ask_contact"
    assert model.after(plain, meanings[0])["rights"][0] == "ask_rights"
    assert model.after(plain)["rights"] == model.after(plain, None)["rights"]


def test_what_asks_the_same_after_one_aspect_does_so_after_another() -> None:
    meanings = np.eye(2, dtype=np.float32)[[0, 1, 0]]
    befores, intents = ["rights", "rights", "sharing"], ["ask_rights", "ask_contact", "ask_sharing"]
    classes = ["ask_contact", "ask_rights", "ask_sharing"]
    shares = TurnMeaning().fit(meanings, befores, intents, classes).after(meanings[0])
    assert [classes[place] for place in shares.argmax(axis=1)] == ["ask_rights", "ask_sharing"]


def test_what_a_single_turn_has_is_not_learned_from() -> None:
    turns = [turn("¿y cómo la quito?", "ask_control"), turn("¿y cómo la borro?", "ask_control")]
    seen, _ = features_of_all(turns, ["collection", "collection"], None)
    names = {name for one in seen for name in one}
    assert {"says com", "after collection"} <= names
    assert not {"says quit", "says borr"} & names
    kept = features(turns[0], "collection")
    assert {"says com", "says quit"} <= set(kept)
    assert seen[0] == {name: value for name, value in kept.items() if name in names}
