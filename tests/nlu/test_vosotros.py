"""Spain's "vosotros" is read as "ustedes"."""

from __future__ import annotations

import pytest

from nlu.vosotros import as_ustedes


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("¿guardáis mi IP?", "¿guardan mi IP?"),
        ("que guardais de mi", "que guardan de mi"),
        ("¿Tenéis mi correo y lo vendéis?", "¿tienen mi correo y lo venden?"),
        ("¿cuánto tardaréis?", "¿cuánto tardarán?"),
        ("lo cambiasteis ayer", "lo cambiaron ayer"),
        ("¿os lo quedáis?", "¿se lo quedan?"),
        ("¿os quedáis con todo?", "¿se quedan con todo?"),
        ("si os hackean", "si les hackean"),
        ("¿quién os da mi teléfono?", "¿quién les da a ustedes mi teléfono?"),
        ("¿qué os cuenta a vosotros?", "¿qué les cuenta a ustedes?"),
        ("vuestras cookies", "sus cookies"),
        ("¿podréis borrarlo?", "¿podrán borrarlo?"),
        ("¿adónde fuisteis?", "¿adónde fueron?"),
    ],
)
def test_it_becomes_what_everybody_says(text: str, meant: str) -> None:
    assert as_ustedes(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "mi hija tiene seis años",
        "¿decís que sí?",
        "otros países",
        "¿qué guardaıs?",
        "soy Anais, de Minas Gerais",
        "los mismos datos",
        "¿guardás algo?",
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert as_ustedes(text) == text
