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
    ranked=0.44,
    best=-0.61,
    asked=-0.29,
    cues=0.15,
    service=-0.74,
    margin=0.62,
    strange_share=2.70,
)
_BIAS = -0.03


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


def judged(part: dict[str, Any], look: Look, beyond_at: float) -> dict[str, Any]:
    """A question that opens a conversation, with whether it is beyond Clara's matter.

    Args:
        part: the question, with what is `nlu.components.likely.likely`.
        look: what its words look like.
        beyond_at: how probable it must be to be declined.

    Returns:
        The question with ``scope``; out of scope leads its ranking where it is declined, and only there.
        Small talk, and what else asks nothing of the policy, stays as it is.
    """
    best = part["ranking"][0]["intent"]
    others = [guess for guess in part["ranking"] if guess["intent"] != OUT_OF_SCOPE]
    if not others or not (best == OUT_OF_SCOPE or best.startswith(PREFIX)):
        return part
    evidence = _evidence(part, others[0], look)
    beyond = evidence.beyond
    known = {name: round(value, 2) for name, value in asdict(evidence).items()}
    part = {**part, "scope": {"beyond": round(beyond, 3), **known}}
    if beyond >= beyond_at:
        first = {"intent": OUT_OF_SCOPE, "confidence": round(beyond, 4)}
        return {**part, "ranking": [first, *others]}
    if best == OUT_OF_SCOPE:
        last = {"intent": OUT_OF_SCOPE, "confidence": round(beyond, 4)}
        return {**part, "ranking": [*others, last]}
    return part


def is_beyond(part: Mapping[str, Any]) -> bool:
    """Whether a question that opens a conversation was declined by all evidence."""
    return "scope" in part and part["ranking"][0]["intent"] == OUT_OF_SCOPE


def _evidence(part: Mapping[str, Any], other: Mapping[str, Any], look: Look) -> Evidence:
    ranked = next((one["confidence"] for one in part["ranking"] if one["intent"] == OUT_OF_SCOPE), 0.0)
    return Evidence(
        ranked=_log_odds(ranked),
        best=_log_odds(other["confidence"]),
        asked=_log_odds(next((one["share"] for one in part["facts"]), 0.0)),
        cues=len(part["cues"]),
        service=float(bool(_NAMES_THE_SERVICE.search(fold(part["text"])))),
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
