"""What the ranking of intents says is beyond Clara's matter: a wrong answer costs more than a kind refusal.

What opens a conversation is judged once more, by all evidence (see `nlu.components.opening`).
"""

from __future__ import annotations

from collections.abc import Mapping

from nlu.aspect_model import Sample
from nlu.components.question_parts import Ranking, names_data
from nlu.cues import cues_in

OUT_OF_SCOPE = "out_of_scope"
# Families of words for what is done with data (see `nlu.cues`).
_HANDLING = {"take", "spread"}
# What is twice as probably a question of Clara's matter is one.
_AT_LEAST = 0.5


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
