"""Long texts are cut where sentences end, and nothing of them is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.splitting import LONGEST, split, units


@pytest.mark.parametrize(
    ("text", "longest", "pieces"),
    [
        ("Uno. Dos.", 9, ["Uno. Dos."]),
        ("Uno. Dos.", 8, ["Uno.", "Dos."]),
        ("¿Uno? ¡Dos! Tres.", 11, ["¿Uno? ¡Dos!", "Tres."]),
        ("Dice «uno.» Y dos.", 12, ["Dice «uno.»", "Y dos."]),
        ("Cuesta 3.50 y más. Fin.", 19, ["Cuesta 3.50 y más.", "Fin."]),
        ("uno dos tres", 8, ["uno dos", "tres"]),
        ("línea\nlínea", 7, ["línea", "línea"]),
        ("abcdef", 4, ["abcd", "ef"]),
        ("🍿🍿🍿", 4, ["🍿🍿", "🍿"]),
        ("", 4, []),
        ("  \n ", 4, []),
    ],
)
def test_cuts(text: str, longest: int, pieces: list[str]) -> None:
    assert split(text, longest) == pieces


@given(st.text(max_size=300), st.integers(2, 60))
def test_every_piece_fits_and_only_blanks_are_lost(text: str, longest: int) -> None:
    pieces = split(text, longest)
    assert all(0 < units(piece) <= longest for piece in pieces)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)


def test_a_policy_long_text_becomes_messages_of_whole_sentences() -> None:
    text = " ".join(
        f"Esta es la frase número {number}, con un punto (y paréntesis)." for number in range(400)
    )
    pieces = split(text)
    assert len(pieces) > 1
    assert all(units(piece) <= LONGEST and piece.endswith(").") for piece in pieces)
