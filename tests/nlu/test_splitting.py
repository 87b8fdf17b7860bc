"""A message comes apart at its questions, and nowhere else."""

from __future__ import annotations

import pytest

from nlu.splitting import is_question, is_whole, split, windows


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
        ("¿Y si se les pasa, con quién me quejo?", ["con quién me quejo"]),
        ("y si no me convence qué hago, ¿me aguanto?", ["y si no me convence qué hago", "me aguanto"]),
    ],
)
def test_questions_are_told_apart(text: str, parts: list[str]) -> None:
    assert [part.text for part in split(text)] == parts


def test_an_exclamation_asks_nothing() -> None:
    text = "Qué cosa... no quiero que me escriban. Cómo hago"
    assert [is_question(one, text) for one in split(text)] == [False, False, True]
    asked = "¿Qué cosa? Cómo hago"
    assert is_question(split(asked)[0], asked)


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


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Si la quito, ¿hasta cuándo la conservan?", "hasta cuándo la conservan"),
        ("cuando me voy, ¿qué borran?", "qué borran"),
    ],
)
def test_a_condition_is_no_question_of_its_own(text: str, part: str) -> None:
    parts = split(text)
    assert [one.text for one in parts] == [part]
    assert not is_whole(parts, text)


def test_a_plain_question_is_whole() -> None:
    text = "¿Qué guardan?"
    assert is_whole(split(text), text)


def test_a_story_without_marks_is_searched_in_overlapping_stretches() -> None:
    text = " ".join(f"palabra{number}" for number in range(40)) + " venden mis datos a alguien"
    found = windows(text)
    assert all(len(one.text.split()) <= 16 for one in found)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert any(one.text.endswith("venden mis datos a alguien") for one in found)
    assert found[0].text.startswith("palabra0 ")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dice mi primo que lo venden. ¿Tiene razón?", ["Dice mi primo que lo venden"]),
        ("¿se guardan para siempre o qué?", ["se guardan para siempre"]),
        ("Una duda: ¿venden mis datos?", ["Una duda", "venden mis datos"]),
        ("¿verdad?", ["verdad"]),
    ],
)
def test_a_tag_asks_what_stands_before_it(text: str, parts: list[str]) -> None:
    assert [part.text for part in split(text)] == parts


def test_what_stands_before_a_tag_is_a_question() -> None:
    text = "Hola. Dice mi primo que lo venden. ¿Es cierto?"
    assert [is_question(part, text) for part in split(text)] == [False, True]


@pytest.mark.parametrize(
    "wish", ["Quisiera saber quién la ve", "yo pregunto si la borran", "Mi duda es cuánto la guardan"]
)
def test_what_somebody_wants_to_know_is_a_question_without_marks(wish: str) -> None:
    text = f"Di mi tarjeta. {wish}"
    assert [is_question(part, text) for part in split(text)] == [False, True]
