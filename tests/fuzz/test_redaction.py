"""The redactor: any text comes out, without what it finds, and is not changed again."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.redaction import find, redact
from tests.fuzz.counting import share, watched
from tests.fuzz.texts import ANYTHING, REPEATED, SENTENCES, variants

_DIGITS = st.text("0123456789 .-/()+", min_size=1, max_size=60)
_MIXED = st.builds(lambda one, other, more: f"{one} {other}{more}", SENTENCES, _DIGITS, SENTENCES)


@share(0.06)
@given(text=st.one_of(SENTENCES, _MIXED, _MIXED, ANYTHING, ANYTHING, REPEATED))
def test_any_text_is_redacted(text: str) -> None:
    for one in variants(text):
        check(one)


def check(text: str) -> None:
    with watched("redactor", text):
        redacted = redact(text)
    found = find(text)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
    spans = sorted((one.start, one.end) for one in found)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert (redacted == text) == (not found)


@share(0.02)
@given(before=SENTENCES, name=st.text("abcdefghijklm", min_size=3, max_size=12))
def test_an_address_in_any_company_is_taken_out(before: str, name: str) -> None:
    text = f"{before} {name}@example.org"
    with watched("redactor, e-mail", text):
        assert f"{name}@example.org" not in redact(text)
