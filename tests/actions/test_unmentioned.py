"""Matters that no fact speaks of: Clara says so, and what is nearest."""

from __future__ import annotations

from actions.turn import Guess, Manner, Mention, Part
from knowledge.queries import KnowledgeBase
from tests.actions.conftest import Conversation


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
