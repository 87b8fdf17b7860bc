"""Whether what opens a conversation is beyond Clara's matter: all evidence together decides.

Nothing is known of it but its words, and a ranking of intents is surest where it knows least.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.words import fold
from nlu.components.question_parts import PREFIX
from nlu.components.scope import OUT_OF_SCOPE
from nlu.evidence import Evidence, log_odds
from nlu.manner import SERVICE
from nlu.scope_model import Look, ScopeModel

_NAMES_THE_SERVICE = re.compile(rf"\b(?:{SERVICE})\b")
# What the ranking, or a plain word, is certain of.
_CERTAIN = 0.9
_NOTHING_OF_THE_POLICY = {"ask_more", "ask_letter"}
_LEAST = 0.005


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
    return [_guess(guess["intent"], guess["confidence"] * share / max(total, _LEAST)) for guess in guesses]


def _guess(intent: str, confidence: float) -> dict[str, Any]:
    return {"intent": intent, "confidence": round(confidence, 4)}


def _evidence(part: Mapping[str, Any], other: Mapping[str, Any], said: str, look: Look) -> Evidence:
    ranked = next((one["confidence"] for one in part["ranking"] if one["intent"] == OUT_OF_SCOPE), 0.0)
    return Evidence(
        ranked=log_odds(ranked),
        best=log_odds(other["confidence"]),
        asked=log_odds(next((one["share"] for one in part["facts"]), 0.0)),
        cues=len(part["cues"]),
        service=float(bool(_NAMES_THE_SERVICE.search(fold(said)))),
        margin=look.margin,
        strange_share=look.strange_share,
    )
