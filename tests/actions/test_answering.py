"""Which facts answer, and what may honestly be said with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from actions.answering import Answer, answer
from actions.statuses import Frame, Status
from actions.turn import Mention
from knowledge.queries import KnowledgeBase
from tests.actions.conftest import question

Ask = Callable[..., Answer]


def keys(answer: Answer) -> list[str]:
    return [fact.key for fact in answer.facts]


@pytest.mark.parametrize(
    ("aspect", "concept", "first"),
    [
        ("collection", "email", "col-correo"),
        ("collection", "ip_address", "col-ip"),
        ("collection", "location", "col-ubicacion"),
        ("collection", "viewing_history", "col-historial"),
        ("purpose", "viewing_history", "uso-historial"),
        ("purpose", "ip_address", "uso-ip"),
        ("sharing", "advertising_companies", "com-anunciantes"),
        ("sharing", "authorities", "com-autoridades"),
        ("sharing", "no_sale", "com-venta"),
        ("control", "viewing_history", "con-historial"),
        ("control", "account", "con-borrar-cuenta"),
        ("retention", "account", "ret-cuenta-24"),
    ],
)
def test_the_best_fact_leads(ask: Ask, aspect: str, concept: str, first: str) -> None:
    found = ask(aspect, concept)
    assert found.status is Status.ANSWERED
    assert keys(found)[0] == first


@pytest.mark.parametrize(
    "aspect",
    [
        "collection",
        "source",
        "purpose",
        "sharing",
        "retention",
        "security",
        "rights",
        "control",
        "legal_basis",
        "children",
        "cookies",
        "advertising",
        "transfer",
        "contact",
        "changes",
        "overview",
        "bot",
    ],
)
def test_every_aspect_is_answered_without_a_concept(ask: Ask, aspect: str) -> None:
    found = ask(aspect)
    assert found.status is Status.ANSWERED
    assert len(found.facts) >= 3
    assert aspect == "changes" or all(fact.current for fact in found.facts)


@pytest.mark.parametrize("concept", ["health", "biometrics", "sensitive"])
@pytest.mark.parametrize("aspect", ["collection", "sharing", "retention", "purpose"])
def test_what_the_policy_does_not_name_is_not_answered(ask: Ask, aspect: str, concept: str) -> None:
    found = ask(aspect, concept)
    assert (found.status, found.frame) == (Status.NOT_IN_POLICY, Frame.SILENT)
    assert keys(found)[0] == "col-sensibles"
    assert len(found.facts) == 2  # and what stands nearby


@pytest.mark.parametrize(("concept", "fact"), [("breach", "seg-brechas"), ("encryption", "seg-cifrado")])
def test_a_fact_of_absence_is_not_in_policy(ask: Ask, concept: str, fact: str) -> None:
    found = ask("security", concept)
    assert (found.status, keys(found)[0]) == (Status.NOT_IN_POLICY, fact)


def test_a_concept_nobody_writes_about_is_not_in_policy(ask: Ask) -> None:
    found = ask("security", "malware")
    assert (found.status, found.frame) == (Status.NOT_IN_POLICY, Frame.SILENT)
    assert keys(found) == ["seg-medidas"]  # told as what stands nearby


def test_a_catch_all_is_followed_by_the_general_answer(ask: Ask) -> None:
    assert keys(ask("sharing", "birth_date"))[:2] == ["com-por-dato", "com-resumen"]


def test_another_concepts_facts_are_not_borrowed_silently(ask: Ask) -> None:
    found = ask("retention", "sensors")
    assert found.frame is Frame.GENERAL_ONLY
    related = ask("collection", "marketing_providers")
    assert related.frame is Frame.OTHER_ASPECT
    assert all("marketing_providers" in fact.concepts for fact in related.facts)


def test_what_was_asked_and_not_found_is_known(ask: Ask) -> None:
    assert [one.id for one in ask("retention", "payment", "sensors").unmatched] == ["sensors"]


def test_what_was_asked_twice_and_not_found_is_named_once(ask: Ask) -> None:
    assert [one.id for one in ask("retention", "payment", "sensors", "sensors").unmatched] == ["sensors"]


def test_without_a_country_no_countrys_law_answers(ask: Ask) -> None:
    found = ask("rights", "access")
    assert all(fact.jurisdiction is None for fact in found.facts)


def test_superseded_facts_are_not_told_as_current(ask: Ask) -> None:
    assert "ret-cuenta-10" not in keys(ask("retention", "account"))


def test_changes_compare_then_with_now(ask: Ask) -> None:
    found = keys(ask("changes", "voice"))
    assert {"col-voz-2021", "col-voz"} <= set(found)


def test_no_change_is_said(ask: Ask) -> None:
    assert ask("changes", "password").frame is Frame.NOTHING_CHANGED


def test_a_term_is_defined(ask: Ask) -> None:
    assert keys(ask("definition", terms=("def-hash",))) == ["def-hash"]
    assert keys(ask("definition", "ip_address")) == ["def-ip"]
    assert keys(ask("definition", text="qué es seudonimizar")) == ["def-seudonimizar"]


def test_near_repetitions_are_merged(ask: Ask) -> None:
    found = keys(ask("purpose", "location"))
    assert "uso-ubicacion" not in found
    assert "uso-ip" in found


@pytest.mark.parametrize(
    ("text", "aspect", "concepts", "verdict"),
    [
        ("¿guardan mi IP?", "collection", ("ip_address",), "affirms"),
        ("¿recogen datos?", "collection", (), None),
        ("¿comparten mis datos?", "sharing", (), "affirms"),
        ("¿venden mis datos?", "sharing", ("no_sale",), None),
        ("¿puedo apagar la ubicación?", "control", ("location",), "denies"),
        ("¿guardan mi correo y mis sensores?", "collection", ("email", "sensors"), None),
        ("¿leen mi correo?", "collection", ("email",), None),
    ],
)
def test_a_verdict_needs_a_fact_that_settles_it(
    ask: Ask, text: str, aspect: str, concepts: tuple[str, ...], verdict: str | None
) -> None:
    assert ask(aspect, *concepts, text=text, yes_no=True).verdict == verdict


def test_an_open_or_negated_question_gets_no_verdict(ask: Ask) -> None:
    assert ask("collection", "ip_address", text="¿qué guardan de mi IP?").verdict is None
    denied = ask("collection", "ip_address", text="¿no guardan mi IP?", yes_no=True, negated=True)
    assert denied.verdict is None


def test_what_is_kept_from_some_does_not_deny_that_others_get_it(ask: Callable[..., Answer]) -> None:
    found = ask("sharing", "viewing_history", text="¿mis compañeras pueden ver lo que miro?", yes_no=True)
    assert found.facts[0].key == "com-anunciantes-titulos"
    assert found.verdict is None


def test_what_a_purpose_takes_is_told_by_what_data_are_used_for(ask: Callable[..., Answer]) -> None:
    found = ask("source", "recommendations", text="¿en qué se basan para recomendarme?")
    assert found.frame is Frame.NONE
    assert {fact.aspect for fact in found.facts} == {"purpose"}


def test_what_holds_for_everybody_holds_for_children(ask: Callable[..., Answer]) -> None:
    found = ask("children", "other_users", text="¿qué ven de mi hija los otros jugadores?")
    assert found.frame is Frame.NONE
    assert {fact.aspect for fact in found.facts} == {"sharing"}


def test_what_a_term_means_is_not_said_to_be_told_of_nothing_else(ask: Callable[..., Answer]) -> None:
    found = ask("definition", "payment", terms=("def-hash",))
    assert found.facts[0].key == "def-hash" and found.unmatched == ()


def test_how_to_stop_it_is_asked_of_all_that_was_told(real_kb: KnowledgeBase) -> None:
    asked = replace(
        question("control", "erasure", text="y como quito eso", pronoun=True),
        told=("email", "phone", "marketing_providers"),
    )
    carried = replace(asked, mentions=(*asked.mentions, Mention(text="", concepts=["email", "phone"])))
    assert answer(carried, real_kb).facts[0].key == "con-identificador"
    named = replace(asked, mentions=(*asked.mentions, Mention(text="mi correo", concepts=["email"])))
    assert answer(named, real_kb).facts[0].key != "con-identificador"


def test_a_right_is_not_denied_by_what_cannot_be_switched_off(real_kb: KnowledgeBase) -> None:
    asked = question("control", "voice", text="¿la voz se puede apagar?", yes_no=True)
    off = answer(asked, real_kb)
    assert off.facts[0].key == "con-voz" and off.verdict == "denies"
    erasure = Mention(text="borren", concepts=["erasure"], implied=True)
    erased = answer(replace(asked, mentions=(*asked.mentions, erasure)), real_kb)
    assert erased.facts[0].key != "con-voz" or erased.verdict is None


def test_an_answer_is_about_what_its_first_fact_is_mainly_about(ask: Callable[..., Answer]) -> None:
    found = ask("control", "browsing_history", text="¿cómo lo quito?")
    assert found.facts[0].key == "con-conductual"
    assert "ad_interactions" in found.implied
