"""What an answer begins with is what was asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.answering import answer
from actions.turn import Mention
from knowledge.queries import KnowledgeBase
from tests.actions.conftest import question


@pytest.mark.parametrize(
    ("aspect", "concepts", "text", "cues", "first"),
    [
        ("cookies", ["cookies"], "¿cuánto duran las cookies?", (), "ret-cookies-esenciales"),
        ("cookies", ["cookies"], "¿hasta cuándo se quedan?", (), "ret-cookies-esenciales"),
        ("cookies", ["cookies"], "¿cómo las rechazo?", ("do",), "con-cookies"),
        ("cookies", ["cookies"], "¿para qué son?", ("why",), "coo-quienes"),
        ("advertising", ["ad_interactions"], "no quiero anuncios a mi medida", (), "con-conductual"),
        ("advertising", ["advertising_id"], "¿cómo restablezco el identificador?", (), "con-publicidad-id"),
        ("advertising", ["ad_interactions"], "¿a mis nietos les salen?", ("child",), "men-anuncios"),
        ("advertising", ["ad_interactions"], "¿cómo funcionan?", (), "pub-conductual"),
        (
            "advertising",
            ["ad_interactions"],
            "¿por qué salen desde hace años?",
            ("duration",),
            "pub-conductual",
        ),
        ("sharing", ["game_handle", "other_users"], "¿los demás ven mi apodo?", (), "com-jugadores"),
        ("sharing", ["viewing_history", "other_users"], "¿mi hermana lo ve?", (), "com-cuenta"),
        ("sharing", ["name", "other_users"], "¿otros jugadores ven mi nombre?", (), "com-jugadores"),
        (
            "sharing",
            ["marketing_providers", "viewing_history", "other_users"],
            "¿y mi tía?",
            (),
            "com-cuenta",
        ),
        ("sharing", ["partner_companies", "viewing_history"], "¿qué les dan?", (), "com-interfaces-socios"),
        ("security", ["account"], "¿y si me hackean?", (), "seg-medidas"),
        ("collection", ["contacts", "device_info"], "¿leen la agenda del móvil?", (), "col-juegos-amigos"),
        (
            "cookies",
            ["communications", "cookies"],
            "¿sus mails llevan rastreadores?",
            (),
            "coo-pixeles-correo",
        ),
        ("sharing", ["user_provided"], "¿quién accede a lo que les di?", (), "com-resumen"),
        ("control", ["erasure"], "¿cómo me borro de ahí?", ("do",), "con-borrar-cuenta"),
        ("legal_basis", [], "¿qué ley se lo permite?", (), "leg-fuera"),
        ("legal_basis", ["viewing_history"], "¿con qué derecho lo apuntan?", (), "leg-fuera"),
        ("legal_basis", [], "¿es obligatorio?", (), "leg-obligatorio"),
        ("legal_basis", [], "¿la ley me obliga, o puedo negarme?", (), "leg-obligatorio"),
    ],
)
def test_the_question_asked_leads(
    real_kb: KnowledgeBase, aspect: str, concepts: list[str], text: str, cues: tuple[str, ...], first: str
) -> None:
    asked = replace(question(aspect, *concepts, text=text), cues=cues)
    assert answer(asked, real_kb).facts[0].key == first


def test_who_may_see_it_is_not_only_who_uses_the_account(real_kb: KnowledgeBase) -> None:
    asked = question("sharing", text="¿quién puede verlo?")
    implied = Mention(text="quién puede ver", concepts=["other_users"], implied=True)
    told = answer(replace(asked, mentions=(implied,)), real_kb).facts
    assert [fact.key for fact in told[:2]] == ["com-resumen", "com-cuenta"]


def test_another_company_that_buys_is_no_partner(real_kb: KnowledgeBase) -> None:
    another = Mention(text="otra compañía", concepts=["partner_companies", "third_parties"])
    buys = Mention(text="la compra", concepts=["business_transfer"])
    asked = replace(
        question("sharing", text="si otra compañía la compra, ¿qué pasa?"), mentions=(another, buys)
    )
    found = answer(asked, real_kb)
    assert found.facts[0].key == "com-venta-empresa"
    assert [one.id for one in found.concepts] == ["business_transfer"]
    alone = answer(replace(asked, mentions=(another,)), real_kb)
    assert {one.id for one in alone.concepts} == {"partner_companies", "third_parties"}
