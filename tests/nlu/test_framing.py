"""What a question is wrapped in."""

from __future__ import annotations

import pytest

from nlu.framing import unframed
from nlu.splitting import Span


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
    text = "¿qué dice la política sobre las cookies?"
    whole = Span(text, 0, len(text))
    named = unframed(whole, named_until=text.index("?"))
    assert named == Span("las cookies?", text.index("las"), len(text))
    assert unframed(whole, named_until=0) == whole
