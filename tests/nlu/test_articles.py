"""Articles, pronouns and nouns are told from each other by the words beside them."""

from __future__ import annotations

import pytest

from nlu.articles import Usage, part_of_speech_after, points_back, usage_of

KNOWN = Usage(nouns=frozenset({"encuesta", "red", "cuenta"}), verbs=frozenset({"borro", "leen"}))


@pytest.mark.parametrize(
    ("before", "article", "after", "points"),
    [
        ("y", "la", "borro", True),
        ("chats", "los", "leen", True),
        ("como", "la", "saco", True),
        ("no", "las", "encuentro", True),
        ("", "las", "encuestas", False),
        ("a", "las", "redes", False),
        ("venden", "las", "direcciones", False),
        ("sobre", "la", "sede", False),
        ("ven", "lo", "q", False),
        ("como", "la", "cuenta", False),
        ("y", "las", "marcas", None),
        ("mas", "lo", "ve", None),
    ],
)
def test_the_words_beside_it_tell_whether_it_points_back(
    before: str, article: str, after: str, points: bool | None
) -> None:
    assert points_back(before, article, after, KNOWN) is points


def test_words_of_both_uses_and_rare_ones_tell_nothing() -> None:
    usage = usage_of(
        ["mi uso", "su uso", "me uso bien", "no uso eso", "la tele", "mi foto", "se van ya", "no van"]
    )
    assert usage == Usage()


@pytest.mark.parametrize(
    ("before", "found"),
    [
        (["borrar", "mi"], "NOUN"),
        (["borrar", "la"], "NOUN"),
        (["de"], "NOUN"),
        (["quien", "les"], "VERB"),
        (["quien", "me", "la"], None),
        (["lo"], None),
        (["si"], None),
        ([], None),
    ],
)
def test_the_words_before_a_word_tell_whether_it_is_noun_or_verb(
    before: list[str], found: str | None
) -> None:
    assert part_of_speech_after(before) == found
