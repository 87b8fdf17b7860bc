"""From when a deadline counts, and on which day it falls."""

from __future__ import annotations

import datetime as dt

import pytest

from actions.days import asks_for_deadline, day_named, due

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("si la mando hoy", "2026-11-25"),
        ("si la mando mañana", "2026-11-26"),
        ("lo pedí ayer", "2026-11-24"),
        ("la envié el 3 de diciembre", "2026-12-03"),
        ("la envié el 3 de enero de 2027", "2027-01-03"),
        ("lo pedí hace tres semanas", "2026-11-04"),
        ("lo pedí hace 10 días", "2026-11-15"),
        ("escribí hace dos meses", "2026-09-25"),
        ("lo pedí hace ocho días", "2026-11-17"),
        ("hace un par de semanas que la mandé", "2026-11-11"),
        ("la mandé esta mañana", "2026-11-25"),
        ("la mandé anoche", "2026-11-24"),
        ("si la mando el 10 de enero", "2027-01-10"),
    ],
)
def test_a_day_is_named(text: str, day: str) -> None:
    assert day_named(text, TODAY) == dt.date.fromisoformat(day)


def test_a_date_without_a_year_is_the_nearest() -> None:
    assert day_named("la envié el 20 de diciembre", dt.date(2027, 1, 5)) == dt.date(2026, 12, 20)
    assert day_named("la envié el 29 de febrero", dt.date(2028, 5, 1)) == dt.date(2028, 2, 29)


@pytest.mark.parametrize(
    "text", ["por la mañana", "el 31 de febrero", "hace mucho tiempo", "¿qué plazo hay?"]
)
def test_no_day_is_named(text: str) -> None:
    assert day_named(text, TODAY) is None


@pytest.mark.parametrize(
    ("amount", "unit", "country", "day"),
    [
        (1, "months", "ES", "2026-12-25"),
        (10, "days", "AR", "2026-12-05"),
        (5, "business_days", "CR", "2026-12-02"),  # 1 December is a holiday there
        (10, "business_days", "CO", "2026-12-10"),  # the 8th is a holiday
        (20, "business_days", "SV", "2026-12-23"),
    ],
)
def test_a_deadline_falls_on_a_day(amount: int, unit: str, country: str, day: str) -> None:
    assert due(TODAY, amount, unit, country) == dt.date.fromisoformat(day)


def test_a_month_is_never_longer_than_the_next_one() -> None:
    assert due(dt.date(2027, 1, 31), 1, "months", "ES") == dt.date(2027, 2, 28)


@pytest.mark.parametrize(
    "text", ["¿cuándo deben contestar?", "¿qué plazo tienen?", "¿cuántos días?", "¿hasta qué día tienen?"]
)
def test_a_deadline_is_asked_for(text: str) -> None:
    assert asks_for_deadline(text)


@pytest.mark.parametrize("text", ["no me contestan, ¿a quién acudo?", "¿qué derechos tengo?"])
def test_no_deadline_is_asked_for(text: str) -> None:
    assert not asks_for_deadline(text)
