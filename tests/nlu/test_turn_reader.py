"""Which questions are judged by all evidence: those that open a conversation, and no others."""

from __future__ import annotations

from typing import Any, cast

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot import paths
from nlu.aspect_model import AspectModel, Sample
from nlu.components import turn_reader
from nlu.components.learned import Learned
from nlu.components.turn_reader import READING, TurnReader
from nlu.scope_model import ScopeModel

INSIDE = [
    "¿qué datos guardan?",
    "¿qué saben de mí?",
    "¿con quién comparten mis datos?",
    "¿a quién los pasan?",
]
BEYOND = ["¿cuánto cuesta?", "¿qué estrenan hoy?"]
INTENTS = ["ask_collection", "ask_collection", "ask_sharing", "ask_sharing", "out_of_scope", "out_of_scope"]


@pytest.fixture(scope="module")
def reader() -> TurnReader:
    aspects = AspectModel().fit([Sample(text) for text in [*INSIDE, *BEYOND]], INTENTS)
    learned = Learned(aspects=aspects, scope=ScopeModel().fit(INSIDE, BEYOND))
    nothing = cast(Any, None)
    return TurnReader(TurnReader.get_default_config(), nothing, nothing, learned)


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(paths.PROJECT / "domain.yml"))


def parts(reader: TurnReader, text: str | None, tracker: DialogueStateTracker | None = None) -> list[Any]:
    [read] = reader.process([Message({"text": text})], tracker)
    found: list[Any] = read.get(READING)["parts"]
    return found


def conversation(domain: Domain, **slots: object) -> DialogueStateTracker:
    events = [SlotSet(name, value) for name, value in slots.items()]
    return DialogueStateTracker.from_events("x", events, domain.slots)


def test_what_opens_a_conversation_is_judged(reader: TurnReader, domain: Domain) -> None:
    assert "scope" in parts(reader, "¿qué datos tienen?")[0]
    assert "scope" in parts(reader, "¿qué datos tienen?", conversation(domain))[0]


@pytest.mark.parametrize("slots", [{"aspect": "sharing"}, {"clarified": True}])
def test_what_stands_in_a_conversation_is_not(
    reader: TurnReader, domain: Domain, slots: dict[str, object]
) -> None:
    assert "scope" not in parts(reader, "¿qué datos tienen?", conversation(domain, **slots))[0]


def test_a_message_without_text_is_beyond(reader: TurnReader) -> None:
    assert parts(reader, None)[0]["ranking"][0]["intent"] == "out_of_scope"


@pytest.mark.parametrize(("declined", "leans"), [(True, False), (False, True)])
def test_nothing_leans_on_what_was_declined(
    reader: TurnReader, monkeypatch: pytest.MonkeyPatch, declined: bool, leans: bool
) -> None:
    leant: list[Any] = []

    def lean(part: object, earlier: object) -> object:
        leant.append(part)
        return earlier

    monkeypatch.setattr(turn_reader, "is_beyond", lambda part: declined)
    monkeypatch.setattr(turn_reader, "leant_on", lean)
    parts(reader, "¿qué datos tienen?")
    assert bool(leant) is leans
