"""A turn without Rasa's detours; what is replaced must still be what it was written for."""

from __future__ import annotations

import hashlib
import inspect
from types import SimpleNamespace
from typing import Any

import pytest
import rasa
from rasa.core.actions.action import Action, ActionListen, RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.graph_components.converters.nlu_message_converter import NLUMessageConverter
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.door import Clara
from bot.embedded import EmbeddedActions
from bot.processing import EmbeddedAction, TurnProcessor


class Recording(EmbeddedActions):
    """An endpoint that keeps the call and answers as told."""

    def __init__(self, result: dict[str, Any]) -> None:
        self.result = result
        self.call: dict[str, Any] = {}

    async def request(self, *_: Any, **kwargs: Any) -> Any:
        self.call = kwargs["json"]
        return self.result


def conversation(turns: int) -> DialogueStateTracker:
    """A conversation in which somebody has said so many things."""
    events = [
        event
        for turn in range(turns)
        for event in (
            UserUttered(f"turn {turn}", {"name": "ask_sharing"}, input_channel="rest"),
            ActionExecuted("action_answer"),
            BotUttered("…"),
            ActionExecuted("action_listen"),
        )
    ]
    return DialogueStateTracker.from_events("someone", [*events, UserUttered("now", input_channel="web")])


async def run(endpoint: EmbeddedActions, tracker: DialogueStateTracker) -> list[Any]:
    action = EmbeddedAction("action_answer", endpoint)
    nlg = TemplatedNaturalLanguageGenerator({})
    return await action.run(CollectingOutputChannel(), nlg, tracker, Domain.empty())


class Unasked:
    """A model that must not be asked; or one that reads as the last part of Rasa's pipeline does."""

    def __init__(self, domain: Domain | None = None) -> None:
        self.domain = domain

    def run(self, inputs: dict[str, Any], targets: list[str]) -> dict[str, Any]:
        assert self.domain is not None, "the model was asked"
        read = NLUMessageConverter().convert_user_message(inputs["__message__"])
        return {targets[0]: RegexMessageHandler().process(read, self.domain)}


@pytest.mark.parametrize(
    "payload",
    ["/ask_sharing", '/ask_sharing{"concept": ["email", "phone"]}', ' /ask_sharing{"concept": "x"} '],
)
def test_a_button_is_understood_as_rasa_understands_it_and_the_model_is_not_asked(payload: str) -> None:
    domain = Domain.from_dict({"intents": ["ask_sharing"], "entities": ["concept"]})
    found: list[dict[str, Any]] = []
    for runner in (Unasked(domain), Unasked(None if payload[0] == "/" else domain)):
        kind = MessageProcessor if not found else TurnProcessor
        processor = kind.__new__(kind)
        processor.domain, processor.graph_runner = domain, runner
        processor.model_metadata = SimpleNamespace(nlu_target="nlu")
        message = UserMessage(payload, sender_id="someone", metadata={"channel": "web"})
        found.append(processor._parse_message_with_graph(message, conversation(0)))
    assert found[0] == found[1]
    assert found[1]["intent"]["name"] == "ask_sharing"


@pytest.mark.parametrize("text", ["/unknown", "/"])
def test_what_only_looks_like_a_button_is_read_as_language(text: str) -> None:
    domain = Domain.from_dict({"intents": ["ask_sharing"]})
    processor = TurnProcessor.__new__(TurnProcessor)
    processor.domain, processor.graph_runner = domain, Unasked()
    processor.model_metadata = SimpleNamespace(nlu_target="nlu")
    with pytest.raises(AssertionError, match="the model was asked"):
        processor._parse_message_with_graph(UserMessage(text, sender_id="someone"), conversation(0))


async def test_an_action_is_told_this_turn_and_no_other() -> None:
    endpoint = Recording({"events": [], "responses": []})
    await run(endpoint, conversation(50))
    assert [event["text"] for event in endpoint.call["tracker"]["events"]] == ["now"]
    assert endpoint.call["tracker"]["latest_message"]["text"] == "now"
    assert endpoint.call["domain"] == {}


