"""Families of telling words are recognised, their members inflected."""

from __future__ import annotations

import pytest

from nlu.cues import cues_in


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("¿qué anotan de mis nietas?", "child"),
        ("¿por qué tantos comerciales?", "ad"),
        ("¿eres una persona?", "you"),
        ("que significa hash", "define"),
        ("¿me obligan a aceptar?", "duty"),
        ("¿hasta cuándo lo guardan?", "duration"),
        ("resumen porfa", "summary"),
        ("¿a qué empresas les pasan los números?", "spread"),
        ("¿y qué les dan ustedes a ellos?", "spread"),
        ("¿quién les cuenta eso?", "origin"),
    ],
)
def test_a_member_tells_its_family(text: str, family: str) -> None:
    assert family in cues_in(text)


@pytest.mark.parametrize("text", ["¿a quiénes les mandan eso?", "¿les dan ustedes mi correo?"])
def test_whom_the_company_tells_is_not_from_whom_it_knows(text: str) -> None:
    assert "origin" not in cues_in(text)


def test_a_text_without_any_has_none() -> None:
    assert cues_in("mmm") == ()
