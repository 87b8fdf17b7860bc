"""Which parts of a message are answered."""

from __future__ import annotations

import pytest

from nlu.aspect_model import Mentioned, Sample
from nlu.components.question_parts import Read
from nlu.components.scope import decline_at
from nlu.components.turn_reader import TurnReader
from nlu.components.what_is_asked import chosen_of
from nlu.splitting import Span, is_remark, split

CONTROL, COOKIES, SHARING = "ask_control", "ask_cookies", "ask_sharing"
OVERVIEW = "ask_overview"


def chosen(text: str, whole: tuple[str, float], *parts: tuple[str, float]) -> list[tuple[str, str]]:
    """The intents and texts that are answered, of a message read like this as a whole and in parts."""
    spans = [Span(text, 0, len(text)), *split(text)]
    assert len(spans) == 1 + len(parts)
    reads = [Read(span, (guess,), ()) for span, guess in zip(spans, [whole, *parts], strict=True)]
    sure_at = TurnReader.get_default_config()["part_confidence"]
    return [(read.intent, read.span.text) for read in chosen_of(reads, text, sure_at)]


@pytest.mark.parametrize(
    "question", ["¿Para qué son las cookies?", "para qué son las cookies?", "Para qué son las cookies"]
)
def test_what_is_only_told_beside_a_question_asks_nothing(question: str) -> None:
    text = f"Me sale el aviso y le doy a aceptar. {question}"
    found = chosen(text, (CONTROL, 0.6), (CONTROL, 0.5), (COOKIES, 0.9))
    assert found == [(COOKIES, question.strip("¿?"))]


def test_a_remark_is_not_answered_for_a_question_that_is_unsure_by_itself() -> None:
    text = "Hay una peli fea en mi actividad, ¿cómo la saco?"
    found = chosen(text, (CONTROL, 0.8), (SHARING, 0.9), (CONTROL, 0.3))
    assert found == [(CONTROL, text)]


def test_what_is_only_named_before_is_what_that_is() -> None:
    [(intent, found)] = chosen(
        "EEE? qué viene siendo eso", (SHARING, 0.4), (SHARING, 0.4), ("challenge", 0.4)
    )
    assert (intent, found) == ("ask_definition", "EEE? qué viene siendo eso")


def test_a_wish_beside_a_question_is_heard_too() -> None:
    text = "Quiero borrar mi historial. ¿Quién lo ve?"
    found = chosen(text, (CONTROL, 0.6), (CONTROL, 0.8), (SHARING, 0.9))
    assert [intent for intent, _ in found] == [CONTROL, SHARING]


def test_two_questions_are_both_answered() -> None:
    text = "¿Cómo borro mi historial y quién lo ve?"
    found = chosen(text, (CONTROL, 0.6), (CONTROL, 0.8), (SHARING, 0.9))
    assert [intent for intent, _ in found] == [CONTROL, SHARING]


def test_statements_alone_are_read_as_before() -> None:
    text = "Me rastrean en la web. Me pasan a terceros"
    found = chosen(text, (COOKIES, 0.6), (COOKIES, 0.5), (SHARING, 0.9))
    assert [intent for intent, _ in found] == [COOKIES, SHARING]


def test_the_question_is_what_is_answered_when_all_of_it_says_the_same() -> None:
    text = "Pago el plan con anuncios. ¿Cómo eligen qué anuncio me sale?"
    found = chosen(text, (SHARING, 0.95), ("ask_payment", 0.1), (SHARING, 0.8))
    assert found == [(SHARING, "Cómo eligen qué anuncio me sale")]


def test_a_statement_before_a_comma_asks_nothing_either() -> None:
    text = "Comparto la cuenta con mi ex, ¿qué ve de lo mío?"
    found = chosen(text, (CONTROL, 0.6), (CONTROL, 0.8), (SHARING, 0.9))
    assert [intent for intent, _ in found] == [SHARING]


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("quiero saber qué guardan.", False),
        ("Pero no quiero que me sigan!", False),
        ("dime quién lo ve.", False),
        ("quieren mi teléfono.", True),
        ("«me siguen».", True),
        ("me siguen", True),
        ("qué guardan.", False),
        ("¿me siguen?", False),
    ],
)
def test_a_remark_asks_and_wishes_nothing(text: str, remark: bool) -> None:
    [part] = split(text)
    assert is_remark(part, text) is remark


@pytest.mark.parametrize(
    ("question", "found"),
    [("¿qué pasa con su privacidad?", "ask_children"), ("¿qué dice la política?", OVERVIEW)],
)
def test_a_question_for_a_child_told_of_before_asks_of_children(question: str, found: str) -> None:
    text = f"Mi nene tiene 7, {question}"
    [(intent, _)] = chosen(text, ("ask_children", 0.89), ("out_of_scope", 0.5), (OVERVIEW, 0.91))
    assert intent == found


@pytest.mark.parametrize(
    ("text", "kind", "limit"),
    [
        ("¿qué detalles de mi tele reciben?", "data_category", "decline_telling_at"),
        ("¿se ve bien en mi tele?", "data_category", "decline_named_at"),
        ("¿reciben visitas?", None, "decline_at"),
    ],
)
def test_what_is_done_with_named_data_is_declined_later(text: str, kind: str | None, limit: str) -> None:
    config = TurnReader.get_default_config()
    mentioned = (Mentioned(0, 3, kind, False),) if kind else ()
    assert decline_at(Sample(text, mentioned), config) == config[limit]


@pytest.mark.parametrize(("named", "found"), [(True, "ask_definition"), (False, COOKIES)])
def test_what_that_is_is_asked_of_what_was_named_before(named: bool, found: str) -> None:
    text = "Me salió un aviso de cookies. ¿Qué es eso?"
    spans = [Span(text, 0, len(text)), *split(text)]
    guesses = [(COOKIES, 0.94), (COOKIES, 0.9), ("challenge", 0.4)]
    reads = [Read(span, (guess,), (), named) for span, guess in zip(spans, guesses, strict=True)]
    assert chosen_of(reads, text, 0.45)[0].intent == found
