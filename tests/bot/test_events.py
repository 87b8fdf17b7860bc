"""Events are made of what is stored as Rasa makes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered, deserialise_events

from bot.events import events_of

WRITTEN = [
    event.as_dict()
    for event in (
        UserUttered(
            "¿y mi voz?", {"name": "ask_sharing", "confidence": 0.7}, input_channel="web", message_id="a"
        ),
        ActionExecuted("action_answer", "RulePolicy", 1.0),
        BotUttered("Sí.", {"buttons": [{"title": "¿Y?", "payload": "/more"}]}),
        SlotSet("concepts", ["voice"], timestamp=3.5),
        ActionExecuted("action_listen"),
    )
]


def test_events_are_those_that_rasa_makes() -> None:
    made = events_of(WRITTEN)
    assert made == deserialise_events(WRITTEN)
    assert [event.as_dict() for event in made] == WRITTEN


@pytest.mark.parametrize("odd", [{"event": "dance", "timestamp": 1.0}, {"no": "event"}])
def test_what_is_no_event_is_met_as_rasa_meets_it(odd: dict[str, Any]) -> None:
    assert _met(lambda: events_of([odd, *WRITTEN])) == _met(lambda: deserialise_events([odd, *WRITTEN]))


def _met(make: Callable[[], list[Any]]) -> object:
    try:
        return make()
    except ValueError as error:
        return str(error)
