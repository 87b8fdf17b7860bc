"""Questions on what changed, answered from the facts that replaced others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.answering import Answer
from actions.composing import LONGEST, Reply
from actions.phrases import Phrases
from actions.statuses import Frame, Status
from knowledge.changes import ChangeQuery, Kind
from knowledge.queries import KnowledgeBase
from tests.actions.conftest import Conversation
from tests.actions.talking import part

Ask = Callable[..., Answer]
Tell = Callable[..., Reply]


def told(found: Answer) -> list[str]:
    assert found.history is not None
    return [change.facts[-1].key for change in found.history.changes]


def test_what_changed_is_told_by_what_touches_a_person_most(ask: Ask) -> None:
    found = ask("changes", text="¿qué cambió?")
    assert found.history is not None
    weights = [change.weight for change in found.history.changes]
    assert weights == sorted(weights, reverse=True)
    assert told(found)[:2] == ["col-voz", "uso-anuncios"]


def test_the_newest_version_is_compared_with_the_one_before(tell: Tell) -> None:
    text = tell("changes", text="¿qué cambió?").text
    assert text.startswith(
        "Lo que más te toca de lo que cambió entre la versión del 17 de abril de 2025 y la del 10 de abril"
    )


def test_since_a_year_is_since_the_text_in_force_then(ask: Ask, tell: Tell) -> None:
    assert "col-compras" in told(ask("changes", text="¿qué hay de nuevo desde 2024?"))
    assert "col-compras" not in told(ask("changes", text="¿qué hay de nuevo desde 2025?"))
    assert (
        "entre la versión del 17 de abril de 2024 y" in tell("changes", text="¿qué cambió desde 2024?").text
    )


def test_both_sides_are_told_with_their_dates(tell: Tell) -> None:
    reply = tell("changes", "voice", text="¿antes también guardaban mi voz?", yes_no=True)
    assert reply.text.startswith("Antes (17 de abril de 2025): no mencionaba todavía la voz")
    assert "Ahora (10 de abril de 2026): Si usas funciones de voz" in reply.text
    assert [fact.key for fact in reply.told] == ["col-voz-2025", "col-voz"]


def test_since_when_is_said_where_it_is_known(tell: Tell) -> None:
    assert tell("changes", "purchases", text="¿cuándo empezaron a guardar mis compras?").text.startswith(
        "Nuevo desde la versión del 17 de abril de 2025 (la del 17 de abril de 2024 no lo decía): Recoge"
    )
    unsure = tell("changes", "inferences", text="¿desde cuándo deducen cosas de mi hogar?").text
    assert unsure.startswith(
        "Cambió entre la versión del 17 de abril de 2024 y la del 10 de abril de 2026; no sé"
    )
    assert tell("changes", "phone", text="¿desde cuándo piden mi teléfono?").text.startswith(
        "No sé desde cuándo"
    )


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("¿qué cambió sobre la publicidad?", "advertising"),
        ("¿qué cambió en mis derechos?", "rights"),
        ("¿ha cambiado el plazo de conservación?", "retention"),
        ("¿cambió algo en las cookies?", "cookies"),
    ],
)
def test_an_aspect_may_be_the_matter(ask: Ask, text: str, aspect: str) -> None:
    found = ask("changes", text=text)
    assert found.history is not None
    assert {change.aspect for change in found.history.changes} == {aspect}


def test_nothing_changed_is_said_with_what_is_known(tell: Tell, ask: Ask) -> None:
    assert ask("changes", "password").frame is Frame.NOTHING_CHANGED
    text = tell("changes", "password", text="¿cambió algo con mi contraseña?").text
    assert text.startswith(
        "Nada cambió sobre tu contraseña, que yo sepa, entre las versiones que pude leer, de 2021"
    )
    assert "de las antiguas solo tengo anotado lo que era distinto. Hoy dice:" in text


def test_nothing_changed_on_what_the_policy_does_not_name(ask: Ask) -> None:
    found = ask("changes", "health", text="¿antes guardaban datos de mi salud?")
    assert (found.status, found.frame) == (Status.NOT_IN_POLICY, Frame.NOTHING_CHANGED)


def test_what_only_an_old_text_says_is_no_change_but_may_be_asked_for(ask: Ask) -> None:
    assert ask("changes", "password", text="¿qué decía antes de mi contraseña?").frame is Frame.CHANGED


def test_a_time_without_changes_is_said(tell: Tell) -> None:
    text = tell("changes", "gender", text="¿qué cambió sobre mi género en 2026?").text
    assert text.startswith("De ese tiempo no tengo anotado ningún cambio sobre eso. De otro sí:")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("¿qué quitaron desde 2021?", {Kind.REMOVED, Kind.LAST_SEEN}),
        ("¿qué añadieron desde 2021?", {Kind.ADDED}),
    ],
)
def test_what_was_taken_out_or_put_in(ask: Ask, text: str, kinds: set[Kind]) -> None:
    found = ask("changes", text=text)
    assert found.history is not None
    assert {change.kind for change in found.history.changes} <= kinds


def test_notice_of_changes_is_another_question(ask: Ask) -> None:
    found = ask("changes", text="¿me avisan si cambian algo?", terms=("cam-aviso",), yes_no=True)
    assert found.history is None
    assert (found.facts[0].key, found.verdict) == ("cam-aviso", "affirms")


def test_more_of_it_is_told_in_the_same_way(conversation: Conversation) -> None:
    first = conversation.ask("ask_changes", "voice", text="¿qué cambió con mi voz?")
    [second] = conversation.say(part("ask_more"))
    assert second.text.startswith(("Antes (", "• Antes ("))
    assert [fact["id"] for fact in first["facts"]] == ["col-voz-2025", "col-voz"]
    assert "col-voz-2021" in [fact["id"] for fact in second.custom["answer"]["facts"]]


def test_every_change_of_every_concept_fits(real_kb: KnowledgeBase, tell: Tell, phrases: Phrases) -> None:
    concepts = {concept for change in ChangeQuery(real_kb).all() for concept in change.main_concepts}
    for concept in sorted(concepts):
        for text in ("¿desde cuándo?", "¿qué decía antes?"):
            assert len(tell("changes", concept, text=text).text) <= LONGEST
