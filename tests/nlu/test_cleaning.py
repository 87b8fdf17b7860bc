"""A text is read as a person sees it."""

from __future__ import annotations

import pytest

from nlu.cleaning import cleaned


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("¿cu\u200bán\u2060to tiem\ufeffpo?", "¿cuánto tiempo?"),
        ("q\u0338u\u0338e\u0338", "que"),
        ("𝐪𝐮é guardan", "qué guardan"),
        ("<b>venden</b> mis datos", "venden mis datos"),
        ("[pincha](javascript:alert(1)) ya", "[pincha ya"),
        ("a  b\n c", "a b c"),
        ("precio < 5 y > 3", "precio < 5 y > 3"),
        ("\u200b", ""),
    ],
)
def test_what_nobody_sees_is_taken_out(typed: str, seen: str) -> None:
    assert cleaned(typed) == seen
