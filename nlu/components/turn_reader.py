"""Reads a message: the questions in it, the aspect of each, what each mentions and how it is put.

The result stands on the message twice: as Rasa's ``intent`` and ``intent_ranking`` (of the first
question), which the rules act on, and as ``reading``, which the answering action reads::

    {"parts": [{"text": "con quién la comparten",
                "ranking": [{"intent": "ask_sharing", "confidence": 0.93}, ...],
                "nearest": [{"intent": "ask_sharing", "likeness": 0.81}, ...],
                "mentions": [{"text": "mi IP", "start": 12, "end": 17, "concepts": ["ip_address"],
                              "implied": False, "apart": False, "within": []}],
                "elsewhere": [], "terms": [], "unmentioned": [], "kinds": ["data_category"],
                "cues": ["spread"],
                "facts": [{"fact": "com-resumen", "share": 0.74}, ...],
                "about": [{"concept": "ip_address", "margin": 0.31}, ...],
                "manner": {"yes_no": false, "pronoun": true, ...},
                "after": {"rights": {"intent": "ask_rights", "confidence": 0.71}, ...},
                "stays": {"rights": 0.81, ...},
                "scope": {"beyond": 0.02, "margin": -4.1, ...}}]}

``within`` are the aspects of a question in which a mention counts, if not in all; ``elsewhere`` holds what
counts in other aspects than the one that is asked. A mention that no name says is ``guessed``. ``facts`` are
those that people ask for in such words, ``about`` what such questions are about. ``after`` holds, by the
aspect of a turn before it, what a short turn then surely asks, ``stays`` how probable it is that it is still
about the matter of that turn, where it is. ``scope`` stands on what opens a conversation (see
`nlu.components.opening`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from threadpoolctl import threadpool_limits

from knowledge.content import read_content
from nlu.articles import usage_of
from nlu.aspect_model import VIEWS, AspectModel
from nlu.components.asked_questions import asked_model
from nlu.components.concept_linker import ConceptLinker
from nlu.components.earlier import earlier_in, matters_of, was_asked_back
from nlu.components.learned import Learned, read_learned
from nlu.components.likely import guessed, leant_on, likely
from nlu.components.opening import is_beyond, judged, scope_model
from nlu.components.question_parts import Read, sample_of_message
from nlu.components.reading import Question, questions_of
from nlu.components.turn_examples import AFTER, ASKED_BEFORE, STAYS
from nlu.fingerprint import made_from, policy_to_train
from nlu.staying_model import StayingModel
from nlu.turn_form import Matter
from nlu.turn_model import TurnModel

READING = "reading"
# A turn of more words says by itself what it asks.
_SHORT = 12


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class TurnReader(GraphComponent, IntentClassifier):
    """Classifies each question of a message; needs `ConceptLinker` before it."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must come before this one."""
        return [ConceptLinker]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings of `config.yml`.

        ``strength``: inverse regularisation. ``meaning_share``: the weight of meaning against form.
        ``sure_at``: how probable an intent must be by form for meaning not to be asked.
        ``views``: those that form is judged by.
        ``part_confidence``: how probable an aspect must be for a part of a message to count as a question
        of its own. ``decline_at``: how probable out-of-scope must be to win; ``decline_named_at`` the same
        for a message that names data, ``decline_telling_at`` for one that names what only privacy is about.
        ``lean_at``: how probable what a short turn asks after another must be to be told.
        ``stay_at``: how probable it must be that a short turn is still about what the turn before was about.
        ``guess_at``: how sure it must be that a question is about what no name in it names.
        ``beyond_at``: how probable it must be, by all evidence, that what opens a conversation is beyond
        Clara's matter.
        """
        return {
            "strength": 20.0,
            "meaning_share": 0.4,
            "sure_at": 0.85,
            "views": list(VIEWS),
            "part_confidence": 0.45,
            "decline_at": 0.2,
            "decline_named_at": 0.5,
            "decline_telling_at": 0.65,
            "lean_at": 0.3,
            "stay_at": 0.65,
            "guess_at": 0.0,
            "beyond_at": 0.4,
        }

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        learned: Learned | None = None,
    ):
        self._config, self._storage, self._resource = config, storage, resource
        self._learned = learned or Learned()

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
    ) -> TurnReader:
        """Make an untrained reader (Rasa's interface)."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TurnReader:
        """Make a reader with its trained classifier (Rasa's interface)."""
        with model_storage.read_from(resource) as folder:
            learned = read_learned(folder)
        # A question is too little to share among threads, and other conversations want the other cores.
        threadpool_limits(1, user_api="blas")
        return cls(config, model_storage, resource, learned)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the aspects from the training examples.

        Args:
            training_data: examples, linked, and turns that follow another (see `TurnExamples`).

        Returns:
            Where the classifier is stored.

        Raises:
            ContentError: the policy's content does not hold together.
        """
        examples = [one for one in training_data.intent_examples if one.get(AFTER) is None]
        turns = [one for one in training_data.intent_examples if one.get(AFTER) is not None]
        settings, learned = self._config, self._learned
        learned.usage = usage_of(one.get(TEXT) for one in training_data.intent_examples)
        learned.aspects = AspectModel(
            settings["strength"], settings["meaning_share"], settings["views"], settings["sure_at"]
        ).fit(
            [sample_of_message(example) for example in examples],
            [example.get(INTENT) for example in examples],
        )
        content = read_content(policy=policy_to_train())
        learned.scope = scope_model([*examples, *turns], [question for question, _ in content.questions])
        asked = asked_model(content, [*examples, *turns])
        before = matters_of(training_data.training_examples, asked, settings["guess_at"])
        learned.asked = asked_model(content, [*examples, *turns], before, asked)
        if turns:
            self._learn_turns(turns, [before[turn.get(ASKED_BEFORE)] for turn in turns])
        with self._storage.write_to(self._resource) as folder:
            learned.write(folder)
        return self._resource

    def _learn_turns(self, turns: list[Message], matters: list[Matter]) -> None:
        """What short turns ask after others, and whether they are still about the same."""
        read = [questions[0] for questions in questions_of(turns, self._learned, self._config)]
        self._learned.turns = TurnModel().fit(
            [part for _, part in read],
            [turn.get(AFTER) for turn in turns],
            [turn.get(INTENT) for turn in turns],
            self._meanings(read),
            matters,
        )
        known = [place for place, turn in enumerate(turns) if turn.get(STAYS) is not None]
        if known:
            self._learned.staying = StayingModel().fit(
                [read[place][1] for place in known],
                [turns[place].get(AFTER) for place in known],
                [turns[place].get(STAYS) for place in known],
                [matters[place] for place in known],
            )

    def _meanings(self, read: list[Question]) -> NDArray[np.float32]:
        """Where the meanings of turns lie; those that form was sure of have to be looked for."""
        assert self._learned.aspects is not None
        missing = [part["text"] for one, part in read if one.meaning is None]
        found = iter(self._learned.aspects.placed(missing) if missing else ())
        return np.array([next(found) if one.meaning is None else one.meaning for one, _ in read])

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Set intent, ranking and reading.

        Args:
            messages: linked messages.
            tracker: the conversation that they belong to, if there is one.

        Returns:
            The same messages; one without a known word is out of scope.
        """
        for message in messages:
            if self._learned.aspects is None:
                continue
            parts, earlier = [], earlier_in(tracker)
            answers, [asked] = was_asked_back(tracker), questions_of([message], self._learned, self._config)
            for read, part in asked:
                after = self._after(read, part, earlier.about if earlier else ())
                known = {**part, **after, **likely(self._learned.asked, part, earlier)}
                known = guessed(known, self._config["guess_at"])
                if earlier is None and not answers and self._learned.scope is not None:
                    said = (message.get(TEXT) or "") if len(asked) == 1 else part["text"]
                    known = judged(known, said, self._learned.scope, self._config["beyond_at"])
                parts.append(known)
                if not is_beyond(known):
                    earlier = leant_on(known, earlier)
            ranking = [
                {"name": guess["intent"], "confidence": guess["confidence"]} for guess in parts[0]["ranking"]
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(READING, {"parts": parts}, add_to_output=True)
        return messages

    def _after(self, read: Read, part: dict[str, Any], about: Sequence[str]) -> dict[str, Any]:
        turns, staying = self._learned.turns, self._learned.staying
        if turns is None or part["manner"]["length"] > _SHORT:
            return {"after": {}, "stays": {}}
        asks = {
            before: {"intent": intent, "confidence": round(confidence, 4)}
            for before, (intent, confidence) in turns.after(part, read.meaning, about).items()
            if confidence >= self._config["lean_at"]
        }
        stays = {
            before: round(likely, 2)
            for before, likely in (staying.after(part, about).items() if staying else ())
            if likely >= self._config["stay_at"]
        }
        return {"after": asks, "stays": stays}
