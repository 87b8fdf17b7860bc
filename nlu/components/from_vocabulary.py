"""What components that work by the knowledge base's names have in common."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.training_data import TrainingData
from typing_extensions import Self

from knowledge.content import read_content
from nlu.fingerprint import made_from, policy_to_train
from nlu.vocabulary import Vocabulary

_FILE = "vocabulary.json"


class FromVocabulary(GraphComponent):
    """A component that training gives the names that the content holds.

    The model carries them, so that what a running bot understands does not depend on files that may have
    changed since. A subclass says what of the vocabulary it needs (`part_of`), and uses it (`use`).
    """

    def __init__(self, vocabulary: Vocabulary, storage: ModelStorage, resource: Resource):
        self._storage, self._resource = storage, resource
        self.use(vocabulary)

    @abstractmethod
    def use(self, vocabulary: Vocabulary) -> None:
        """Work by these names from now on."""

    @staticmethod
    def part_of(vocabulary: Vocabulary) -> Vocabulary:
        """What of the content's vocabulary the component stores: all of it, unless a subclass says less."""
        return vocabulary

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
    ) -> Self:
        """Make a component that knows no name yet (Rasa's interface)."""
        return cls(Vocabulary(), model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """Make a component with the names that training stored (Rasa's interface)."""
        with model_storage.read_from(resource) as folder:
            vocabulary = Vocabulary.parse((folder / _FILE).read_text(encoding="utf-8"))
        return cls(vocabulary, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Store the content's names in the model.

        Args:
            training_data: not used: names are not learned from examples.

        Returns:
            Where they are stored.

        Raises:
            ContentError: the knowledge base's content is wrong.
        """
        vocabulary = self.part_of(Vocabulary.of(read_content(policy=policy_to_train())))
        with self._storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(vocabulary.dump(), encoding="utf-8")
        self.use(vocabulary)
        return self._resource
