"""Turns that lean on one another."""

from __future__ import annotations

import pytest
from msgspec import structs

from actions.turn import Asked, Guess, Mention
from tests.actions.conftest import Conversation
from tests.actions.talking import part


def test_a_bare_mention_keeps_the_aspect(conversation: Conversation) -> None:
    conversation.ask("ask_purpose", "location")
    assert conversation.ask("follow_up", "email")["aspect"] == "purpose"


def test_a_bare_mention_with_nothing_before_it(conversation: Conversation) -> None:
    assert conversation.ask("follow_up", "email")["aspect"] == "collection"


def test_recipients_turn_the_talk_to_sharing(conversation: Conversation) -> None:
    conversation.ask("ask_purpose", "email")
    assert conversation.ask("follow_up", "advertising_companies")["aspect"] == "sharing"


def test_a_pronoun_keeps_the_concepts(conversation: Conversation) -> None:
    conversation.ask("ask_purpose", "email")
    assert conversation.ask("ask_sharing", pronoun=True)["concepts"][:2] == ["email", "third_parties"]
    both = conversation.ask("ask_sharing", "advertising_companies", pronoun=True)
    assert {"email", "advertising_companies"} <= set(both["concepts"])


def test_a_pronoun_may_stand_for_what_was_told(conversation: Conversation) -> None:
    told = conversation.ask("ask_sharing", "marketing_providers")["facts"]
    assert "com-correo-terceros" in [fact["id"] for fact in told]
    conversation.ask("ask_sharing", "email")
    stopped = conversation.ask("ask_control", text="¿y cómo lo desactivo?", pronoun=True, leans=True)
    assert "con-identificador" in [fact["id"] for fact in stopped["facts"]]


def test_what_was_told_is_pointed_at_where_nothing_was_named(conversation: Conversation) -> None:
    first = conversation.ask("ask_collection", text="¿qué saben de la gente que vive conmigo?")["facts"][0]
    asked = conversation.ask("ask_purpose", text="¿y para qué querrían eso?", pronoun=True, leans=True)
    assert first["id"] == "col-categorias"
    assert asked["concepts"] == []


def test_who_receives_it_is_named_and_not_what(conversation: Conversation) -> None:
    conversation.ask("ask_collection", "device_id")
    found = conversation.ask(
        "ask_sharing", "partner_companies", text="¿le llega a otras compañías?", length=5
    )
    assert {"device_id", "partner_companies"} <= set(found["concepts"])


def test_a_short_question_keeps_the_concepts(conversation: Conversation) -> None:
    conversation.ask("ask_collection", "voice")
    assert conversation.ask("ask_purpose", text="¿por qué?", length=2)["concepts"] == ["voice"]


def test_a_full_question_starts_fresh(conversation: Conversation) -> None:
    conversation.ask("ask_purpose", "email")
    assert conversation.ask("ask_sharing", text="¿venden mis datos?", length=3)["concepts"] == [
        "third_parties"
    ]
    conversation.ask("ask_purpose", "email")
    assert conversation.ask("ask_collection", "voice")["concepts"] == ["voice"]


def test_a_correction_replaces_the_concept(conversation: Conversation) -> None:
    conversation.ask("ask_retention", "email")
    found = conversation.ask("follow_up", "ip_address", corrects=True)
    assert (found["aspect"], found["concepts"]) == ("retention", ["ip_address"])


def test_a_button_leaves_nothing_out(conversation: Conversation) -> None:
    conversation.ask("ask_purpose", "email")
    [message] = conversation.say(part("ask_sharing", length=0), button=True)
    assert message.custom["answer"]["concepts"] == ["third_parties"]


def test_two_questions_two_answers_and_the_second_leans_on_the_first(conversation: Conversation) -> None:
    first, second = conversation.say(part("ask_collection", "voice"), part("ask_sharing", pronoun=True))
    assert first.custom["answer"]["aspect"] == "collection"
    assert second.custom["answer"]["concepts"] == ["voice", "third_parties"]


def test_out_of_scope_offers_three_questions(conversation: Conversation) -> None:
    [message] = conversation.say(part("out_of_scope"))
    assert message.custom["answer"]["status"] == "out_of_scope"
    assert len(message.suggestions) == 3


def test_asking_back_happens_once(conversation: Conversation) -> None:
    unsure = part("ask_purpose", "email", confidence=0.2)
    unsure.ranking[1] = Guess(intent=unsure.ranking[1].intent, confidence=0.19)
    assert conversation.say(unsure)[0].custom["answer"]["status"] == "clarify"
    assert conversation.say(unsure)[0].custom["answer"]["status"] == "answered"


def test_what_is_asked_for_in_so_many_words_is_not_asked_back(conversation: Conversation) -> None:
    unsure = part("ask_purpose", "email", confidence=0.2)
    unsure.ranking[1] = Guess(intent=unsure.ranking[1].intent, confidence=0.19)
    sure = structs.replace(unsure, facts=[Asked(fact="coo-pixeles-correo", share=0.9)])
    [message] = conversation.say(sure)
    assert message.custom["answer"]["status"] == "answered"
    assert message.custom["answer"]["aspect"] == "cookies"


def test_more_tells_the_rest(conversation: Conversation) -> None:
    first = conversation.ask("ask_purpose", "email")
    more = conversation.ask("ask_more")
    assert not {f["id"] for f in first["facts"]} & {f["id"] for f in more["facts"]}
    assert more["aspect"] == "purpose"


def test_more_of_nothing(conversation: Conversation) -> None:
    [message] = conversation.say(part("ask_more"))
    assert message.custom == {}
    assert message.suggestions


