"""What speaks for a question to be beyond Clara's matter, weighed together."""

from __future__ import annotations

import math
from dataclasses import dataclass

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
        score = _BIAS + sum(weight * getattr(self, name) for name, weight in WEIGHTS.items())
        return 1 / (1 + math.exp(-score))


# Learned by `python -m bot.evaluation.scope` from the evaluation sets that were read.
WEIGHTS = {
    "ranked": 0.43,
    "best": -0.62,
    "asked": -0.29,
    "cues": 0.14,
    "service": -0.61,
    "margin": 0.63,
    "strange_share": 2.88,
}
_BIAS = -0.02


def log_odds(probability: float) -> float:
    """The logarithm of the odds.

    Args:
        probability: from 0 to 1; what is nearer to either than 0.005 counts as that.
    """
    bounded = min(max(probability, _OUT), 1 - _OUT)
    return math.log(bounded / (1 - bounded))
