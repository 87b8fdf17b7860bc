"""Which versions a question asks about."""

from __future__ import annotations

import datetime as dt

import pytest

from actions.periods import window_of

V21, V24, V25, V26 = VERSIONS = [
    dt.date(2021, 11, 2),
    dt.date(2024, 4, 17),
    dt.date(2025, 4, 17),
    dt.date(2026, 4, 10),
]
TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("question", "base", "end"),
    [
        ("¿qué hay de nuevo desde 2024?", V24, V26),
        ("¿qué cambió desde mayo de 2023?", V21, V26),
        ("¿qué cambió desde el 17 de abril del 2025?", V25, V26),
        ("desde 2025-04-16", V24, V26),
        ("¿qué cambió respecto de 2021?", V21, V26),
        ("¿en qué se diferencia lo de hoy de lo de 2024?", V24, V26),
        ("¿qué cambió en 2025?", V24, V25),
        ("¿qué trajo el año pasado?", V24, V25),
        ("los cambios de este año", V25, V26),
        ("entre 2021 y 2024", V21, V24),
        ("de la versión de 2025 a la de 2021", V21, V25),
        ("¿qué decía en 2021?", V21, V26),
        ("¿en 2024 ya me pedían permiso?", V24, V26),
        ("¿en 2024 qué cambió y ya no está?", V21, V24),
        ("¿qué cambió en 2022?", V21, V26),
        ("desde 2019", None, V26),
        ("¿qué cambió antes de 2025?", None, V24),
        ("hasta 2025", None, V25),
        ("¿qué cambió hace dos años?", V24, V26),
        ("en los últimos 3 meses", V26, V26),
        ("¿qué cambió hace un par de años?", V24, V26),
        ("¿qué trae la última versión?", V25, V26),
        ("respecto de la versión anterior", V25, V26),
        ("la evolución de la política", None, V26),
        ("¿siempre pidieron el teléfono?", None, V26),
    ],
)
def test_the_window_that_is_asked_about(question: str, base: dt.date | None, end: dt.date) -> None:
    window = window_of(question, VERSIONS, TODAY)
    assert window is not None
    assert (window.base, window.end) == (base, end)


@pytest.mark.parametrize("question", ["¿qué cambió?", "cambios sobre mi voz", "hace rato", "el 45 de abril"])
def test_a_question_may_name_no_time(question: str) -> None:
    assert window_of(question, VERSIONS, TODAY) is None


@pytest.mark.parametrize("question", ["desde el 31 de febrero de 2024", "desde 2024-13-45"])
def test_a_day_that_does_not_exist_is_no_trouble(question: str) -> None:
    window_of(question, VERSIONS, TODAY)


def test_of_a_single_version_everything_is_new() -> None:
    window = window_of("¿qué trae la última versión?", [V26], TODAY)
    assert window is not None
    assert window.base is None
    assert window.end == V26
