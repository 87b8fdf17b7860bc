"""Misspelt places: put right where a name is expected, and nowhere else."""

from __future__ import annotations

import pytest

from knowledge.content import read_content
from nlu.residence import ResidenceReader
from nlu.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def reader() -> ResidenceReader:
    return ResidenceReader(Vocabulary.of(read_content()).places)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("vivo en benesuela", "VE"),
        ("soi de mexco", None),
        ("soy de mexco", "MX"),
        ("escribo desde Barqisimeto, ¿qué derechos tengo?", "VE"),
        ("soy hondurenia y quiero reclamar", "HN"),
        ("como ekuatoriana, ¿qué me toca?", "EC"),
        ("vivo en Santiago de shile", "CL"),
        ("soy de Cordova, arjentina", "AR"),
        ("estoy en santo domngo", "DO"),
        ("dsede Medelin, ¿qué plazo hay?", "CO"),
        ("risido en Guaiaquil", "EC"),
        ("Paraguai", "PY"),
        ("¿quién atiende las denuncias en Kosta Rica?", "CR"),
        ("redáctame desde Sevilla un escrtio", "ES"),
        ("vivo en Castilla-La Mancha", "ES"),
        ("vivo en Catamarca", "AR"),
        ("vivo en Palencia", "ES"),
        ("vivo en San Luis Potosí", "MX"),
        ("soy de San Luis, Argentina", "AR"),
    ],
)
def test_a_misspelt_place_is_read(reader: ResidenceReader, text: str, country: str | None) -> None:
    found = reader.read(text)
    assert (found.countries if found and not found.maybe else ()) == ((country,) if country else ())


@pytest.mark.parametrize(
    "text",
    [
        "¿qué guardan de mi cuena?",
        "estoy en una caza de alquiler",
        "soy de letras",
        "¿por qué quito mi tarjeta?",
        "soy cliente desde marso",
        "vivo en un departameto",
        "vivo en una colonia tranquila",
        "vivo en Samarcanda",
    ],
)
def test_an_ordinary_word_is_no_place(reader: ResidenceReader, text: str) -> None:
    assert reader.read(text) is None


def test_the_question_beside_it_is_kept_as_it_was(reader: ResidenceReader) -> None:
    found = reader.read("soy de Montevido, ¿cuánto guardn mi IP?")
    assert found is not None
    assert (found.countries, found.rest) == (("UY",), "¿cuánto guardn mi IP?")
