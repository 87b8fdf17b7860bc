"""What a conversation carries from turn to turn."""

from __future__ import annotations

from dataclasses import replace

from actions.context import Context
from actions.home import Home
from actions.question import Question
from actions.turn import Manner, Mention


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


def test_what_is_carried_over_is_limited() -> None:
    names = ("email", "phone", "name", "payment", "voice", "location")
    mentions = tuple(Mention(text=one, concepts=[one]) for one in names)
    question = Question("sharing", mentions, (), Manner(), "¿y con todo eso?", continues=True)
    after = Context(aspect="purpose", concepts=("gender", "surveys", "photos")).after(question, None, (), ())
    assert after.concepts == names
    question = replace(question, mentions=mentions[:3])
    assert after.after(question, None, (), ()).concepts == ("email", "phone", "name", "payment")
