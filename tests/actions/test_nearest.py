"""Of the facts that fit, the one that is asked for in such words is told first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.answering import Answer, answer
from actions.nearest import JOINS, JOINS_OF_OTHERS, LEADS, LEADS_AT_LARGE, MORE
from knowledge.queries import KnowledgeBase
from tests.actions.conftest import question


def told(kb: KnowledgeBase, aspect: str, *concepts: str, **asked: float) -> Answer:
    near = {key.replace("_", "-"): likeness for key, likeness in asked.items()}
    return answer(replace(question(aspect, *concepts, text="¿?"), asked=near), kb)


def first(kb: KnowledgeBase, aspect: str, *concepts: str, **asked: float) -> str:
    return told(kb, aspect, *concepts, **asked).facts[0].key


def test_a_fact_that_is_asked_for_in_such_words_leads(real_kb: KnowledgeBase) -> None:
    assert first(real_kb, "cookies", "cookies") == "coo-quienes"
    assert first(real_kb, "cookies", "cookies", coo_tipos=LEADS) == "coo-tipos"
    assert first(real_kb, "cookies", "cookies", coo_tipos=LEADS - 0.01) == "coo-quienes"


def test_it_must_be_nearer_than_the_one_that_would_lead(real_kb: KnowledgeBase) -> None:
    near = {"coo_tipos": 0.59, "coo_quienes": 0.59 - MORE + 0.01}
    assert first(real_kb, "cookies", "cookies", **near) == "coo-quienes"


def test_a_fact_about_less_of_what_is_named_does_not_lead(real_kb: KnowledgeBase) -> None:
    named = ("sharing", "viewing_history", "marketing_providers")
    assert first(real_kb, *named, com_marketing=0.99) == "com-anunciantes-titulos"


def test_what_is_told_of_data_at_large_keeps_its_order(real_kb: KnowledgeBase) -> None:
    assert first(real_kb, "collection", col_proporcionados=LEADS_AT_LARGE - 0.01) == "col-categorias"
    assert first(real_kb, "collection", col_proporcionados=LEADS_AT_LARGE) == "col-proporcionados"


@pytest.mark.parametrize(("likeness", "key"), [(JOINS_OF_OTHERS, "con-dispositivos"), (JOINS, "seg-pin")])
def test_a_fact_of_another_aspect_joins_when_it_is_very_near(
    real_kb: KnowledgeBase, likeness: float, key: str
) -> None:
    assert first(real_kb, "security", "other_users", con_dispositivos=likeness) == key


def test_silence_is_never_told_for_the_words_sake(real_kb: KnowledgeBase) -> None:
    found = told(real_kb, "rights", der_no_venta_general=0.99)
    assert not found.facts[0].absence
    silent = told(real_kb, "security", "breach", seg_medidas=0.99)
    assert silent.facts[0].absence


def test_what_a_term_means_answers_no_other_question(real_kb: KnowledgeBase) -> None:
    assert first(real_kb, "collection", "ip_address", def_ip=0.99) == "col-ip"
