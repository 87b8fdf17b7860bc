"""What stood before a turn: in a conversation, and in what is learned from."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot import paths
from nlu.asked_model import AskedModel, Earlier
from nlu.components.asked_questions import asked_model
from nlu.components.earlier import earlier_in
from nlu.components.turn_examples import ABOUT, AFTER, ANSWERED_BY, ASKED_BEFORE


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(paths.PROJECT / "domain.yml"))


def conversation(domain: Domain, **slots: object) -> DialogueStateTracker:
    tracker = DialogueStateTracker("somebody", domain.slots)
    for name, value in slots.items():
        tracker.update(SlotSet(name, value))
    return tracker


def test_the_slots_of_a_conversation_say_what_was_answered(domain: Domain) -> None:
    answered = conversation(
        domain, aspect="sharing", concepts=["email", "location"], told_facts=["com-correo", "com-resumen"]
    )
    assert earlier_in(answered) == Earlier("sharing", ("email", "location"), "com-correo")
    assert earlier_in(conversation(domain, aspect="overview")) == Earlier("overview")


def test_where_nothing_was_answered_nothing_stood_before(domain: Domain) -> None:
    assert earlier_in(None) is None
    assert earlier_in(conversation(domain)) is None


QUESTIONS = [
    *((f"¿qué guardan de mi {what}?", f"col-{what}") for what in ("tarjeta", "correo", "foto")),
    *((f"¿toman mi {what}?", f"col-{what}") for what in ("tarjeta", "correo", "foto")),
]
FACTS = {"col-tarjeta", "col-correo", "col-foto", "con-tarjeta", "con-foto", "ret-todo"}


# A policy of few facts, of which one was replaced.
CONTENT: Any = SimpleNamespace(
    questions=QUESTIONS,
    mainly_about=lambda: {fact: (fact[4:],) for fact in FACTS},
    newest_facts=lambda: {**{fact: fact for fact in FACTS}, "con-tarjeta-2024": "con-tarjeta"},
)


def turn(text: str, after: str, before: str, *facts: str) -> Message:
    return Message(
        {"text": text, AFTER: after, ASKED_BEFORE: before, ANSWERED_BY: facts, ABOUT: None, "intent": "x"}
    )


TURNS = [
    turn(text, "collection", f"¿qué guardan de mi {what}?", fact, "ret-todo")
    for what, fact in (("tarjeta", "con-tarjeta-2024"), ("foto", "con-foto"))
    for text in ("¿y cómo la quito?", "¿cómo la quito?", "¿y cómo la borro?", "¿cómo la borro?")
]
MATTERS = {f"¿qué guardan de mi {what}?": [(what, "data_category")] for what in ("tarjeta", "foto")}


def test_turns_teach_which_fact_they_ask_for_after_what_was_told() -> None:
    first = asked_model(CONTENT, TURNS)
    assert not {"con-tarjeta", "con-foto"} & set(first.facts)
    model = asked_model(CONTENT, TURNS, MATTERS, first)
    # One that was replaced is asked for by what replaced it.
    assert {"con-tarjeta", "con-foto"} <= set(model.facts)
    assert "con-tarjeta-2024" not in model.facts
    for told in ("tarjeta", "foto"):
        earlier = Earlier("collection", (told,), f"col-{told}")
        assert model.near("¿y cómo la saco?", earlier)[0][0][0] == f"con-{told}"
        # The fact that was told says so by itself, too.
        by_told = Earlier("collection", ("nothing-known",), f"col-{told}")
        assert model.near("¿y cómo la saco?", by_told)[0][0][0] == f"con-{told}"


def test_what_answers_by_another_policys_facts_teaches_nothing() -> None:
    others = [turn("¿y cómo la quito?", "collection", "¿qué guardan de mi foto?", "no-such-fact")]
    model = asked_model(CONTENT, others, MATTERS, asked_model(CONTENT, others))
    assert set(model.facts) == {fact for _, fact in QUESTIONS}


def test_a_policy_without_questions_learns_nothing() -> None:
    nothing: Any = SimpleNamespace(questions=[])
    first = asked_model(nothing, TURNS)
    assert isinstance(first, AskedModel)
    assert asked_model(nothing, TURNS, MATTERS, first).facts == []
