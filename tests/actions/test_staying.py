"""Turns that name something and are still about what the turn before was about."""

from __future__ import annotations

from msgspec import structs

from actions.answering import answer
from actions.context import Context, Question, complete
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


def test_data_called_ones_own_leave_the_matter(real_kb: KnowledgeBase) -> None:
    said = structs.replace(
        part("ask_purpose", "mi correo", text="para qué usan mi correo"), stays={"collection": 0.9}
    )
    question = complete(said, VOICE, real_kb, button=False)
    assert question is not None
    assert question.stays == ()


def test_what_it_only_stays_with_need_not_be_told_of(real_kb: KnowledgeBase) -> None:
    found = answer(asked(real_kb, "cómo cambio el método de pago", "payment"), real_kb)
    assert "voice" in [concept.id for concept in found.concepts]
    assert found.unmatched == ()
