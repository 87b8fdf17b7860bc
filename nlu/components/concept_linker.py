"""Links what a question mentions to the knowledge base's concepts."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import SPACY_DOCS
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.content import read_content
from nlu.fingerprint import made_from, policy_to_train
from nlu.matching import ConceptMatcher, Match
from nlu.vocabulary import Vocabulary

CONCEPT = "concept"
TERM = "term"
UNMENTIONED = "unmentioned"
WITHIN = "within"
TELLING = "telling"
_FILE = "vocabulary.json"


# To Rasa a featurizer: only those see the training examples too, and the classifier learns from links.
@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=True)
class ConceptLinker(GraphComponent, EntityExtractorMixin):
    """Finds concepts, terms and unmentioned matters (entities of these names) by the knowledge base's names.

    Training reads the aliases from the content; the model carries them, so that what a running
    bot understands does not depend on files that may have changed since.
    """

    def __init__(self, vocabulary: Vocabulary, storage: ModelStorage, resource: Resource):
        self._storage, self._resource = storage, resource
        self._use(vocabulary)

    def _use(self, vocabulary: Vocabulary) -> None:
        # Apart, so that a name that counts in some aspects never takes the words of one that always does.
        self._concepts = ConceptMatcher(name for name in vocabulary.concepts if not name.within)
        self._implied = ConceptMatcher(name for name in vocabulary.concepts if name.within)
        self._terms = ConceptMatcher(vocabulary.terms)
        self._unmentioned = ConceptMatcher(vocabulary.unmentioned)
        self._kinds = dict(vocabulary.kinds)
        self._telling = frozenset(vocabulary.telling)

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
    ) -> ConceptLinker:
        """Make an untrained linker (Rasa's interface)."""
        return cls(Vocabulary(), model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ConceptLinker:
        """Make a linker with the vocabulary that training stored (Rasa's interface)."""
        with model_storage.read_from(resource) as folder:
            vocabulary = Vocabulary.parse((folder / _FILE).read_text(encoding="utf-8"))
        return cls(vocabulary, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Store the knowledge base's vocabulary in the model.

        Args:
            training_data: not used: concepts are not learned from examples.

        Returns:
            Where the vocabulary is stored.

        Raises:
            ContentError: the knowledge base's content is wrong.
        """
        vocabulary = Vocabulary.of(read_content(policy=policy_to_train()))
        with self._storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(vocabulary.dump(), encoding="utf-8")
        self._use(vocabulary)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Link the training examples too: the classifier learns from what they mention."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what each message mentions to its entities.

        Args:
            messages: messages; a spaCy doc on them sharpens the matching.

        Returns:
            The same messages.
        """
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            found = message.get(ENTITIES, []) + self._entities(text, message)
            message.set(ENTITIES, found, add_to_output=True)
        return messages

    def _entities(self, text: str, message: Message) -> list[dict[str, Any]]:
        doc = message.get(SPACY_DOCS[TEXT])
        at = {token.idx: token for token in doc} if doc is not None else {}

        def part_of_speech(start: int) -> str | None:
            return at[start].pos_ if start in at else None

        def lemma(start: int) -> str | None:
            return at[start].lemma_ if start in at else None

        concepts = [
            *self._concepts.find(text, part_of_speech, lemma),
            *self._implied.find(text, part_of_speech, lemma),
        ]
        terms = self._terms.find(text, part_of_speech, lemma)
        unmentioned = self._unmentioned.find(text, part_of_speech, lemma)
        return [
            *(
                {
                    **self._entity(CONCEPT, m),
                    "kind": self._kinds[m.target],
                    WITHIN: list(m.within),
                    TELLING: m.target in self._telling,
                }
                for m in concepts
            ),
            *(self._entity(TERM, match) for match in terms),
            *(self._entity(UNMENTIONED, match) for match in unmentioned),
        ]

    def _entity(self, entity: str, match: Match) -> dict[str, Any]:
        return {
            "entity": entity,
            "value": match.target,
            "start": match.start,
            "end": match.end,
            "extractor": type(self).__name__,
        }
