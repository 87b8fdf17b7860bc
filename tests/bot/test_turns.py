"""What a conversation knows of a message: what Clara said to it, and whether it was the first."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.turns import find_turn


def conversation(*events: Any) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("ana", list(events))


def asked(number: str, text: str = "¿qué guardan?") -> UserUttered:
    return UserUttered(text, {"name": "ask_collection"}, message_id=number)


TWO_TURNS = (
    ActionExecuted("action_listen"),
    asked("1"),
    ActionExecuted("action_answer"),
    BotUttered("Guarda esto.", {"buttons": [{"title": "¿Más?", "payload": "/ask_more"}]}),
    BotUttered("Y esto.", {"custom": {"answer": {"status": "answered"}}}),
    ActionExecuted("action_listen"),
    asked("2"),
    BotUttered("Y aquello."),
)


def test_a_message_has_the_replies_up_to_the_next_one() -> None:
    turn = find_turn(conversation(*TWO_TURNS), "1")
    assert turn is not None
    assert [reply["text"] for reply in turn.replies] == ["Guarda esto.", "Y esto."]
    assert turn.replies[0]["buttons"] == [{"title": "¿Más?", "payload": "/ask_more"}]
    assert (turn.began, turn.answers, turn.intent) == (True, [{"status": "answered"}], "ask_collection")


def test_a_later_message_began_nothing() -> None:
    turn = find_turn(conversation(*TWO_TURNS), "2", again=True)
    assert turn is not None
    assert ([reply["text"] for reply in turn.replies], turn.began, turn.again) == (
        ["Y aquello."],
        False,
        True,
    )


def test_an_unknown_message_has_no_turn() -> None:
    assert find_turn(conversation(*TWO_TURNS), "3") is None
    assert find_turn(conversation(), "1") is None


def test_what_is_stored_is_found_again() -> None:
    stored = [event.as_dict() for event in conversation(*TWO_TURNS).events]
    found = find_turn(DialogueStateTracker.from_dict("ana", stored, []), "1")
    assert found is not None and [reply["text"] for reply in found.replies] == ["Guarda esto.", "Y esto."]
