"""spaCy without the parts that nobody here uses, tagging what somebody asks for."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import DENSE_FEATURIZABLE_ATTRIBUTES
from rasa.nlu.utils.spacy_utils import SpacyModel, SpacyNLP
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.tagging import tokenized

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_UNUSED = ("ner",)


@DefaultV1Recipe.register(
    [
        DefaultV1Recipe.ComponentType.MODEL_LOADER,
        DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER,
    ],
    is_trainable=False,
    model_from="SpanishNLP",
)
class SpanishNLP(SpacyNLP):
    """Rasa's `SpacyNLP`, which leaves the parser out already, without the named-entity recogniser too.

    Messages get tokens; see `nlu.tagging` for the rest.
    """

    @staticmethod
    def load_model(spacy_model_name: str) -> SpacyModel:
        """Load a spaCy model (Rasa's interface).

        Args:
            spacy_model_name: the package's name.

        Returns:
            The model.

        Raises:
            rasa.nlu.model.InvalidModelError: there is no such model, or it does not fit this spaCy.
        """
        return _loaded(spacy_model_name)

    def _doc_for_text(self, model: Language, text: str) -> Doc:
        return tokenized(model, self._preprocess_text(text))

    def _docs_for_training_data(self, model: Language, training_data: TrainingData) -> dict[str, list[Any]]:
        return {
            attribute: [
                tokenized(model, self._get_text(example, attribute))
                for example in training_data.training_examples
            ]
            for attribute in DENSE_FEATURIZABLE_ATTRIBUTES
        }


@functools.lru_cache(maxsize=1)
def _loaded(spacy_model_name: str) -> SpacyModel:
    """Once: the part of Rasa's graph that gives the model and the part that reads with it both load it."""
    loaded = SpacyNLP.load_model(spacy_model_name)
    for pipe in _UNUSED:
        loaded.model.disable_pipe(pipe)
    return loaded
