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
                "stays": {"rights": 0.81, ...}}]}

``within`` are the aspects of a question in which a mention counts, if not in all; ``elsewhere`` holds what
counts in other aspects than the one that is asked. A mention that no name says is ``guessed``. ``facts`` are
those that people ask for in such words, ``about`` what such questions are about. ``after`` holds, by the
aspect of a turn before it, what a short turn then surely asks, ``stays`` how probable it is that it is still
about the matter of that turn, where it is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import joblib
import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from threadpoolctl import threadpool_limits

from nlu.articles import Usage, usage_of
from nlu.asked_model import AskedModel
from nlu.aspect_model import VIEWS, AspectModel, Judgement, Sample
from nlu.components.asked_questions import asked_model
from nlu.components.concept_linker import CONCEPT, ConceptLinker
from nlu.components.earlier import earlier_in, matters_of
from nlu.components.likely import guessed, leant_on, likely
from nlu.components.question_parts import (
    Clitics,
    Ranking,
    Read,
    as_part,
    beside_news,
    meant,
    names_data,
    sample_of,
    sample_of_message,
    within,
)
from nlu.components.rankings import beyond_manners, in_plain_words
from nlu.components.scope import cautious
from nlu.components.turn_examples import AFTER, ASKED_BEFORE, STAYS
from nlu.components.what_is_asked import chosen_of, in_need, point_of
from nlu.danger import speaks_of_danger
from nlu.fingerprint import made_from
from nlu.framing import unframed, unframed_parts
from nlu.meaning import found_before
from nlu.splitting import Span, is_whole, split, windows
from nlu.staying_model import StayingModel
from nlu.turn_model import TurnModel

