"""What is denied, set apart, compared, doubted or left to the context."""

from __future__ import annotations

from msgspec import structs

from actions.turn import Guess, Mention, Part
from tests.actions.conftest import Conversation
from tests.actions.talking import part


def test_what_is_not_done_is_answered_by_denials(conversation: Conversation) -> None:
    answer = conversation.ask("ask_collection", text="¿qué no recogen?", asks_what_not=True)
    keys = [fact["id"] for fact in answer["facts"]]
    found = conversation.kb.facts_by_key(keys)
    assert found
    assert all(fact.absence or fact.polarity == "denies" for fact in found)


def test_without_a_denial_clara_says_that_there_is_no_list(conversation: Conversation) -> None:
    [message] = conversation.say(
        part("ask_sharing", "email", text="¿con quién no comparten mi correo?", asks_what_not=True)
    )
    assert message.text.startswith(conversation.phrases.no_list)


def test_what_is_set_apart_is_not_told(conversation: Conversation) -> None:
    apart = Mention(text="cookies", concepts=["cookies"], apart=True)
    asked = structs.replace(part("ask_collection", text="aparte de las cookies, ¿qué más?"), mentions=[apart])
    [message] = conversation.say(asked)
    told = conversation.kb.facts_by_key([fact["id"] for fact in message.custom["answer"]["facts"]])
    assert message.text.startswith("Además de ")
    assert not [fact.key for fact in told if fact.concepts[:1] == ("cookies",)]


def test_a_comparison_gets_facts_and_no_advice(conversation: Conversation) -> None:
    [message] = conversation.say(part("ask_advertising", text="¿qué es peor?", compares=True))
    assert message.text.startswith(conversation.phrases.compares)


def test_doubt_is_met_with_the_place_where_it_is_written(conversation: Conversation) -> None:
    first = conversation.ask("ask_retention")
    [message] = conversation.say(part("challenge", text="¿seguro?"))
    assert message.custom["answer"]["facts"] == first["facts"]
    assert first["citations"][0]["section"] in message.text
    assert "https://" in message.text


def test_doubt_before_anything_was_said(conversation: Conversation) -> None:
    [message] = conversation.say(part("challenge", text="¿seguro?"))
    assert message.text == conversation.phrases.nothing_to_continue.format(company="Netflix")


def _unsure(text: str) -> Part:
    ranking = [Guess(intent="out_of_scope", confidence=0.6), Guess(intent="ask_retention", confidence=0.3)]
    return structs.replace(part("out_of_scope", text=text, length=2), ranking=ranking)


def test_in_a_conversation_a_short_turn_is_about_it(conversation: Conversation) -> None:
    conversation.ask("ask_cookies", "cookies")
    answer = conversation.say(_unsure("¿cuánto duran?"))[0].custom["answer"]
    assert (answer["status"], answer["aspect"]) == ("answered", "retention")
    assert "cookies" in answer["concepts"]


def test_without_a_conversation_it_is_not(conversation: Conversation) -> None:
    assert conversation.say(_unsure("¿cuánto duran?"))[0].custom["answer"]["status"] == "out_of_scope"


def test_what_is_asked_of_clara_stays_with_her(conversation: Conversation) -> None:
    conversation.ask("ask_bot")
    assert conversation.ask("ask_retention", text="¿y cuándo se borra?", leans=True)["aspect"] == "bot"


def test_data_stays_in_mind_over_a_turn_on_something_else(conversation: Conversation) -> None:
    conversation.ask("ask_security", "payment")
    conversation.ask("ask_security", "encryption", text="¿la cifran?", length=2, pronoun=True)
    answer = conversation.ask("ask_control", text="mejor la quito", length=3, pronoun=True)
    assert "payment" in answer["concepts"]


def test_an_implied_right_is_reported_and_does_not_crowd_out_the_data(conversation: Conversation) -> None:
    implied = Mention(text="borro", concepts=["erasure"], implied=True)
    asked = part("ask_control", "viewing_history", text="¿cómo borro mi historial?")
    asked = structs.replace(asked, mentions=[*asked.mentions, implied])
    answer = conversation.say(asked)[0].custom["answer"]
    plain = conversation.ask("ask_control", "viewing_history", text="¿cómo oculto mi historial?")
    assert set(answer["concepts"]) == {"viewing_history", "erasure"}
    assert answer["facts"] == plain["facts"]
