"""Finds where a person says to live, and takes those words out of the message.

The classifier then reads the question alone: a country in it would speak for "¿a qué países van mis datos?".
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.content import read_content
from nlu.cleaning import cleaned
from nlu.fingerprint import made_from
from nlu.residence import ResidenceReader
from nlu.vocabulary import Vocabulary

RESIDENCE = "residence"
_FILE = "places.json"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=True)
class ResidenceFinder(GraphComponent):
    """Notes on each message what it says of a country; comes first. The tracker keeps what was typed."""

    def __init__(self, vocabulary: Vocabulary, storage: ModelStorage, resource: Resource):
        self._storage, self._resource = storage, resource
        self._reader = ResidenceReader(vocabulary.places)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """What Rasa's cache must know besides the examples (Rasa's interface)."""
        return made_from()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ResidenceFinder:
        """Make a finder that knows no place yet (Rasa's interface)."""
        return cls(Vocabulary(), model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ResidenceFinder:
        """Make a finder with the places that training stored (Rasa's interface)."""
        with model_storage.read_from(resource) as folder:
            vocabulary = Vocabulary.parse((folder / _FILE).read_text(encoding="utf-8"))
        return cls(vocabulary, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Store the places that the content names.

        Args:
            training_data: not used: places are not learned from examples.

        Returns:
            Where they are stored.

        Raises:
            ContentError: the content is wrong.
        """
        places = Vocabulary(places=Vocabulary.of(read_content()).places)
        with self._storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(places.dump(), encoding="utf-8")
        self._reader = ResidenceReader(places.places)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Take residences out of the examples too, so that they read like questions."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Note each message's residence, and leave its other words as its text.

        Args:
            messages: messages as they were typed.

        Returns:
            The same messages; one that says nothing else keeps its text.
        """
        for message in messages:
            text = message.get(TEXT)
            found = self._reader.read(cleaned(text)) if text else None
            if found is None:
                continue
            message.set(RESIDENCE, asdict(found), add_to_output=True)
            if found.rest and not found.declined:
                message.set(TEXT, found.rest, add_to_output=True)
        return messages