READING = "reading"
_FILE, _TURNS_FILE, _STAYING_FILE = "aspects.joblib", "turns.joblib", "staying.joblib"
_ASKED_FILE, _USAGE_FILE = "asked.joblib", "usage.json"
# A turn of more words says by itself what it asks.
_SHORT = 12
# One of more words than this is a story: only a stretch of it asks anything.
_STORY = 45
_OUT_OF_SCOPE = "out_of_scope"
_CRISIS = "crisis"


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
        }

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: AspectModel | None = None,
        turns: TurnModel | None = None,
        staying: StayingModel | None = None,
        asked: AskedModel | None = None,
        usage: Usage | None = None,
    ):
        self._config, self._storage, self._resource = config, storage, resource
        self._model, self._turns, self._asked = model, turns, asked or AskedModel()
        self._staying, self._usage = staying, usage or Usage()

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
            files = (_FILE, _TURNS_FILE, _STAYING_FILE, _ASKED_FILE)
            model, turns, staying, asked = (joblib.load(folder / name) for name in files)
            used = json.loads((folder / _USAGE_FILE).read_text("utf-8"))
            usage = Usage(**{kind: frozenset(listed) for kind, listed in used.items()})
        # A question is too little to share among threads, and other conversations want the other cores.
        threadpool_limits(1, user_api="blas")
        return cls(config, model_storage, resource, model, turns, staying, asked, usage)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the aspects from the training examples.

        Args:
            training_data: examples, linked, and turns that follow another (see `TurnExamples`).

        Returns:
            Where the classifier is stored.
        """
        examples = [one for one in training_data.intent_examples if one.get(AFTER) is None]
        turns = [one for one in training_data.intent_examples if one.get(AFTER) is not None]
        settings = self._config
        self._usage = usage_of(one.get(TEXT) for one in training_data.intent_examples)
        self._model = AspectModel(
            settings["strength"], settings["meaning_share"], settings["views"], settings["sure_at"]
        ).fit(
            [sample_of_message(example) for example in examples],
            [example.get(INTENT) for example in examples],
        )
        self._asked = asked_model([*examples, *turns])
        before = matters_of(training_data.training_examples, self._asked, settings["guess_at"])
        self._asked = asked_model([*examples, *turns], before, self._asked)
        matters = [before[turn.get(ASKED_BEFORE)] for turn in turns]
        with found_before([turn.get(TEXT) for turn in turns]):
            read = [self._read(turn)[0] for turn in turns]
            placed = self._meanings(read)
        self._turns = TurnModel().fit(
            [part for _, part in read],
            [turn.get(AFTER) for turn in turns],
            [turn.get(INTENT) for turn in turns],
            placed,
            matters,
        )
        known = [place for place, turn in enumerate(turns) if turn.get(STAYS) is not None]
        if known:
            self._staying = StayingModel().fit(
                [read[place][1] for place in known],
                [turns[place].get(AFTER) for place in known],
                [turns[place].get(STAYS) for place in known],
                [matters[place] for place in known],
            )
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model, folder / _FILE)
            joblib.dump(self._turns, folder / _TURNS_FILE)
            joblib.dump(self._staying, folder / _STAYING_FILE)
            joblib.dump(self._asked, folder / _ASKED_FILE)
            used = {kind: sorted(listed) for kind, listed in asdict(self._usage).items()}
            (folder / _USAGE_FILE).write_text(json.dumps(used), "utf-8")
        return self._resource

    def _meanings(self, read: list[tuple[Read, dict[str, Any]]]) -> NDArray[np.float32]:
        """Where the meanings of turns lie; those that form was sure of have to be looked for."""
        assert self._model is not None
        missing = [part["text"] for one, part in read if one.meaning is None]
        found = iter(self._model.placed(missing) if missing else ())
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
            if self._model is None:
                continue
            parts, earlier = [], earlier_in(tracker)
            for read, part in self._read(message):
                after = self._after(read, part, earlier.about if earlier else ())
                known = {**part, **after, **likely(self._asked, part, earlier)}
                parts.append(guessed(known, self._config["guess_at"]))
                earlier = leant_on(parts[-1], earlier)
            ranking = [
                {"name": guess["intent"], "confidence": guess["confidence"]} for guess in parts[0]["ranking"]
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(READING, {"parts": parts}, add_to_output=True)
        return messages

    def _after(self, read: Read, part: dict[str, Any], about: Sequence[str]) -> dict[str, Any]:
        if self._turns is None or part["manner"]["length"] > _SHORT:
            return {"after": {}, "stays": {}}
        asks = {
            before: {"intent": intent, "confidence": round(confidence, 4)}
            for before, (intent, confidence) in self._turns.after(part, read.meaning, about).items()
            if confidence >= self._config["lean_at"]
        }
        stays = {
            before: round(likely, 2)
            for before, likely in (self._staying.after(part, about).items() if self._staying else ())
            if likely >= self._config["stay_at"]
        }
        return {"after": asks, "stays": stays}

    def _read(self, message: Message) -> list[tuple[Read, dict[str, Any]]]:
        """The questions of a message, each as it was read and as the action reads it."""
        assert self._model is not None
        text = message.get(TEXT) or ""
        entities, clitics = beside_news(message.get(ENTITIES, []), text), Clitics(message, self._usage)
        named_until = max((e["end"] for e in entities if e["entity"] == CONCEPT), default=0)
        parts = split(text)
        spans = unframed_parts(parts, text, named_until)
        whole = unframed(Span(text.strip(), 0, len(text)), named_until)
        if speaks_of_danger(text):
            return [_alone(Read(whole, ((_CRISIS, 1.0),), ()), text, clitics)]
        if not entities and not self._model.knows(text):
            return [_alone(Read(whole, ((_OUT_OF_SCOPE, 1.0),), ()), text, clitics)]
        story = len(text.split()) > _STORY
        candidates = [whole, *(windows(text) if story else () if is_whole(parts, text) else spans)]
        samples = [sample_of(span, text, entities) for span in candidates]
        # Of many stretches of a story, some look like anything by chance.
        judgements = self._model.judge(samples, thorough=story)
        reads = [
            Read(
                span,
                self._ranking(judged, sample, span, text),
                judged.nearest,
                names_data(sample),
                judged.meaning,
            )
            for span, sample, judged in zip(candidates, samples, judgements, strict=True)
        ]
        sure_at = self._config["part_confidence"]
        chosen = in_need(reads) or (point_of(reads, sure_at) if story else chosen_of(reads, text, sure_at))
        if len(chosen) == 1 and not story:
            [one] = chosen
            return [(one, as_part(one, text, meant(entities, one.span, text, clitics), clitics))]
        return [(read, as_part(read, text, within(entities, read.span), clitics)) for read in chosen]

    def _ranking(self, judged: Judgement, sample: Sample, span: Span, text: str) -> Ranking:
        asks = beyond_manners(cautious(judged.ranking, sample, self._config), span, asks="?" in text)
        return in_plain_words(asks, span, text)


def _alone(read: Read, text: str, clitics: Clitics) -> tuple[Read, dict[str, Any]]:
    """What names nothing that counts."""
    return read, as_part(read, text, [], clitics)
