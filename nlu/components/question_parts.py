"""One question of a message, taken out of it: what the classifier sees of it, and what the action reads."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from rasa.nlu.constants import SPACY_DOCS
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.changed_names import is_only_whose, may_have_changed
from knowledge.words import fold
from nlu.articles import ARTICLES, Usage, points_back
from nlu.aspect_model import Mentioned, Sample
from nlu.components.concept_linker import CONCEPT, TELLING, TERM, UNMENTIONED, WITHIN
from nlu.cues import cues_in
from nlu.framing import brought_by, is_hearsay
from nlu.manner import Manner, has_pronoun, manner_of, sets_apart
from nlu.onlookers import others_look
from nlu.splitting import Span
from nlu.tagging import tagged

if TYPE_CHECKING:
    from spacy.tokens import Token

PREFIX = "ask_"
_CHANGES = "changes"
_RANKED = 5
# Kinds of concepts whose mention makes a privacy question likely.
_PRIVATE = {"data_category", "recipient", "right", "legal_basis", "topic"}
# Kinds that a question can be about by themselves.
_MATTERS = {"data_category", "topic"}
_RECIPIENT = "recipient"
# A family of words (see `nlu.cues`).
_CHILD = "child"
_BECAUSE = re.compile(r"\W*(?:porque|pq|xq|ya que|es que|lo digo porque)\b", re.IGNORECASE)
_ALL_DATA = re.compile(r"\b(?:(?:mis|los|esos|sus) datos|(?:mi|la|esa) (?:informacion|info))\b")
_IT = re.compile(r"\b(?:eso|esto)\W*$")
_THEM = re.compile(r"\b(?:sus?|les?|ell[oa]s?|(?:a|de|con|por|para|sobre) el(?!\s+\w))\b")
_ALL_NEWS = re.compile(
    r"\W*(?:y |pero |entonces |quiero saber |dime )*(?:(?:que|cuales) "
    r"(?:(?:parte|partes|cosas|punto|puntos|que|es|son|fue|hay|hay de|trae|trae de|los|las|lo|mas|"
    r"se|ha|han) )*"
    r"(?:cambi\w+|nuev[oa]s?|novedades|distint[oa]|diferente|modific\w+|actualiz\w+)"
    r"(?: (?:exactamente|concretamente|realmente|en concreto|de verdad|ahora|ahi|alli|este año|"
    r"(?:en|de) (?:la|su) (?:politica|declaracion|texto)(?: de privacidad)?))*"
    r"|(?:desde|de|a partir de) (?:que fecha|cuando) (?:\w+ ){0,2}(?:la |el )?(?:nueva|nuevo|version))\W*"
)
Ranking = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Read:
    """A stretch of a message: its possible intents, best first, the nearest examples; if it names data.

    ``meaning``: where its meaning lies, if that was looked for.
    """

    span: Span
    ranking: Ranking
    nearest: Ranking
    names_data: bool = False
    meaning: NDArray[np.float32] | None = field(default=None, compare=False)

    @property
    def intent(self) -> str:
        """The most probable intent."""
        return self.ranking[0][0]

    @property
    def confidence(self) -> float:
        """The probability of the most probable intent."""
        return self.ranking[0][1]


def names_data(sample: Sample) -> bool:
    """Whether a question names what only or mostly privacy is about: data, recipients, rights …."""
    return any(mentioned.kind in _PRIVATE for mentioned in sample.mentioned)


def within(entities: list[dict[str, Any]], span: Span) -> list[dict[str, Any]]:
    """The entities that lie in a stretch of the message."""
    return [e for e in entities if e["start"] >= span.start and e["end"] <= span.end]


def beside_news(entities: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """The entities without what brought the news that a message asks about: "me llegó un correo de que …"."""
    span = brought_by(text)
    if span is None:
        return entities
    return [e for e in entities if e["end"] <= span[0] or e["start"] >= span[1]]


def meant(entities: list[dict[str, Any]], span: Span, text: str, clitics: Clitics) -> list[dict[str, Any]]:
    """What the one question of a message is about: what it names, and what it leaves to the words around it.

    "Quité mi tarjeta, ¿la borran?" asks about the card; "mi correo es…, ¿qué hacen con él?" about the mail.
    """
    inside = within(entities, span)
    named = any(e["entity"] == CONCEPT and not e[WITHIN] and e["kind"] in _MATTERS for e in inside)
    if _ALL_NEWS.fullmatch(fold(span.text)):
        # "Me llegó un correo de que la actualizaron. ¿Qué cambió?" asks nothing of mails.
        return inside
    if is_hearsay(text[: span.start]):
        # "Me dijeron en el trabajo que guardan todo": it was said there, and is not asked of it.
        entities = [e for e in entities if e["entity"] != UNMENTIONED or e["start"] >= span.start]
    manner = _manner(span, text, clitics)
    if manner.pronoun and manner.leans and _BECAUSE.match(text[span.end :]):
        # "¿Y eso se lo dan a otros? Porque mi tele es alquilada": why it is asked is not what is asked.
        return [e for e in entities if e["start"] < span.end]
    if not named or (manner.pronoun and not _names_before_pointing(span, inside, clitics)):
        return entities
    if others_look(text) and not any(e.get("kind") == _RECIPIENT for e in inside):
        # "Mi cuñado usa mi cuenta, ¿ve lo que veo?": who looks was said before.
        return [*(e for e in entities if e.get("kind") == _RECIPIENT), *inside]
    return inside


def _names_before_pointing(span: Span, inside: list[dict[str, Any]], clitics: Clitics) -> bool:
    """ "Si me escriben en el chat, ¿leen eso?": what a pronoun stands for has been named by then."""
    if not _IT.search(fold(span.text)):
        return False
    named_at = min(e["end"] for e in inside if e["entity"] == CONCEPT and e["kind"] in _MATTERS)
    until = Span(span.text[: named_at - span.start], span.start, named_at)
    return not (has_pronoun(until.text) or clitics.stand_in(until))


def _manner(span: Span, text: str, clitics: Clitics) -> Manner:
    marks = text[max(0, span.start - 2) : span.end + 2]
    found = manner_of(
        span.text, asked="?" in marks or "¿" in marks, stands_for=lambda: clitics.stand_in(span)
    )
    if found.pronoun and _ALL_DATA.search(fold(text[: span.start])):
        # "¿Mis datos están aquí o se los llevan?" points at nothing of the turn before.
        return replace(found, pronoun=False)
    return found


def sample_of_message(message: Message) -> Sample:
    """A whole message as the classifier sees it."""
    text = message.get(TEXT)
    return sample_of(Span(text, 0, len(text)), text, message.get(ENTITIES, []))


def sample_of(span: Span, text: str, entities: list[dict[str, Any]]) -> Sample:
    """A stretch of a message as the classifier sees it.

    Args:
        span: the stretch.
        text: the message.
        entities: what the linker found in the message.

    Returns:
        The stretch with what it mentions; what counts in some aspects only is left out.
    """
    mentioned = [
        Mentioned(e["start"] - span.start, e["end"] - span.start, e["kind"], e[TELLING])
        for e in entities
        # What counts in some aspects only cannot help to tell the aspect.
        if e["entity"] == CONCEPT and not e[WITHIN] and e["start"] >= span.start and e["end"] <= span.end
    ]
    return Sample(text[span.start : span.end], tuple(sorted(mentioned, key=lambda m: m.start)))


class Clitics:
    """Where "lo", "la", "los", "las" stand before a verb in a message, and so for something said before.

    Args:
        message: its tokens may not be tagged yet.
        usage: how words are used.
    """

    def __init__(self, message: Message, usage: Usage):
        self._doc, self._usage = message.get(SPACY_DOCS[TEXT]), usage

    def stand_in(self, span: Span) -> bool:
        """Whether one stands in a stretch. Where the words beside it do not tell, a tagger is asked.

        Args:
            span: the stretch.
        """
        if self._doc is None:
            return False
        told = {
            token.i: self._points_back(token)
            for token in self._doc[:-1]
            if span.start <= token.idx < span.end and token.lower_ in ARTICLES
        }
        if any(told.values()):
            return True
        unclear = [place for place, points in told.items() if points is None]
        return bool(unclear) and any(
            tagged(self._doc)[place + 1].pos_ in ("VERB", "AUX") for place in unclear
        )

    def _points_back(self, token: Token) -> bool | None:
        before = fold(self._doc[token.i - 1].text) if token.i else ""
        return points_back(before, token.lower_, fold(self._doc[token.i + 1].text), self._usage)


def counting(
    mentions: list[dict[str, Any]], aspect: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What names something where an aspect is asked, and what would where another is.

    Args:
        mentions: the mentions of a part, as `as_part` gives them.
        aspect: what is asked.
    """
    count = [one for one in mentions if not one["within"] or aspect in one["within"]]
    if aspect == _CHANGES and all(is_only_whose(one["concepts"]) for one in count):
        # "¿Antes solo el titular podía bajarlos?": what changed can be of any aspect.
        count = [one for one in mentions if one in count or may_have_changed(one["text"])]
    return count, [one for one in mentions if one not in count]


