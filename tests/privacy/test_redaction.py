"""A redacted text keeps its sense and loses the person."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.payloads import is_payload
from bot.privacy.found import Kind
from bot.privacy.measuring import measure, questions, read_lines, touched
from bot.privacy.redaction import find, redact


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("mi correo es ana@example.org, ¿qué hacen con él?", "mi correo es ‹correo›, ¿qué hacen con él?"),
        ("612345678 y ana@example.org", "‹teléfono› y ‹correo›"),
        (
            "mi dni es 12345678Z y mi tarjeta 4111 1111 1111 1111",
            "mi dni es ‹documento de identidad› y mi tarjeta ‹tarjeta›",
        ),
        ("٦١٢٣٤٥٦٧٨", "‹teléfono›"),
        ("tel. ６１２ ３４５ ６７８", "tel. ‹teléfono›"),
        ("612–345–678", "‹teléfono›"),
        ("¿qué datos recogen?", "¿qué datos recogen?"),
    ],
)
def test_placeholders(text: str, redacted: str) -> None:
    assert redact(text) == redacted


def test_a_button_stays_a_button_and_loses_what_is_not_an_id() -> None:
    button = '/ask_sharing{"concept": ["email"]}'
    assert redact(button) == button
    stuffed = redact('/ask_sharing{"concept": ["ana@example.org"]}')
    assert "ana" not in stuffed
    assert is_payload(stuffed)


def test_identifiers_are_hidden_and_what_is_harmless_stays() -> None:
    lines = read_lines()
    measured = measure(lines)
    assert len(lines) >= 300
    for kind in (Kind.EMAIL, Kind.CARD, Kind.PHONE, Kind.DOCUMENT):
        assert measured.recall(kind.value) >= 0.98, measured.missed
    assert measured.recall() >= 0.98, measured.missed
    assert measured.precision() >= 0.98, measured.touched


def test_questions_are_left_alone() -> None:
    asked = questions()
    assert len(asked) > 2000
    # How many, and not which: some of these sets are read by no one.
    changed = len(touched(asked))
    assert changed <= 0.01 * len(asked)


_PIECES = st.sampled_from(
    [
        "612345678",
        "ana@example.org",
        " ",
        "-",
        ".",
        "/",
        "4111 1111 1111 1111",
        "calle ",
        "12345678Z",
        "::",
        "http://",
        "?a=b",
        "\u200b",
        "‹correo›",
        "ES91 2100 0418 4502 0005 1332",
        "nací el ",
        "1/2/1990",
        "arroba",
        " punto ",
        "+",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=20).map("".join)))
def test_any_text_is_redacted_and_nothing_is_left_to_find(text: str) -> None:
    found = find(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    spans = sorted((one.start, one.end) for one in found)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert "\x00" in text or "\x00" not in redact(text)