async def test_what_it_says_and_remembers_comes_back() -> None:
    buttons = [{"title": "más", "payload": "/ask_more"}]
    told = {"text": "Sí.", "buttons": buttons, "custom": {"answer": {}}}
    slot = {"event": "slot", "name": "aspect", "value": "sharing", "timestamp": None}
    said, remembered = await run(Recording({"events": [slot], "responses": [told]}), conversation(1))
    assert (said.text, said.data["buttons"]) == ("Sí.", buttons)
    assert remembered == SlotSet("aspect", "sharing")


class Uncopied(DialogueStateTracker):
    """A conversation that must not be copied."""

    def copy(self) -> DialogueStateTracker:
        raise AssertionError("it was copied")


async def run_on(tracker: DialogueStateTracker, action: Action) -> bool:
    processor = TurnProcessor.__new__(TurnProcessor)
    processor.domain, processor.max_number_of_predictions = Domain.empty(), 10
    prediction = PolicyPrediction.for_action_name(
        Domain.from_dict({"actions": [action.name()]}), action.name(), "rules"
    )
    nlg = TemplatedNaturalLanguageGenerator({})
    return await processor._run_action(action, tracker, CollectingOutputChannel(), nlg, prediction)


def uncopied() -> Uncopied:
    tracker = Uncopied("someone", [AnySlot("aspect", mappings=[{}], influence_conversation=False)])
    tracker.update(UserUttered("now", {"name": "ask_sharing"}, input_channel="web"))
    return tracker


async def test_an_action_of_this_process_is_run_on_the_conversation_itself() -> None:
    slot = {"event": "slot", "name": "aspect", "value": "sharing", "timestamp": None}
    tracker = uncopied()
    endpoint = Recording({"events": [slot], "responses": [{"text": "Sí."}]})
    assert await run_on(tracker, EmbeddedAction("action_answer", endpoint))
    assert tracker.get_slot("aspect") == "sharing"
    assert [type(event).__name__ for event in tracker.events][-3:] == [
        "ActionExecuted",
        "BotUttered",
        "SlotSet",
    ]
    assert not await run_on(tracker, ActionListen())
    assert tracker.latest_action_name == "action_listen"


async def test_what_goes_wrong_in_an_action_of_this_process_is_told_to_the_channel() -> None:
    class Broken(Recording):
        async def request(self, *_: Any, **kwargs: Any) -> Any:
            raise RuntimeError("broken")

    tracker = uncopied()
    with pytest.raises(RuntimeError, match="broken"):
        await run_on(tracker, EmbeddedAction("action_answer", Broken({})))
    assert [type(event).__name__ for event in tracker.events][-1] == "UserUttered"


def test_what_is_replaced_is_as_it_was_when_it_was_replaced() -> None:
    """Fails when Rasa changes: then read its methods anew and put `bot/processing.py` right."""
    assert rasa.__version__ == "3.6.21"
    source = inspect.getsource(RemoteAction.run)
    assert "self._validate_action_result(response)" in source
    assert "validate(result, self.action_response_format_spec())" in inspect.getsource(
        RemoteAction._validate_action_result
    )
    assert set(inspect.signature(MessageProcessor.__init__).parameters) - {"self"} == {
        "model_path",
        "tracker_store",
        "lock_store",
        "generator",
        "action_endpoint",
        "max_number_of_predictions",
        "on_circuit_break",
        "http_interpreter",
    }
    assert "ModelMetadata.from_dict(serialized_metadata)" in inspect.getsource(
        LocalModelStorage._load_metadata
    )
    assert "self.processor = MessageProcessor(" in inspect.getsource(Agent.load_model)
    replaced = {
        "_log_action_on_tracker": "d973d12a6d0a3623",
        "_run_action": "6d383d0179ef1187",
        "_check_for_unseen_features": "286ab49de966bc0e",
    }
    for name, known in replaced.items():
        source = inspect.getsource(getattr(MessageProcessor, name))
        assert hashlib.sha256(source.encode()).hexdigest()[:16] == known, name
    assert issubclass(TurnProcessor, MessageProcessor)
    assert Clara.load_model is not Agent.load_model
