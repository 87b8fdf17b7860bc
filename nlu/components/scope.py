"""What is beyond Clara's matter: a wrong answer costs more than a kind refusal.

In a conversation the ranking of intents says so (`cautious`). Of what opens one, nothing is known but its
words: there all evidence together decides (`judged`), since a ranking is surest where it knows least.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.words import fold
from nlu.aspect_model import Sample
from nlu.components.question_parts import PREFIX, Ranking, names_data
from nlu.cues import cues_in
from nlu.manner import SERVICE
from nlu.scope_model import Look, ScopeModel

OUT_OF_SCOPE = "out_of_scope"
# Families of words for what is done with data (see `nlu.cues`).
_HANDLING = {"take", "spread"}
# What is twice as probably a question of Clara's matter is one.
_AT_LEAST = 0.5
_NAMES_THE_SERVICE = re.compile(rf"\b(?:{SERVICE})\b")
# A probability further out is as good as none, or as certainty.
_OUT = 0.005
# What the ranking, or a plain word, is certain of.
_CERTAIN = 0.9
_NOTHING_OF_THE_POLICY = {"ask_more", "ask_letter"}


@dataclass(frozen=True)
class Evidence:
    """What speaks for a question to be beyond Clara's matter, or against it.

    ``ranked``, ``best``, ``asked``: log odds that it is out of scope by the ranking, of the best other
    intent, and of the fact that is most probably asked for. ``cues``: how many families of telling words it
    has members of. ``service``: whether it names the service. The others are those of
    `nlu.scope_model.Look`.
    """

    ranked: float
    best: float
    asked: float
    cues: float
    service: float
    margin: float
    strange_share: float

    @property
    def beyond(self) -> float:
        """The probability that it is beyond Clara's matter."""
        of_each = asdict(self)
        score = _BIAS + sum(weight * of_each[name] for name, weight in asdict(WEIGHTS).items())
        return 1 / (1 + math.exp(-score))


# Learned by `python -m bot.evaluation.scope` from the evaluation sets that were read.
WEIGHTS = Evidence(
    ranked=0.43,
    best=-0.62,
    asked=-0.29,
    cues=0.14,
    service=-0.61,
    margin=0.63,
    strange_share=2.88,
)
_BIAS = -0.02


def scope_model(messages: Sequence[Message], asked: Sequence[str]) -> ScopeModel | None:
    """Learned from everything that is known to be asked.

    Args:
        messages: training examples and turns, with their intents.
        asked: what people ask for facts.

    Returns:
        None where no example is out of scope.
    """
    inside, beyond = list(asked), list[str]()
    for message in messages:
        (beyond if message.get(INTENT) == OUT_OF_SCOPE else inside).append(message.get(TEXT))
    return ScopeModel().fit(inside, beyond) if inside and beyond else None


def judged(part: dict[str, Any], said: str, model: ScopeModel, beyond_at: float) -> dict[str, Any]:
    """A question that opens a conversation, with whether it is beyond Clara's matter.

    Args:
        part: the question, with what is `nlu.components.likely.likely`.
        said: its words, and what was said beside it.
        model: what is known to be asked.
        beyond_at: how probable it must be to be declined.

    Returns:
        The question with ``scope``; out of scope leads its ranking where it is declined, and only there, but
        for what the ranking is certain of. What asks nothing of the policy stays as it is.
    """
    first = part["ranking"][0]
    others = [guess for guess in part["ranking"] if guess["intent"] != OUT_OF_SCOPE]
    if not others or not _asks(others[0]) or not (first["intent"] == OUT_OF_SCOPE or _asks(first)):
        return part
    evidence = _evidence(part, others[0], said, model.look(said))
    beyond = evidence.beyond
    known = {name: round(value, 2) for name, value in asdict(evidence).items()}
    part = {**part, "scope": {"beyond": round(beyond, 3), **known}}
    certain = first["intent"] == OUT_OF_SCOPE and first["confidence"] >= _CERTAIN
    if beyond >= beyond_at or certain:
        share = max(beyond, first["confidence"]) if certain else beyond
        return {**part, "ranking": [_guess(OUT_OF_SCOPE, share), *_shared(others, 1 - share)]}
    if first["intent"] == OUT_OF_SCOPE:
        return {**part, "ranking": [*_shared(others, 1 - beyond), _guess(OUT_OF_SCOPE, beyond)]}
    return part


def is_beyond(part: Mapping[str, Any]) -> bool:
    """Whether a question that opens a conversation was declined by all evidence."""
    return "scope" in part and bool(part["ranking"][0]["intent"] == OUT_OF_SCOPE)


def _asks(guess: Mapping[str, Any]) -> bool:
    intent = guess["intent"]
    return intent.startswith(PREFIX) and intent not in _NOTHING_OF_THE_POLICY


def _shared(guesses: Sequence[Mapping[str, Any]], share: float) -> list[dict[str, Any]]:
    """The same guesses, with probabilities that sum up to a share."""
    total = sum(guess["confidence"] for guess in guesses)
    return [_guess(guess["intent"], guess["confidence"] * share / max(total, _OUT)) for guess in guesses]


def _guess(intent: str, confidence: float) -> dict[str, Any]:
    return {"intent": intent, "confidence": round(confidence, 4)}


def _evidence(part: Mapping[str, Any], other: Mapping[str, Any], said: str, look: Look) -> Evidence:
    ranked = next((one["confidence"] for one in part["ranking"] if one["intent"] == OUT_OF_SCOPE), 0.0)
    return Evidence(
        ranked=_log_odds(ranked),
        best=_log_odds(other["confidence"]),
        asked=_log_odds(next((one["share"] for one in part["facts"]), 0.0)),
        cues=len(part["cues"]),
        service=float(bool(_NAMES_THE_SERVICE.search(fold(said)))),
        margin=look.margin,
        strange_share=look.strange_share,
    )


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, _OUT), 1 - _OUT)
    return math.log(bounded / (1 - bounded))


def cautious(ranking: Ranking, sample: Sample, limits: Mapping[str, float]) -> Ranking:
    """A ranking in which likely enough out of scope comes first, and what is not likely enough, last.

    Args:
        ranking: intents and their probabilities, the most probable first.
        sample: what they are of.
        limits: those that `decline_at` chooses from.
    """
    beyond = [guess for guess in ranking if guess[0] == OUT_OF_SCOPE]
    if not beyond:
        return ranking
    others = tuple(guess for guess in ranking if guess[0] != OUT_OF_SCOPE)
    share = beyond[0][1]
    if share >= max(decline_at(sample, limits), _AT_LEAST * ranking[0][1]):
        return (*beyond, *others)
    if ranking[0][0] != OUT_OF_SCOPE:
        return ranking
    return (*((intent, one / (1 - share)) for intent, one in others), *beyond)


def decline_at(sample: Sample, limits: Mapping[str, float]) -> float:
    """How probable out of scope must be to win.

    Args:
        sample: a question with what it mentions.
        limits: ``decline_at``; ``decline_named_at`` where data are named; ``decline_telling_at`` where
            what only privacy is about is named.
    """
    if not names_data(sample) and not any(mentioned.telling for mentioned in sample.mentioned):
        return float(limits["decline_at"])
    told = any(mentioned.telling for mentioned in sample.mentioned)
    # "¿Qué detalles de mi televisor reciben?": who gets what is asked of data only.
    handled = not told and not _HANDLING.isdisjoint(cues_in(sample.text))
    return float(limits["decline_telling_at" if told or handled else "decline_named_at"])
