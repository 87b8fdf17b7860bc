"""Where a ranking is not believed as it is."""

from __future__ import annotations

import pytest

from nlu.components.question_parts import Ranking
from nlu.components.rankings import in_plain_words
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
