"""Matters that no fact speaks of: Clara says so, and what is nearest."""

from __future__ import annotations

from actions.turn import Guess, Manner, Mention, Part
from knowledge.queries import KnowledgeBase
from tests.actions.conftest import Conversation
from tests.actions.talking import part


def asked(intent: str, *unmentioned: str, concepts: tuple[str, ...] = ()) -> Part:
    mentions = [Mention(text=one, concepts=[one]) for one in concepts]
    return Part(
        text="¿mi jefe puede saber qué veo?",
        ranking=[Guess(intent=intent, confidence=0.9)],
        mentions=mentions,
        unmentioned=list(unmentioned),
        manner=Manner(yes_no=True, length=6),
    )


def test_the_reply_says_that_nothing_was_found_and_what_is_near(conversation: Conversation) -> None:
    [message] = conversation.say(asked("ask_sharing", "employer", concepts=("viewing_history",)))
    answer = message.custom["answer"]
    assert answer["status"] == "not_in_policy"
    assert message.text.startswith(
        "Sobre tu jefe o tu empresa no encontré nada en la política. Lo más cercano"
    )
    assert "privacy@netflix.com" in message.text
    assert len(answer["facts"]) == len(answer["citations"]) == 1


def test_a_term_is_explained_all_the_same(conversation: Conversation) -> None:
    [message] = conversation.say(asked("ask_definition", "vpn"))
    assert not message.text.startswith("Sobre")


def test_an_id_that_is_none_changes_nothing(real_kb: KnowledgeBase) -> None:
    assert real_kb.unmentioned(["employer", "nonsense"]) == ["tu jefe o tu empresa"]


def test_a_topic_without_any_fact_is_silent(conversation: Conversation) -> None:
    assert conversation.ask("ask_security", "malware")["status"] == "not_in_policy"


def test_who_uses_the_account_is_spoken_of_whoever_it_is(conversation: Conversation) -> None:
    teacher = asked("ask_sharing", "school", concepts=("other_users", "viewing_history"))
    [message] = conversation.say(teacher)
    assert message.custom["answer"]["status"] == "answered"
    assert "aunque uses perfiles" in message.text


def test_a_matter_that_this_content_does_not_know_is_none(conversation: Conversation) -> None:
    [message] = conversation.say(asked("ask_sharing", "nonsense", concepts=("viewing_history",)))
    assert message.custom["answer"]["status"] == "answered"


def test_whether_one_hears_of_an_order_is_told_as_unmentioned(conversation: Conversation) -> None:
    conversation.ask("ask_sharing", "authorities")
    [message] = conversation.say(part("follow_up", text="¿y a mí me avisan?", leans=True))
    assert message.custom["answer"]["status"] == "not_in_policy"
    assert message.text.startswith("Sobre si te avisan cuando una autoridad pide tus datos no encontré nada")


def test_of_the_dead_nothing_is_found_whoever_they_were(conversation: Conversation) -> None:
    widow = asked("ask_retention", "the_dead", concepts=("other_users", "account"))
    [message] = conversation.say(widow)
    assert message.custom["answer"]["status"] == "not_in_policy"
