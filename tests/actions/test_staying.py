"""Turns that name something and are still about what the turn before was about."""

from __future__ import annotations

from msgspec import structs

from actions.answering import answer
from actions.completing import complete
from actions.context import Context
from actions.question import Question
from actions.turn import Mention
from knowledge.queries import KnowledgeBase
from tests.actions.talking import part

VOICE = Context(aspect="collection", concepts=("voice",))


def asked(kb: KnowledgeBase, text: str, *named: str, likely: float = 0.9) -> Question:
    said = structs.replace(
        part("ask_control", *named, text=text), stays={"collection": likely} if likely else {}
    )
    question = complete(said, VOICE, kb, button=False)
    assert question is not None
    return question


def test_what_it_stays_with_is_asked_of_too(real_kb: KnowledgeBase) -> None:
    question = asked(real_kb, "cómo se desactiva el microfonito", "camera_microphone")
    assert question.concepts == ["camera_microphone", "voice"]
    assert "con-voz" in [fact.key for fact in answer(question, real_kb).facts]


def test_without_that_it_is_of_what_it_names(real_kb: KnowledgeBase) -> None:
    assert asked(real_kb, "cómo se desactiva el microfonito", "camera_microphone", likely=0).concepts == [
        "camera_microphone"
    ]


def test_data_at_large_leave_the_matter(real_kb: KnowledgeBase) -> None:
    assert asked(real_kb, "y todos mis datos, cómo los borran de una vez", "account").stays == ()


def test_rights_at_large_leave_the_matter(real_kb: KnowledgeBase) -> None:
    assert asked(real_kb, "¿qué derechos tengo como usuaria?").stays == ()


def test_data_called_ones_own_leave_the_matter(real_kb: KnowledgeBase) -> None:
    mine = [Mention(text="mi correo", concepts=["email"])]
    said = structs.replace(part("ask_purpose", text="para qué usan mi correo"), mentions=mine)
    question = complete(structs.replace(said, stays={"collection": 0.9}), VOICE, real_kb, button=False)
    assert question is not None
    assert question.concepts == ["email"]


def test_what_it_only_stays_with_need_not_be_told_of(real_kb: KnowledgeBase) -> None:
    said = structs.replace(
        part("ask_retention", "payment", text="y el pago hasta cuándo"), stays={"collection": 0.9}
    )
    question = complete(said, Context(aspect="collection", concepts=("sensors",)), real_kb, button=False)
    assert question is not None
    assert question.concepts == ["payment", "sensors"]
    assert answer(question, real_kb).unmatched == ()


def test_my_data_and_then_them_carries_nothing(real_kb: KnowledgeBase) -> None:
    said = part("ask_transfer", text="y mis datos están aquí o dónde los tienen", pronoun=True, leans=True)
    question = complete(said, VOICE, real_kb, button=False)
    assert question is not None and question.concepts == []
    them = part("ask_transfer", text="y dónde los tienen", pronoun=True, leans=True)
    pointing = complete(them, VOICE, real_kb, button=False)
    assert pointing is not None and pointing.concepts == ["voice"]
