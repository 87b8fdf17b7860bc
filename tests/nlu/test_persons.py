"""Whose data are asked about."""

from __future__ import annotations

import pytest

from nlu.persons import of_oneself


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("¿Venden los datos personales de sus clientes?", "¿Venden mis datos personales?"),
        ("¿quién ve el historial de los usuarios?", "¿quién ve mi historial?"),
        ("usan la ubicación de la gente", "usan mi ubicación"),
        ("¿comparten la info de otros usuarios?", "¿comparten la info de otros usuarios?"),
        ("los datos de los menores", "los datos de los menores"),
    ],
)
def test_what_is_asked_of_all_is_asked_of_oneself(text: str, own: str) -> None:
    assert of_oneself(text) == own
