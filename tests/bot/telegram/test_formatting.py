"""Whatever Clara says is seen as she says it: nothing in it is taken for markup."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.formatting import bold, escaped, with_links
from tests.telegram_markup import fault_in, seen

# What an HTML parser passes on unchanged; line ends and NUL are its own matter.
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1)
POLICY = "Declaración de privacidad de Netflix"


@given(WORDS)
def test_what_is_escaped_is_seen_unchanged(text: str) -> None:
    assert seen(escaped(text)) == text
    assert seen(bold(text)) == text


@given(WORDS, st.dictionaries(WORDS, st.just('https://a.example/?a=1&b="2"<3>\''), max_size=3))
def test_links_change_nothing_that_is_seen(text: str, links: dict[str, str]) -> None:
    message = with_links(text, links)
    assert seen(message) == text
    assert not text.strip() or not fault_in({"text": message, "parse_mode": "HTML"})


def test_spanish_punctuation_needs_no_escape() -> None:
    text = "Sí. No - (art. 15.1) ¡ojo! _a_ *b* [c](d) `e` #f +g =h |i {j} ~k~"
    assert escaped(text) == text


def test_sources_in_the_last_line_are_linked_in_italics() -> None:
    text = f"La {POLICY} <dice>.\nFuente: {POLICY} (2026), «A & B»."
    link = f'<a href="https://n.example/p?a=1&amp;b=2">{POLICY}</a>'
    assert with_links(text, {POLICY: "https://n.example/p?a=1&b=2"}) == (
        f"La {POLICY} &lt;dice&gt;.\n<i>Fuente: {link} (2026), «A &amp; B».</i>"
    )


def test_a_name_within_a_longer_one_is_linked_once_each() -> None:
    text = "Fuentes: Ayuda de Netflix; Ayuda."
    message = with_links(text, {"Ayuda": "https://a.example", "Ayuda de Netflix": "https://b.example"})
    assert message.count("<a ") == 2
    assert seen(message) == text


def test_only_web_addresses_become_links() -> None:
    assert "<a" not in with_links("Fuente: X.", {"X": "javascript:alert(1)"})
