"""What people, machines and attackers may write."""

from __future__ import annotations

import json
import random
from typing import Any

from hypothesis import strategies as st

from bot.paths import PROJECT

_LONGEST = 4000


def _words() -> list[str]:
    questions = (PROJECT / "tests" / "evaluation" / "questions.tsv").read_text(encoding="utf-8")
    return sorted({word for line in questions.splitlines() for word in line.split("\t")[0].split()})


WORDS = _words()
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200)
_PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.text(max_size=12),
    st.sampled_from(["¿", "?", "no", "y", ",", ".", "…", "\n", "\u202e", "\u200b", "\x00", "🍿", "e\u0301"]),
    st.integers().map(str),
    st.text("abcñ019._-", min_size=1, max_size=9).map(lambda name: f"{name}@correo.es"),
    st.text("0123456789 +().-", min_size=6, max_size=20),
    st.text("ABCEKXYZ0123456789-", min_size=6, max_size=26),
    st.text("abAB01?=&%_-/.", max_size=20).map(lambda rest: f"https://sitio.com/{rest}"),
)
SENTENCES = st.lists(_PIECES, min_size=1, max_size=10).map(" ".join)
REPEATED = st.builds(
    lambda piece, times: (piece * times)[:_LONGEST], _PIECES, st.sampled_from([5, 20, 100, 400, 4000])
)
PAYLOADS = st.builds(
    lambda intent, entities: f"/{intent}{entities}",
    st.one_of(
        st.sampled_from(["ask_sharing", "ask_more", "greet", "restart", "session_start"]), st.text(max_size=9)
    ),
    st.one_of(
        st.just(""),
        st.text(max_size=20),
        st.dictionaries(
            st.sampled_from(["concept", "term", "aspect", "requested_slot"]),
            st.one_of(st.none(), st.text(max_size=9), st.lists(st.text(max_size=9), max_size=3)),
            max_size=3,
        ).map(json.dumps),
    ),
)
TEXTS = st.one_of(SENTENCES, ANYTHING, PAYLOADS, REPEATED)

_ODD = (
    "",
    " ",
    "\x00",
    "\u200b",
    "\u202e",
    "ñ",
    "\u0301",
    "@",
    "/",
    "{",
    '"',
    "[",
    "0",
    "-",
    ".",
    "🍿",
    "\ud800",
)


def variants(text: str, count: int = 4) -> list[str]:
    """A text, and some like it: pieces changed, doubled, cut off; the same ones each time."""
    chance = random.Random(repr(text))
    made = [text]
    for _ in range(count):
        start, end = sorted(chance.choices(range(len(text) + 1), k=2))
        odd = chance.choice(_ODD)
        made.append(
            chance.choice([text[:start] + odd + text[end:], text + odd + text[start:end], text[start:]])
        )
    return made


_LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), ANYTHING
)
JSON: st.SearchStrategy[Any] = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(ANYTHING, inner, max_size=4)),
    max_leaves=12,
)
DEEP = st.builds(
    lambda open_, times: (open_ * times).encode(), st.sampled_from(["[", '{"a":', "[["]), st.integers(1, 8000)
)
BYTES = st.one_of(
    st.binary(max_size=300), DEEP, ANYTHING.map(lambda text: text.encode("utf-8", "surrogatepass"))
)


def packed(value: Any) -> bytes:
    """A value as JSON, lone surrogates and all."""
    return json.dumps(value).encode()


def mangled(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """A body with these fields, some of which are missing, or hold something else, or are beside others."""
    odd = {name: st.one_of(right, right, right, JSON) for name, right in fields.items()}
    return st.one_of(
        st.fixed_dictionaries(fields),
        st.fixed_dictionaries({}, optional=odd),
        st.builds(
            lambda body, more: {**more, **body},
            st.fixed_dictionaries(odd),
            st.dictionaries(ANYTHING, JSON, max_size=2),
        ),
        JSON,
    )
