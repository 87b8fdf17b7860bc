"""Where a ranking is not believed as it is."""

from __future__ import annotations

import pytest

from nlu.components.question_parts import Ranking
from nlu.components.rankings import beyond_manners, in_plain_words
from nlu.splitting import Span


@pytest.mark.parametrize(
    ("text", "ranking", "first"),
    [
        ("esos cuánto los guardan", (("follow_up", 0.9), ("ask_retention", 0.05)), "ask_retention"),
        ("¿quién tiene acceso a eso?", (("ask_purpose", 0.9), ("ask_sharing", 0.05)), "ask_sharing"),
        ("¿qué es una base legal?", (("ask_definition", 0.9), ("ask_legal_basis", 0.05)), "ask_definition"),
        ("¿y eso?", (("follow_up", 0.9), ("ask_retention", 0.05)), "follow_up"),
    ],
)
def test_what_plain_words_ask_leads(text: str, ranking: Ranking, first: str) -> None:
    assert in_plain_words(ranking, Span(text, 0, len(text)), text)[0][0] == first


def test_what_is_told_after_the_question_asks_of_no_change() -> None:
    text = "¿Dónde me quejo? Antes era otra oficina"
    ranking = (("ask_rights", 0.8), ("ask_changes", 0.1))
    assert in_plain_words(ranking, Span(text, 0, len(text)), text)[0][0] == "ask_rights"


@pytest.mark.parametrize(
    ("text", "asks", "first"),
    [
        ("gracias, ahora los apago", False, "thank"),
        ("ok gracias, ya lo voy a mirar", False, "thank"),
        ("gracias, ¿y cómo los apago?", True, "ask_control"),
        ("gracias pero quiero apagarlos", False, "ask_control"),
    ],
)
def test_thanks_with_what_one_will_do_are_thanks(text: str, asks: bool, first: str) -> None:
    ranking = (("ask_control", 0.9), ("thank", 0.05))
    assert beyond_manners(ranking, Span(text, 0, len(text)), asks=asks)[0][0] == first