def as_part(read: Read, text: str, entities: list[dict[str, Any]], clitics: Clitics) -> dict[str, Any]:
    """A question as the answering action reads it.

    Args:
        read: the question and its possible intents.
        text: the message.
        entities: what it is about, of the message's entities.
        clitics: where pronouns stand before verbs in the message.

    Returns:
        One of the ``parts`` of the reading (see `nlu.components.turn_reader`), of JSON types.
    """
    span = read.span
    aspect = read.intent.removeprefix(PREFIX)
    mentions, elsewhere = counting(_mentions(entities, text, span), aspect)
    return {
        "text": span.text,
        "ranking": [
            {"intent": intent, "confidence": round(confidence, 4)}
            for intent, confidence in read.ranking[:_RANKED]
        ],
        "nearest": [{"intent": intent, "likeness": round(cosine, 4)} for intent, cosine in read.nearest],
        "mentions": mentions,
        "elsewhere": elsewhere,
        "terms": [entity["value"] for entity in entities if entity["entity"] == TERM],
        "unmentioned": [entity["value"] for entity in entities if entity["entity"] == UNMENTIONED],
        "kinds": sorted({entity["kind"] for entity in entities if entity["entity"] == CONCEPT}),
        "cues": _cues(span, text),
        "manner": asdict(_manner(span, text, clitics)),
    }


