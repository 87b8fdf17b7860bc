"""Small readers of what callers and operators write."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.payloads import as_typed, is_payload
from bot.channels.text import clean
from bot.security.addresses import BadProxy, Proxies
from bot.security.settings import BadLimit, LimitSettings
from bot.web.origins import BadOrigin, Origins
from tests.fuzz.counting import share, watched
from tests.fuzz.texts import ANYTHING, PAYLOADS, TEXTS, variants


@share(0.04)
@given(text=st.one_of(TEXTS, PAYLOADS))
def test_a_text_is_cleaned_once_and_for_all(text: str) -> None:
    for one in variants(text):
        with watched("texts", one):
            cleaned = clean(one)
            typed = as_typed(cleaned)
        assert clean(cleaned) == cleaned
        assert is_payload(typed) or not typed.startswith("/")


@share(0.03)
@given(text=ANYTHING, headers=st.lists(ANYTHING, max_size=3))
def test_settings_and_headers(text: str, headers: list[str]) -> None:
    with watched("settings", text):
        Proxies.named("10.0.0.0/8").caller(text, headers)
        Proxies.named("10.0.0.0/8").caller("10.0.0.1", [text, *headers])
        Origins.named("https://example.org").allows(text, host=text)
        for read in (Proxies.named, Origins.named, lambda one: LimitSettings.of({"CLARA_LIMIT_SENDER": one})):
            try:
                read(text)
            except (BadProxy, BadOrigin, BadLimit) as error:
                assert str(error)
