"""Who may be in danger is heard, and a figure of speech is not taken for it."""

from __future__ import annotations

import pytest

from nlu.danger import speaks_of_danger


@pytest.mark.parametrize(
    "text",
    [
        "me quiero morir",
        "una amiga me escribió que no quiere despertar mañana",
        "mi hijo dice que se quiere morir",
        "mi hermana ya no quiere vivir",
        "Ya no quiero vivir",
        "cómo borro mi cuenta antes de quitarme la vida",
        "anoche me corté otra vez",
        "mi amiga dice que se quiere suicidar",
        "estarían todos mejor sin mí",
        "mi marido me pega",
        "me tomé todo el frasco de pastillas",
        "I want to kill myself",
    ],
)
def test_plain_words_are_heard(text: str) -> None:
    assert speaks_of_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "me muero de risa",
        "me quiero morir de la vergüenza si ven mi historial",
        "esta serie me mata",
        "no quiero vivir con publicidad",
        "me corté el pelo",
        "no quiero despertar a mi bebé con la tele",
        "mi hijo se quiere morir de la risa con esa serie",
        "no quiere vivir con nosotros",
        "quiero eliminar mi cuenta",
        "¿quién muere al final?",
    ],
)
def test_figures_of_speech_are_not(text: str) -> None:
    assert not speaks_of_danger(text)
