"""What a question is wrapped in."""

from __future__ import annotations

import pytest

from nlu.framing import asks_again_of, brought_by, unframed, unframed_parts
from nlu.splitting import Span, split


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("¿La política dice si cifran mis datos?", "cifran mis datos?"),
        ("Duda rápida: ¿dice la política cuánto tiempo guardan la voz?", "cuánto tiempo guardan la voz?"),
        ("en la declaración de privacidad aclaran que borran todo", "borran todo"),
        ("¿la política de Netflix menciona con quién comparten?", "con quién comparten?"),
        ("¿qué dice la política?", None),
        ("la política dice si", None),
    ],
)
def test_the_question_in_a_frame_is_what_counts(text: str, rest: str | None) -> None:
    assert unframed(Span(text, 0, len(text)), named_until=0).text == (text if rest is None else rest)


def test_what_the_policy_says_of_a_matter_is_asked_of_the_matter() -> None:
    text = "¿qué dice la política sobre las zapatillas?"
    whole = Span(text, 0, len(text))
    named = unframed(whole, named_until=text.index("?"))
    assert named == Span("las zapatillas?", text.index("las"), len(text))
    assert unframed(whole, named_until=0) == whole


@pytest.mark.parametrize(
    ("tag", "asked"),
    [
        (". ¿Eso es verdad?", ["venden mis datos"]),
        (". ¿Qué hago?", ["Pensaba apuntarme, pero un pana me dice que venden mis datos", "Qué hago"]),
    ],
)
def test_only_where_a_tag_is_all_that_follows(tag: str, asked: list[str]) -> None:
    text = f"Pensaba apuntarme, pero un pana me dice que venden mis datos{tag}"
    assert [part.text for part in unframed_parts(split(text), text, named_until=0)] == asked


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Dice mi primo que venden mis datos", "venden mis datos"),
        ("¿Es verdad eso de que escuchan por el micro?", "escuchan por el micro?"),
        ("leí por ahí que cambió la política", "cambió la política"),
        ("¿me piden el DNI? Un amigo dice que a él sí", None),
    ],
)
def test_what_is_said_is_what_is_asked(text: str, rest: str | None) -> None:
    assert unframed(Span(text, 0, len(text)), named_until=0).text == (text if rest is None else rest)


def test_behind_a_story_too_where_it_is_asked_if_that_is_true() -> None:
    text = "Pensaba apuntarme, pero un pana me dice que venden mis datos"
    whole = Span(text, 0, len(text))
    assert unframed(whole, named_until=0, anywhere=True).text == "venden mis datos"
    assert unframed(whole, named_until=0) == whole


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Ah, mirá vos. ¿Y en 2024 también?", "¿Y en 2024 también?"),
        ("Qué detallistas. ¿Añadieron algo?", "¿Añadieron algo?"),
        ("Vale, ok... y el correo?", "y el correo?"),
        ("¿Qué guardan? Gracias", None),
        ("bueno y el correo?", None),
        ("Muy bien.", None),
    ],
)
def test_what_one_says_on_hearing_an_answer_asks_nothing(text: str, rest: str | None) -> None:
    assert unframed(Span(text, 0, len(text)), named_until=0).text == (text if rest is None else rest)


def test_a_telling_word_is_a_matter_too() -> None:
    text = "¿qué dice la política sobre los menores?"
    assert unframed(Span(text, 0, len(text)), named_until=0).text == "los menores?"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("no, te pregunté si lo guardan", "lo guardan"),
        ("lo que quiero saber es con quién", "con quién"),
        ("eso ya lo sé, pregunto si lo venden", "lo venden"),
        ("mi pregunta es cuánto tardan", "cuánto tardan"),
    ],
)
def test_who_asks_again_says_so(text: str, asked: str) -> None:
    assert unframed(Span(text, 0, len(text)), named_until=0).text == asked


def test_what_brought_the_news_is_told_apart() -> None:
    text = "He recibido un correo en el que Netflix avisa de cambios. ¿Qué cambió?"
    span = brought_by(text)
    assert span is not None
    assert text[slice(*span)] == "He recibido un correo en el que"
    assert brought_by("¿me mandan un correo si cambian algo?") is None
    behind = "¿Y cambiaron algo este año? Me llegó un mail"
    span = brought_by(behind)
    assert span is not None and behind[slice(*span)].strip() == "Me llegó un mail"
    assert brought_by("¿por qué me llegó un mail") is None


def test_what_is_asked_about_again_is_no_question_of_its_own() -> None:
    assert asks_again_of("no, te pregunté por ")
    assert not asks_again_of("¿por ")
