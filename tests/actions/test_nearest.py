"""Of the facts that fit, the one that is asked for in such words is told first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.answering import Answer, answer
from actions.completing import complete
from actions.context import Context
from actions.statuses import Frame, Status
from actions.turn import Asked, Guess, Mention, Part
from knowledge.queries import KnowledgeBase
from tests.actions.conftest import question


def told(kb: KnowledgeBase, aspect: str, *concepts: str, **asked: float) -> Answer:
    near = {key.replace("_", "-"): share for key, share in asked.items()}
    return answer(replace(question(aspect, *concepts, text="¿?"), asked=near), kb)


def first(kb: KnowledgeBase, aspect: str, *concepts: str, **asked: float) -> str:
    return told(kb, aspect, *concepts, **asked).facts[0].key


def test_a_fact_that_is_asked_for_in_such_words_leads(real_kb: KnowledgeBase) -> None:
    assert first(real_kb, "cookies", "cookies") == "coo-quienes"
    assert first(real_kb, "cookies", "cookies", coo_tipos=0.9) == "coo-tipos"


def test_a_fact_that_is_hardly_asked_for_does_not(real_kb: KnowledgeBase) -> None:
    assert first(real_kb, "cookies", "cookies", coo_tipos=0.0003) == "coo-quienes"


def test_it_must_be_more_probable_than_the_one_that_would_lead(real_kb: KnowledgeBase) -> None:
    assert first(real_kb, "cookies", "cookies", coo_tipos=0.4, coo_quienes=0.4) == "coo-quienes"


def test_a_fact_of_another_aspect_needs_more(real_kb: KnowledgeBase) -> None:
    fitting = first(real_kb, "security", "other_users", seg_pin=0.9)
    assert fitting == "seg-pin"
    assert first(real_kb, "security", "other_users", con_dispositivos=0.3, seg_pin=0.3) == "seg-pin"
    plainly = told(real_kb, "security", "other_users", con_dispositivos=0.9)
    assert plainly.facts[0].key == "con-dispositivos"
    assert plainly.status is Status.ANSWERED


def test_silence_is_told_for_the_words_sake_only_where_it_is_plainly_asked_for(
    real_kb: KnowledgeBase,
) -> None:
    assert not told(real_kb, "rights", der_no_venta_general=0.7).facts[0].absence
    plainly = told(real_kb, "rights", der_no_venta_general=0.99)
    assert plainly.facts[0].absence
    assert plainly.status is Status.NOT_IN_POLICY


def test_silence_on_what_is_named_does_not_give_way_to_words(real_kb: KnowledgeBase) -> None:
    assert told(real_kb, "security", "breach", seg_medidas=0.99).facts[0].absence


def test_what_holds_in_europe_alone_is_not_told_to_whoever_says_no_country(real_kb: KnowledgeBase) -> None:
    told_there = first(real_kb, "advertising", "ad_interactions", pub_conductual_eee=0.99)
    assert told_there != "pub-conductual-eee"


def test_what_a_term_means_answers_no_other_question(real_kb: KnowledgeBase) -> None:
    assert first(real_kb, "collection", "ip_address", def_ip=0.99) == "col-ip"


def guess(concept: str) -> Mention:
    return Mention(text="¿?", concepts=[concept], implied=True, guessed=True)


def test_what_is_only_guessed_stands_beside_what_is_told_of_all(real_kb: KnowledgeBase) -> None:
    asked = replace(question("collection", text="¿?"), mentions=(guess("household"),))
    assert answer(asked, real_kb).facts[0].key == "col-categorias"
    likely = replace(asked, asked={"col-hogar": 0.9})
    assert answer(likely, real_kb).facts[0].key == "col-hogar"
    assert "household" in answer(likely, real_kb).implied


def test_a_guess_of_what_the_policy_is_silent_on_is_silence(real_kb: KnowledgeBase) -> None:
    asked = replace(question("collection", text="¿?"), mentions=(guess("health"),))
    assert answer(asked, real_kb).facts[0].absence


def at_once(kb: KnowledgeBase, aspect: str, *concepts: str, **asked: float) -> list[str]:
    found = told(kb, aspect, *concepts, **asked)
    return [fact.key for fact in found.facts[: found.at_once]]


def test_beside_what_is_surely_asked_for_nothing_else_is_told_at_once(real_kb: KnowledgeBase) -> None:
    assert at_once(real_kb, "cookies", "cookies", coo_tipos=0.9) == ["coo-tipos"]
    assert len(told(real_kb, "cookies", "cookies", coo_tipos=0.9).facts) > 1


def test_where_the_words_ask_for_none_in_particular_several_are(real_kb: KnowledgeBase) -> None:
    assert len(at_once(real_kb, "cookies", "cookies")) > 1


def test_a_fact_nearly_as_surely_asked_for_is_told_beside_it(real_kb: KnowledgeBase) -> None:
    assert at_once(real_kb, "cookies", "cookies", coo_tipos=0.6, coo_quienes=0.35)[:2] == [
        "coo-quienes",
        "coo-tipos",
    ]


def test_of_all_that_is_named_something_is_told(real_kb: KnowledgeBase) -> None:
    assert "col-voz" in at_once(real_kb, "collection", "voice", "email", col_correo=0.95)
    # What data is taken with is no matter of its own.
    assert at_once(real_kb, "collection", "voice", "device_info", col_voz=0.95) == ["col-voz"]


def test_what_is_told_of_anything_gives_way_to_what_is_asked_for(real_kb: KnowledgeBase) -> None:
    assert first(real_kb, "control", "device_info") == "con-por-dato"
    assert first(real_kb, "control", "device_info", con_dispositivos=0.5) == "con-dispositivos"


def test_a_silence_gives_way_to_what_is_surely_asked_for(real_kb: KnowledgeBase) -> None:
    assert first(real_kb, "children", "viewing_history", "account") == "men-datos"
    assert first(real_kb, "children", "viewing_history", "account", men_edad=0.6) == "men-edad"
    assert first(real_kb, "children", "viewing_history", "account", men_edad=0.3) == "men-datos"


def test_of_what_is_named_and_not_told_of_what_is_surely_asked_for_is_told(real_kb: KnowledgeBase) -> None:
    assert first(real_kb, "purpose", "postal_address", uso_localizar=0.9) == "uso-localizar"
    assert not told(real_kb, "purpose", "postal_address").facts[0].is_catch_all


def test_whether_one_hears_of_a_theft_is_asked_of_the_theft(real_kb: KnowledgeBase) -> None:
    robbed = question("security", "email", "breach", text="si me roban el correo, ¿qué hacen?")
    assert answer(robbed, real_kb).facts[0].key != "seg-brechas"
    heard = replace(robbed, text="si me roban el correo, ¿me avisan?")
    assert answer(heard, real_kb).facts[0].key == "seg-brechas"


def test_what_data_are_is_told_where_no_term_is_asked_for(real_kb: KnowledgeBase) -> None:
    assert (
        answer(question("definition", "voice", text="¿qué es eso de la voz?"), real_kb).facts[0].key
        == "col-voz"
    )


def test_what_says_little_alone_is_not_told_alone(real_kb: KnowledgeBase) -> None:
    # Told of anything.
    assert at_once(real_kb, "security", "payment", seg_por_dato=0.9)[:1] == ["seg-por-dato"]
    assert len(at_once(real_kb, "security", "payment", seg_por_dato=0.9)) == 2
    # Of another aspect than the one asked for.
    assert len(at_once(real_kb, "cookies", "cookies", ret_cookies_esenciales=0.99)) == 2


def test_a_term_that_is_named_is_told_at_once(real_kb: KnowledgeBase) -> None:
    asked = question("bot", text="¿eres un robot?, ¿guardas lo que digo?", terms=("bot-que-es", "bot-guarda"))
    found = answer(replace(asked, asked={"bot-que-es": 0.99}), real_kb)
    assert [fact.key for fact in found.facts[: found.at_once]] == ["bot-que-es", "bot-guarda"]


def test_the_fact_on_the_office_that_is_asked_for_leads(real_kb: KnowledgeBase) -> None:
    assert first(real_kb, "contact", ctc_responsable=0.9) == "ctc-responsable"


def test_of_what_is_carried_over_what_is_surely_asked_for_is_told(real_kb: KnowledgeBase) -> None:
    asked = question("purpose", "postal_address", text="¿y para qué?")
    carried = replace(asked, mentions=(Mention(text="", concepts=["postal_address"]),))
    assert answer(carried, real_kb).facts[0].key != "uso-localizar"
    surely = answer(replace(carried, asked={"uso-localizar": 0.6}), real_kb)
    assert surely.facts[0].key == "uso-localizar"
    assert surely.frame is Frame.NONE


def test_beside_what_is_plainly_asked_for_nothing_is_missing_that_was_named_before(
    real_kb: KnowledgeBase,
) -> None:
    asked = question("rights", "complaint", text="¿qué puedo reclamar?")
    said = asked.mentions
    carried = replace(
        asked, mentions=(*said, Mention(text="", concepts=["voice"])), asked={"der-reclamo": 0.9}
    )
    assert [one.id for one in answer(carried, real_kb).unmatched] == []
    named = replace(carried, mentions=(*said, Mention(text="mi voz", concepts=["voice"])))
    assert [one.id for one in answer(named, real_kb).unmatched] == ["voice"]


def test_what_data_is_taken_with_is_not_missed_beside_data(real_kb: KnowledgeBase) -> None:
    def missed(*concepts: str) -> list[str]:
        asked = question("children", *concepts, text="mi nena juega, ¿quién ve esos mensajes?")
        return [one.id for one in answer(asked, real_kb).unmatched]

    assert missed("device_info", "messages") == []
    assert missed("messages", "search_queries") == ["search_queries"]


def test_what_repeats_a_fact_asks_for_it(real_kb: KnowledgeBase) -> None:
    part = Part(
        ranking=[Guess(intent="ask_advertising", confidence=0.9)],
        facts=[Asked(fact="pub-ninos", share=0.6), Asked(fact="men-anuncios", share=0.3)],
    )
    found = complete(part, Context(), real_kb, button=False)
    assert found is not None
    assert found.asked["men-anuncios"] == pytest.approx(0.9)
