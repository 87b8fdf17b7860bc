"""Rasa's message processor without what a turn of Clara's does not need.

Written for Rasa 3.6.21; `tests/bot/test_processing.py` fails when what is replaced here changes.

- The answering action is in this process, so that its result is not checked against the schema of an action
  server's answer: `jsonschema.validate` checks that schema itself at every call, half the time of a turn.
- The action is given the turn, not all turns of the conversation and not the domain: slots carry the rest.
- Sessions never expire: one begins with the first message, and nothing is looked for then.
- Nor is a copy of the conversation made for it, or for listening, and no empty domain to compare ours with.
- A pressed button says its intent: nothing in it is read as language.
- The model is loaded without the plan of its training, which imports TensorFlow and all of Rasa's components.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rasa
from rasa.core.actions.action import Action, ActionListen, RemoteAction
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine.graph import GraphSchema
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata
from rasa.graph_components.converters.nlu_message_converter import NLUMessageConverter
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecutionRejected, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.utils.io import read_json_file
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from bot.embedded import EmbeddedActions
from bot.events import events_of
from bot.graph import PlannedGraphRunner


@dataclass(frozen=True)
class LoadedModel(os.PathLike[str]):
    """A model in memory, which takes its file's place wherever one is asked for.

    Args:
        file: the file that it was loaded from.
        metadata: what Rasa knows of it.
        runner: runs its graph.
    """

    file: Path
    metadata: ModelMetadata
    runner: PlannedGraphRunner

    @classmethod
    def of(cls, file: Path) -> LoadedModel:
        """Unpack and load a model.

        Args:
            file: as training made it.
        """
        with TempDirectoryPath(get_temp_dir_name()) as folder:
            metadata, runner = load_predict_graph_runner(Path(folder), file, ServedModel, PlannedGraphRunner)
        assert isinstance(runner, PlannedGraphRunner)
        return cls(file, metadata, runner)

    def __fspath__(self) -> str:
        """Where its file is."""
        return str(self.file)


class TurnProcessor(MessageProcessor):
    """Takes a turn as Rasa does, with actions of this process called directly."""

    @staticmethod
    def _load_model(model_path: str | os.PathLike[str]) -> tuple[str, ModelMetadata, Any]:
        """Load a model that is not loaded yet (Rasa's interface)."""
        model = model_path if isinstance(model_path, LoadedModel) else LoadedModel.of(Path(model_path))
        return model.file.name, model.metadata, model.runner

    def _parse_message_with_graph(
        self, message: UserMessage, tracker: DialogueStateTracker, only_output_properties: bool = True
    ) -> dict[str, Any]:
        """Understand a message (Rasa's interface); a button's payload as the pipeline's last part does."""
        if (message.text or "").startswith(INTENT_MESSAGE_PREFIX):
            read = NLUMessageConverter().convert_user_message([message])
            [unpacked] = RegexMessageHandler().process(read, self.domain)
            if unpacked is not read[0]:
                found: dict[str, Any] = unpacked.as_dict(only_output_properties=only_output_properties)
                return found
        return dict(super()._parse_message_with_graph(message, tracker, only_output_properties))

    def predict_next_with_tracker_if_should(
        self, tracker: DialogueStateTracker
    ) -> tuple[Action, PolicyPrediction]:
        """Choose the next action (Rasa's interface)."""
        action, prediction = super().predict_next_with_tracker_if_should(tracker)
        if isinstance(action, RemoteAction) and isinstance(self.action_endpoint, EmbeddedActions):
            action = EmbeddedAction(action.name(), self.action_endpoint)
        return action, prediction

    async def _update_tracker_session(
        self,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        metadata: dict[str, Any] | None = None,
    ) -> None:
        """Begin a conversation's session, if it is new (Rasa's interface)."""
        if not tracker.events or self.domain.session_config.session_expiration_time:
            await super()._update_tracker_session(tracker, output_channel, metadata)

    def _check_for_unseen_features(self, parse_data: dict[str, Any]) -> None:
        """Nothing (Rasa warns of intents that the domain lacks); `tests/nlu/test_examples.py` does."""

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        """Run an action (Rasa's interface).

        Those of this process, and listening, leave the conversation as it is: they need no copy of it to be
        run on. What goes wrong in one is the channel's to tell, and the turn is not stored.
        """
        if not isinstance(action, EmbeddedAction | ActionListen):
            return bool(await super()._run_action(action, tracker, output_channel, nlg, prediction))
        events = await action.run(output_channel, nlg, tracker, self.domain)
        self._log_action_on_tracker(tracker, action, events, prediction)
        await self.execute_side_effects(events, tracker, output_channel)
        return bool(self.should_predict_another_action(action.name()))

    def _log_action_on_tracker(
        self,
        tracker: DialogueStateTracker,
        action: Action,
        events: list[Event] | None,
        prediction: PolicyPrediction,
    ) -> None:
        """Note what an action did (Rasa's, without its copies of all events for a log that nobody reads)."""
        happened = events or []
        if not any(isinstance(event, ActionExecutionRejected) for event in happened):
            tracker.update_with_events(prediction.events, self.domain)
            tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(happened, self.domain)


class EmbeddedAction(RemoteAction):
    """An action of this process."""

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        """Run it (Rasa's interface)."""
        result = await self.action_endpoint.request(json=self._action_call_format(tracker, domain))
        said = await self._utter_responses(result["responses"], output_channel, nlg, tracker)
        return [*said, *events_of(result["events"])]

    def _action_call_format(self, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        state = tracker.current_state(EventVerbosity.NONE)
        heard = next((one for one in reversed(tracker.events) if isinstance(one, UserUttered)), None)
        # Where the message came from is read from its event.
        state["events"] = [heard.as_dict()] if heard else []
        return {
            "next_action": self.name(),
            "sender_id": tracker.sender_id,
            "tracker": state,
            "version": rasa.__version__,
            "domain": {},
        }


class ServedModel(LocalModelStorage):
    """A stored model, of which only what answers is read."""

    @staticmethod
    def _load_metadata(directory: Path) -> ModelMetadata:
        raw = read_json_file(directory / "metadata.json")
        raw["train_schema"] = GraphSchema({}).as_dict()
        return ModelMetadata.from_dict(raw)
