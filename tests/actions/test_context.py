"""What a conversation carries from turn to turn."""

from __future__ import annotations

from dataclasses import replace

from actions.context import Context
from actions.home import Home


def test_only_what_changes_is_set() -> None:
    before = Context(aspect="sharing", concepts=("email",), told=("a",), home=Home(asked=True))
    after = replace(before, aspect="purpose", told=("b", "c"))
    events = after.events(since=before)
    assert {event["name"]: event["value"] for event in events} == {
        "aspect": "purpose",
        "told_facts": ["b", "c"],
    }
    assert before.events(since=before) == []


def test_what_is_set_can_be_taken_back() -> None:
    before = Context(aspect="sharing", home=Home(country="CL"))
    slots = {event["name"]: event["value"] for event in before.events(since=Context())}
    assert Context.of_slots(slots) == before
    slots |= {event["name"]: event["value"] for event in Context().events(since=before)}
    assert Context.of_slots(slots) == Context()
