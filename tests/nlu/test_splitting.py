"""A message comes apart at its questions, and nowhere else."""

from __future__ import annotations

import pytest

from nlu.splitting import split


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("¿qué guardan y con quién lo comparten?", ["qué guardan", "con quién lo comparten"]),
        ("¿Guardan mi IP? ¿Para qué?", ["Guardan mi IP", "Para qué"]),
        ("guardan mi ip y la comparten?", ["guardan mi ip", "la comparten"]),
        (
            "qué recogen, para qué y con quién lo comparten",
            ["qué recogen", "para qué", "con quién lo comparten"],
        ),
        ("Hola. ¿Venden mis datos?", ["Hola", "Venden mis datos"]),
    ],
)
def test_questions_are_told_apart(text: str, parts: list[str]) -> None:
    assert [part.text for part in split(text)] == parts


@pytest.mark.parametrize(
    "text",
    [
        "¿guardan mi correo y mi teléfono?",
        "¿qué datos recogen y guardan?",
        "netflix.com guarda mis datos",
        "¿guardan lo que veo y lo que busco?",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert len(split(text)) == 1


@pytest.mark.parametrize("text", ["", "¿?", "...", " \n "])
def test_no_words_no_parts(text: str) -> None:
    assert split(text) == []


def test_of_a_long_story_the_end_counts() -> None:
    parts = split("Ayer salí. Llovía. Comí pan. Volví tarde. Dormí. ¿Venden mis datos?")
    assert len(parts) == 4
    assert parts[-1].text == "Venden mis datos"


def test_offsets_point_into_the_text() -> None:
    text = "¿Qué guardan?  ¿Y por qué?"
    assert [text[part.start : part.end] for part in split(text)] == ["Qué guardan", "Y por qué"]