@pytest.mark.parametrize("intent", ["ask_more", "challenge"])
def test_who_names_a_matter_first_wants_no_more_of_nothing(conversation: Conversation, intent: str) -> None:
    begun = part(intent, "partners", confidence=0.6)
    begun.ranking[1:] = [Guess(intent="ask_source", confidence=0.3)]
    [message] = conversation.say(begun)
    assert (message.custom["answer"]["aspect"], message.custom["answer"]["status"]) != (
        "overview",
        "answered",
    )
    assert message.custom["answer"]["concepts"] == ["partners"]


def test_more_comes_to_an_end(conversation: Conversation) -> None:
    conversation.ask("ask_cookies")
    for _ in range(10):
        [message] = conversation.say(part("ask_more"))
        if message.text == conversation.phrases.no_more:
            assert message.custom["answer"]["citations"]
            return
    pytest.fail("never ended")


def test_unknown_concepts_are_ignored(conversation: Conversation) -> None:
    strange = part("ask_sharing")
    strange.mentions.append(Mention(text="x", concepts=["nothing"]))
    assert conversation.say(strange)[0].custom["answer"]["concepts"] == ["third_parties"]


def test_being_sold_is_asked_of_what_was_talked_about(conversation: Conversation) -> None:
    conversation.ask("ask_collection", "search_queries")
    assert "search_queries" in conversation.ask("ask_sharing", "no_sale", pronoun=True)["concepts"]


def test_what_data_are_is_no_unclear_question(conversation: Conversation) -> None:
    asked = conversation.ask("ask_definition", text="¿qué es un dato personal?")
    assert (asked["status"], asked["aspect"]) == ("answered", "definition")
    assert conversation.ask("ask_collection", text="mis datos")["status"] == "clarify"


def test_a_topic_that_the_policy_is_silent_on_is_what_is_asked(conversation: Conversation) -> None:
    assert conversation.ask("ask_security", "password", "encryption")["status"] == "not_in_policy"
    told = conversation.ask("ask_security", "payment", "breach", text="¿y si la roban me avisan?")
    assert told["status"] == "not_in_policy"


def test_a_term_brings_what_it_is_about(conversation: Conversation) -> None:
    [message] = conversation.say(structs.replace(part("ask_definition"), terms=["def-hash"]))
    assert {"email", "phone"} <= set(message.custom["answer"]["concepts"])


def test_ads_are_asked_about_beside_what_they_are_for(conversation: Conversation) -> None:
    assert "ad_interactions" in conversation.ask("ask_advertising", "purchases")["concepts"]


def test_words_of_change_decide_between_two_readings(conversation: Conversation) -> None:
    readings = [Guess(intent="ask_sharing", confidence=0.35), Guess(intent="ask_changes", confidence=0.3)]
    torn = structs.replace(part("ask_sharing", "viewing_history", text="¿sigue así?"), ranking=readings)
    [message] = conversation.say(torn)
    assert message.custom["answer"]["aspect"] == "changes"


def test_what_is_asked_of_then_keeps_the_matter(conversation: Conversation) -> None:
    conversation.ask("ask_retention", "viewing_history")
    [message] = conversation.say(part("ask_changes", text="siempre fue así de largo"))
    assert "viewing_history" in message.custom["answer"]["concepts"]


def test_an_implied_right_is_remembered(conversation: Conversation) -> None:
    fixing = [
        Mention(text="teléfono", concepts=["phone"]),
        Mention("corrijo", ["rectification"], implied=True),
    ]
    conversation.say(structs.replace(part("ask_control"), mentions=fixing))
    assert "rectification" in conversation.context.concepts


def test_how_something_is_deleted_is_told_first(conversation: Conversation) -> None:
    doing = [Mention(text="perfil", concepts=["profile"]), Mention("borro", ["erasure"], implied=True)]
    [message] = conversation.say(structs.replace(part("ask_control"), mentions=doing))
    assert message.text.startswith("Para borrar un perfil")


def test_who_asks_of_all_data_does_not_ask_of_the_turn_before(conversation: Conversation) -> None:
    conversation.ask("ask_sharing", "authorities")
    text = "¿y ellos venden la información?"
    again = conversation.ask("ask_sharing", "no_sale", text=text, pronoun=True, leans=True)
    assert "authorities" not in again["concepts"]


def test_anybody_at_all_does_not_lead_the_data_asked_about(conversation: Conversation) -> None:
    conversation.ask("ask_purpose", "email")
    assert conversation.ask("ask_sharing", "third_parties", pronoun=True)["concepts"][0] == "email"


def test_a_complaint_is_answered_with_what_else_may_have_been_meant(conversation: Conversation) -> None:
    conversation.ask("ask_collection", "payment")
    [message] = conversation.say(part("complaint", text="no me contestaste", length=3))
    assert "tus datos de pago" in message.text
    assert message.custom == {}
    assert all("payment" in one.payload for one in message.suggestions)
    assert not any(one.payload.startswith("/ask_collection") for one in message.suggestions)


def test_a_complaint_with_nothing_before_it(conversation: Conversation) -> None:
    [message] = conversation.say(part("complaint", text="no sirves", length=2))
    assert message.text.startswith("Siento no haberte ayudado.")


def test_yes_or_no_repeats_what_was_told_in_short(conversation: Conversation) -> None:
    conversation.ask("ask_sharing", "no_sale")
    [message] = conversation.say(part("legal_basis", text="pero ¿sí o no?", length=4))
    answer = message.custom["answer"]
    assert message.text.startswith("En corto:")
    assert [fact["id"] for fact in answer["facts"]] == ["com-venta"]


def test_doubt_of_a_silence_is_answered_with_silence(conversation: Conversation) -> None:
    assert conversation.ask("ask_collection", "health")["status"] == "not_in_policy"
    assert conversation.ask("challenge", text="¿seguro?", length=1)["status"] == "not_in_policy"