def _cues(span: Span, text: str) -> list[str]:
    """The families of words in a question; who was told of before may be a child: "¿les ponen anuncios?"."""
    cues = {*cues_in(span.text)}
    if points_at_others(span.text) and _CHILD in cues_in(text):
        cues.add(_CHILD)
    return sorted(cues)


def points_at_others(text: str) -> bool:
    """Whether words stand for somebody told of before: "¿qué pasa con su privacidad?"."""
    return bool(_THEM.search(fold(text)))


def _mentions(entities: list[dict[str, Any]], text: str, span: Span) -> list[dict[str, Any]]:
    """What names a concept, each stretch once; first what does so whatever is asked."""
    places: dict[tuple[tuple[str, ...], int, int], list[str]] = {}
    for entity in sorted(entities, key=lambda e: int(e["start"])):
        if entity["entity"] == CONCEPT:
            place = (tuple(entity[WITHIN]), entity["start"], entity["end"])
            places.setdefault(place, []).append(entity["value"])
    found = [
        {
            "text": text[start:end],
            "start": start,
            "end": end,
            "concepts": concepts,
            "implied": bool(aspects),
            "within": list(aspects),
            # What is set apart may stand before the question: "aparte de lo que les doy, ¿de quién …?".
            "apart": sets_apart(text[span.start : start] if start >= span.start else text[:start]),
        }
        for (aspects, start, end), concepts in places.items()
    ]
    return sorted(found, key=lambda one: (one["implied"], one["start"], one["end"]))
