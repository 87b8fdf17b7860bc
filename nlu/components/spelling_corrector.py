"""Puts misspelt words right before anything else reads them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.choice import chosen_policy
from knowledge.content import read_content
from knowledge.words import fold, words
from nlu.addressing import unaddressed
from nlu.cleaning import cleaned
from nlu.denials import undenied
from nlu.fingerprint import made_from, policy_to_train
from nlu.lexicon import common_words, spanish_words
from nlu.persons import of_oneself
from nlu.service import as_trained
from nlu.shorthand import written_out
from nlu.spelling import Speller
from nlu.vocabulary import Vocabulary
from nlu.vosotros import as_ustedes

CORRECTIONS = "corrections"
_FILE = "words.json"
_SHORTEST_OF_NAMES = 4
# The examples misspell too. A word of theirs is a target when it is Spanish and more than one of them has
# it, or when so many have it that it is nobody's slip ("tiktok").
_EXAMPLES_SPANISH, _EXAMPLES_FOREIGN = 2, 4


# To Rasa a featurizer: only those see the training examples too, which must be spelt like the questions.
@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=True)
class SpellingCorrector(GraphComponent):
    """Corrects a message's text; the tracker keeps what was typed. Comes before spaCy."""

    def __init__(self, known: dict[str, int], storage: ModelStorage, resource: Resource):
        self._storage, self._resource = storage, resource
        self._use(known)

    def _use(self, known: dict[str, int]) -> None:
        self._speller = Speller(known, spanish_words(), common_words())

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
    ) -> SpellingCorrector:
        """Make an untrained corrector (Rasa's interface)."""
        return cls({}, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SpellingCorrector:
        """Make a corrector with the words that training stored (Rasa's interface)."""
        with model_storage.read_from(resource) as folder:
            known = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return cls(known, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn which words people use here, from the examples and the knowledge base's names.

        Args:
            training_data: the examples.

        Returns:
            Where the words are stored.

        Raises:
            ContentError: the knowledge base's content is wrong.
        """
        texts = [example.get(TEXT) for example in training_data.intent_examples]
        known = known_words(texts, Vocabulary.of(read_content(policy=policy_to_train())))
        with self._storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
        self._use(known)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Correct the training examples too."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Replace each message's text by what was meant, and note what was changed.

        Args:
            messages: messages as they were typed.

        Returns:
            The same messages.
        """
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            corrected = self._speller.corrected(
                as_trained(as_ustedes(undenied(unaddressed(cleaned(text)))), chosen_policy())
            )
            meant = of_oneself(written_out(corrected.text))
            if meant != text:
                message.set(TEXT, meant, add_to_output=True)
            if corrected.corrections:
                changes = [asdict(one) for one in corrected.corrections]
                message.set(CORRECTIONS, changes, add_to_output=True)
        return messages


def known_words(texts: list[str], vocabulary: Vocabulary) -> dict[str, int]:
    """The words that corrections lead to.

    Args:
        texts: training examples.
        vocabulary: the knowledge base's names.

    Returns:
        Words in lower case, as they are rightly spelt, and how often they are used.
    """
    spanish = spanish_words()
    counted = Counter(word.lower() for text in texts for word in set(words(text)))
    known = Counter(
        {
            word: uses
            for word, uses in counted.items()
            if uses >= (_EXAMPLES_SPANISH if fold(word) in spanish else _EXAMPLES_FOREIGN)
        }
    )
    for name in (*vocabulary.concepts, *vocabulary.terms):
        named = [word.lower() for word in words(name.text) if len(word) >= _SHORTEST_OF_NAMES]
        known.update(named)
    return dict(known)
