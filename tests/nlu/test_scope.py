"""When the ranking says that a request is beyond Clara's matter."""

from __future__ import annotations

import pytest

from nlu.aspect_model import Mentioned, Sample
from nlu.components.scope import cautious

_LIMITS = {"decline_at": 0.2, "decline_named_at": 0.5, "decline_telling_at": 0.65}
_NOTHING: tuple[Mentioned, ...] = ()
_DATA = (Mentioned(0, 4, "data_category", False),)


@pytest.mark.parametrize(
    ("named", "asked", "beyond", "declined"),
    [
        (_NOTHING, 0.4, 0.3, True),
        (_NOTHING, 0.4, 0.1, False),
        (_NOTHING, 0.68, 0.31, False),  # twice as probably a question of privacy
        (_DATA, 0.4, 0.45, False),
        (_DATA, 0.4, 0.55, True),
    ],
)
def test_what_is_likely_enough_beyond_is_declined(
    named: tuple[Mentioned, ...], asked: float, beyond: float, declined: bool
) -> None:
    ranking = sorted([("ask_children", asked), ("out_of_scope", beyond)], key=lambda guess: -guess[1])
    first, *_ = cautious(tuple(ranking), Sample("¿y para empezar?", named), _LIMITS)
    assert (first[0] == "out_of_scope") is declined
