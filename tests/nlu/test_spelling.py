"""What is plainly misspelt is put right; everything else stays as it was typed."""

from __future__ import annotations

import pytest

from nlu.lexicon import common_words, spanish_words
from nlu.spelling import Correction, Speller, sound

WORDS = {
    "guardan": 9, "ubicación": 5, "qué": 9, "voz": 4, "tarjeta": 5, "correo": 6, "comparten": 7,
    "información": 8, "cuenta": 6, "hola": 3, "netflix": 9, "datos": 9, "rastrear": 3,
}  # fmt: skip


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(WORDS, spanish_words(), common_words())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("guradan mi infromacion", "guardan mi información"),
        ("mi hubicasion", "mi ubicación"),
        ("mi boz", "mi voz"),
        ("la targeta", "la tarjeta"),
        ("compraten mi kuenta", "comparten mi cuenta"),
        ("holaaaa", "hola"),
        ("MIS DATSO", "MIS datos"),
    ],
)
def test_slips_and_spelling_by_ear_are_put_right(speller: Speller, typed: str, meant: str) -> None:
    assert speller.corrected(typed).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "guardan mi correo",
        "vi a Guradan ayer",
        "vi «Guradn» anoche",
        "escribe a guradan@coreo.es",
        "q guardan",
        "me quieren rastrearme",
        "la casa, la caza y la cosa",
        "",
    ],
)
def test_names_titles_addresses_and_real_words_stay(speller: Speller, text: str) -> None:
    assert speller.corrected(text).text == text


def test_what_was_changed_is_told(speller: Speller) -> None:
    assert speller.corrected("mi boz").corrections == (Correction(3, "boz", "voz"),)


def test_words_that_sound_alike_share_a_key() -> None:
    assert sound("vaca") == sound("baca")
    assert sound("contraseña") == sound("contrasenia")
    assert sound("casa") != sound("cosa")
