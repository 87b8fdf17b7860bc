"""Reads a message: the questions in it, the aspect of each, what each mentions and how it is put.

The result stands on the message twice: as Rasa's ``intent`` and ``intent_ranking`` (of the first
question), which the rules act on, and as ``reading``, which the answering action reads::

    {"parts": [{"text": "con quién la comparten",
                "ranking": [{"intent": "ask_sharing", "confidence": 0.93}, ...],
                "nearest": [{"intent": "ask_sharing", "likeness": 0.81}, ...],
                "mentions": [{"text": "mi IP", "start": 12, "end": 17, "concepts": ["ip_address"],
                              "implied": False, "apart": False}],
                "terms": [], "unmentioned": [], "cues": ["spread"],
                "manner": {"yes_no": false, "pronoun": true, ...}}]}
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import SPACY_DOCS
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from threadpoolctl import threadpool_limits

from nlu.aspect_model import VIEWS, AspectModel, Judgement, Mentioned, Sample
from nlu.components.concept_linker import CONCEPT, TELLING, TERM, UNMENTIONED, WITHIN, ConceptLinker
from nlu.cues import cues_in
from nlu.danger import speaks_of_danger
from nlu.fingerprint import made_from
from nlu.manner import Manner, manner_of, sets_apart
from nlu.splitting import Span, is_whole, split, windows

READING = "reading"
_FILE = "aspects.joblib"
_RANKED = 5
_PREFIX = "ask_"
# Of a message of more words than this, the one clear question in it is what counts.
_LONG_STORY = 18
# One of more words than this is a story: only a stretch of it asks anything.
_STORY = 45
_OUT_OF_SCOPE = "out_of_scope"
_CRISIS = "crisis"
_SMALL_TALK = {"greet", "goodbye", "thank", "affirm", "deny", "complaint"}
# From how many words on a message may be more than small talk; how probable small talk must be to be
# plain, and how probable something else to be heard.
_SAYS_MORE, _PLAINLY, _MAYBE = 3, 0.6, 0.12
# Help offered to somebody who does not need it costs little; help not offered may cost a life.
_NEED = 0.4
# Kinds of concepts whose mention makes a privacy question likely.
# What a question can be about by itself.
_MATTERS = {"data_category", "topic"}
_PRIVATE = {"data_category", "recipient", "right", "legal_basis", "topic"}
Ranking = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Read:
    """A stretch of a message: its possible intents, best first, the nearest examples; if it names data."""

    span: Span
    ranking: Ranking
    nearest: Ranking
    names_data: bool = False

    @property
    def intent(self) -> str:
        """The most probable intent."""
        return self.ranking[0][0]

    @property
    def confidence(self) -> float:
        """The probability of the most probable intent."""
        return self.ranking[0][1]


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
        ``views``: those that form is judged by.
        ``part_confidence``: how probable an aspect must be for a part of a message to count as a question
        of its own. ``decline_at``: how probable out-of-scope must be to win; ``decline_named_at`` the same
        for a message that names data, ``decline_telling_at`` for one that names what only privacy is about.
        """
        return {
            "strength": 20.0,
            "meaning_share": 0.4,
            "views": list(VIEWS),
            "part_confidence": 0.45,
            "decline_at": 0.25,
            "decline_named_at": 0.6,
            "decline_telling_at": 0.75,
        }

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: AspectModel | None = None,
    ):
        self._config, self._storage, self._resource = config, storage, resource
        self._model = model

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
            model = joblib.load(folder / _FILE)
        # A question is too little to share among threads, and other conversations want the other cores.
        threadpool_limits(1, user_api="blas")
        return cls(config, model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the aspects from the training examples.

        Args:
            training_data: examples, linked.

        Returns:
            Where the classifier is stored.
        """
        examples = training_data.intent_examples
        settings = self._config
        self._model = AspectModel(settings["strength"], settings["meaning_share"], settings["views"]).fit(
            [_sample(example) for example in examples],
            [example.get(INTENT) for example in examples],
        )
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model, folder / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking and reading.

        Args:
            messages: linked messages.

        Returns:
            The same messages; one without a known word is out of scope.
        """
        for message in messages:
            if self._model is None:
                continue
            parts = self._read(message)
            ranking = [
                {"name": guess["intent"], "confidence": guess["confidence"]} for guess in parts[0]["ranking"]
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(READING, {"parts": parts}, add_to_output=True)
        return messages

    def _read(self, message: Message) -> list[dict[str, Any]]:
        assert self._model is not None
        text = message.get(TEXT) or ""
        spans = split(text)
        whole = Span(text.strip(), 0, len(text))
        entities = message.get(ENTITIES, [])
        if speaks_of_danger(text):
            return [_part(Read(whole, ((_CRISIS, 1.0),), ()), text, [], [])]
        if not entities and not self._model.knows(text):
            return [_part(Read(whole, ((_OUT_OF_SCOPE, 1.0),), ()), text, [], [])]
        story = len(text.split()) > _STORY
        candidates = [whole, *(windows(text) if story else () if is_whole(spans, text) else spans)]
        samples = [_sample_of(span, text, entities) for span in candidates]
        judgements = self._model.judge(samples)
        reads = [
            Read(
                span,
                _beyond_manners(self._cautious(judged, sample), span, asks="?" in text),
                judged.nearest,
                _names_data(sample),
            )
            for span, sample, judged in zip(candidates, samples, judgements, strict=True)
        ]
        chosen = self._in_need(reads) or (self._point_of(reads) if story else self._choose(reads))
        clitics = _clitics(message)
        if len(chosen) == 1 and not story:
            return [_part(chosen[0], text, _meant(entities, chosen[0].span, text, clitics), clitics)]
        return [_part(read, text, _within(entities, read.span), clitics) for read in chosen]

    def _cautious(self, judged: Judgement, sample: Sample) -> Ranking:
        """A wrong answer costs more than a kind refusal: likely enough out of scope comes first."""
        beyond = [guess for guess in judged.ranking if guess[0] == _OUT_OF_SCOPE]
        if not beyond:
            return judged.ranking
        others = tuple(guess for guess in judged.ranking if guess[0] != _OUT_OF_SCOPE)
        share = beyond[0][1]
        if share >= self._decline_at(sample):
            return (*beyond, *others)
        if judged.ranking[0][0] != _OUT_OF_SCOPE:
            return judged.ranking
        return (*((intent, one / (1 - share)) for intent, one in others), *beyond)

    def _decline_at(self, sample: Sample) -> float:
        if any(mentioned.telling for mentioned in sample.mentioned):
            return float(self._config["decline_telling_at"])
        return float(self._config["decline_named_at" if _names_data(sample) else "decline_at"])

    def _in_need(self, reads: list[Read]) -> list[Read]:
        """Whatever else a message asks: who may be in danger is heard first."""
        needs = [
            read for read in reads for intent, share in read.ranking if intent == _CRISIS and share >= _NEED
        ]
        return [Read(read.span, ((_CRISIS, 1.0),), read.nearest) for read in needs[:1]]

    def _point_of(self, reads: list[Read]) -> list[Read]:
        """The one stretch of a long story that surely asks something; else the story as a whole."""
        whole, *stretches = reads
        asking = [one for one in stretches if one.intent.startswith(_PREFIX)]
        best = max(asking, key=lambda one: one.confidence, default=whole)
        return [best if best.confidence >= self._config["part_confidence"] else whole]

    def _choose(self, reads: list[Read]) -> list[Read]:
        """The whole message, or its parts when they surely ask different things."""
        whole, *parts = reads
        sure = [
            part
            for part in parts
            if part.intent.startswith(_PREFIX) and part.confidence >= self._config["part_confidence"]
        ]
        intents = [part.intent for part in sure]
        if len(set(intents)) > 1:
            return [part for i, part in enumerate(sure) if intents[i] not in intents[:i]]
        if len(sure) == 1:
            # "Spotify suena mal, ¿cómo lo arreglo?": the question's own words do not say of what it is.
            if _is_beyond(whole) and not sure[0].names_data:
                return [whole]
            story = len(whole.span.text.split()) > _LONG_STORY
            if story or sure[0].confidence > whole.confidence:
                return sure
        return [whole]


def _is_beyond(read: Read) -> bool:
    return read.intent == _OUT_OF_SCOPE and read.confidence >= _PLAINLY


def _beyond_manners(ranking: Ranking, span: Span, *, asks: bool) -> Ranking:
    """ "Vale, quítenlo" is more than small talk, "¿cuáles?" is none: unless plain, another reading leads."""
    says_more = asks or len(span.text.split()) >= _SAYS_MORE
    if ranking[0][0] not in _SMALL_TALK or ranking[0][1] >= _PLAINLY or not says_more:
        return ranking
    said = [guess for guess in ranking if guess[0] not in _SMALL_TALK and guess[0] != _CRISIS]
    if not said or said[0][1] < _MAYBE:
        return ranking
    return (said[0], *(guess for guess in ranking if guess != said[0]))


def _names_data(sample: Sample) -> bool:
    return any(mentioned.kind in _PRIVATE for mentioned in sample.mentioned)


def _within(entities: list[dict[str, Any]], span: Span) -> list[dict[str, Any]]:
    return [e for e in entities if e["start"] >= span.start and e["end"] <= span.end]


def _meant(entities: list[dict[str, Any]], span: Span, text: str, clitics: list[int]) -> list[dict[str, Any]]:
    """What the one question of a message is about: what it names, and what it leaves to the words around it.

    "Quité mi tarjeta, ¿la borran?" asks about the card; "mi correo es…, ¿qué hacen con él?" about the mail.
    """
    inside = _within(entities, span)
    named = any(e["entity"] == CONCEPT and not e[WITHIN] and e["kind"] in _MATTERS for e in inside)
    return inside if named and not _manner(span, text, clitics).pronoun else entities


def _manner(span: Span, text: str, clitics: list[int]) -> Manner:
    marks = text[max(0, span.start - 2) : span.end + 2]
    clitic = any(span.start <= at < span.end for at in clitics)
    return manner_of(span.text, asked="?" in marks or "¿" in marks, clitic=clitic)


def _sample(message: Message) -> Sample:
    text = message.get(TEXT)
    return _sample_of(Span(text, 0, len(text)), text, message.get(ENTITIES, []))


def _sample_of(span: Span, text: str, entities: list[dict[str, Any]]) -> Sample:
    mentioned = [
        Mentioned(e["start"] - span.start, e["end"] - span.start, e["kind"], e[TELLING])
        for e in entities
        # What counts in some aspects only cannot help to tell the aspect.
        if e["entity"] == CONCEPT and not e[WITHIN] and e["start"] >= span.start and e["end"] <= span.end
    ]
    return Sample(text[span.start : span.end], tuple(sorted(mentioned, key=lambda m: m.start)))


def _clitics(message: Message) -> list[int]:
    """Where "lo", "la", "los", "las" stand before a verb, and so for something said before."""
    doc = message.get(SPACY_DOCS[TEXT])
    if doc is None:
        return []
    return [
        token.idx
        for token, following in zip(doc, list(doc)[1:], strict=False)
        if token.lower_ in ("lo", "la", "los", "las") and following.pos_ in ("VERB", "AUX")
    ]


def _part(read: Read, text: str, entities: list[dict[str, Any]], clitics: list[int]) -> dict[str, Any]:
    span = read.span
    aspect = read.intent.removeprefix(_PREFIX)
    mentions: dict[tuple[bool, int, int], list[str]] = {}
    for entity in sorted(entities, key=lambda e: int(e["start"])):
        if entity["entity"] == CONCEPT and (not entity[WITHIN] or aspect in entity[WITHIN]):
            place = (bool(entity[WITHIN]), entity["start"], entity["end"])
            mentions.setdefault(place, []).append(entity["value"])
    return {
        "text": span.text,
        "ranking": [
            {"intent": intent, "confidence": round(confidence, 4)}
            for intent, confidence in read.ranking[:_RANKED]
        ],
        "nearest": [{"intent": intent, "likeness": round(cosine, 4)} for intent, cosine in read.nearest],
        "mentions": [
            {
                "text": text[start:end],
                "start": start,
                "end": end,
                "concepts": concepts,
                "implied": implied,
                "apart": sets_apart(text[span.start : start]),
            }
            for (implied, start, end), concepts in sorted(mentions.items())
        ],
        "terms": [entity["value"] for entity in entities if entity["entity"] == TERM],
        "unmentioned": [entity["value"] for entity in entities if entity["entity"] == UNMENTIONED],
        "cues": list(cues_in(span.text)),
        "manner": asdict(_manner(span, text, clitics)),
    }
