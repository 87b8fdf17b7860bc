"""Finds where a person says to live, and takes those words out of the message.

The classifier then reads the question alone: a country in it would speak for "¿a qué países van mis datos?".
"""

from __future__ import annotations

from dataclasses import asdict

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.addressing import unaddressed
from nlu.cleaning import cleaned
from nlu.components.from_vocabulary import FromVocabulary
from nlu.denials import undenied
from nlu.residence import ResidenceReader
from nlu.vocabulary import Vocabulary

RESIDENCE = "residence"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=True)
class ResidenceFinder(FromVocabulary):
    """Notes on each message what it says of a country; comes first. The tracker keeps what was typed."""

    def use(self, vocabulary: Vocabulary) -> None:
        """Find these places from now on."""
        self._reader = ResidenceReader(vocabulary.places)

    @staticmethod
    def part_of(vocabulary: Vocabulary) -> Vocabulary:
        """The places."""
        return Vocabulary(places=vocabulary.places)

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
            found = self._reader.read(undenied(unaddressed(cleaned(text)))) if text else None
            if found is None:
                continue
            message.set(RESIDENCE, asdict(found), add_to_output=True)
            if found.rest:
                message.set(TEXT, found.rest, add_to_output=True)
        return messages
