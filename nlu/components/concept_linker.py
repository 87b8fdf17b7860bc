"""Links what a question mentions to the knowledge base's concepts."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import SPACY_DOCS
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.words import fold
from nlu.articles import part_of_speech_after
from nlu.components.from_vocabulary import FromVocabulary
from nlu.matching import ConceptMatcher, Match, tokens_of
from nlu.tagging import tagged
from nlu.vocabulary import Vocabulary

CONCEPT = "concept"
TERM = "term"
UNMENTIONED = "unmentioned"
WITHIN = "within"
TELLING = "telling"


# To Rasa a featurizer: only those see the training examples too, and the classifier learns from links.
@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=True)
class ConceptLinker(FromVocabulary, EntityExtractorMixin):
    """Finds concepts, terms and unmentioned matters (entities of these names) by the content's names."""

    def use(self, vocabulary: Vocabulary) -> None:
        """Link these names from now on."""
        # Apart, so that a name that counts in some aspects never takes the words of one that always does.
        self._concepts = ConceptMatcher(name for name in vocabulary.concepts if not name.within)
        self._implied = ConceptMatcher(name for name in vocabulary.concepts if name.within)
        self._terms = ConceptMatcher(vocabulary.terms)
        self._unmentioned = ConceptMatcher(vocabulary.unmentioned)
        self._kinds = dict(vocabulary.kinds)
        self._telling = frozenset(vocabulary.telling)

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
        words = tokens_of(text)

        def part_of_speech(start: int) -> str | None:
            told = part_of_speech_after(
                [fold(text[one.start : one.end]) for one in words if one.end <= start]
            )
            if told is not None or doc is None:
                return told
            return next((token.pos_ for token in tagged(doc) if token.idx == start), None)

        concepts = [*self._concepts.find(words, part_of_speech), *self._implied.find(words, part_of_speech)]
        terms = self._terms.find(words, part_of_speech)
        unmentioned = self._unmentioned.find(words, part_of_speech)
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
