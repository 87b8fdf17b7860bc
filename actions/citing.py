"""Saying where facts are written, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from actions.phrases import Phrases
from knowledge.dates import dated
from knowledge.records import Fact

_SOURCES = 2
_SECTIONS = 2
_CONJUNCTION = {True: "e", False: "y"}


def cite(facts: Sequence[Fact], phrases: Phrases) -> str:
    """One line that says where facts are written: source, section and date.

    Args:
        facts: the facts told.
        phrases: Clara's sentences.

    Returns:
        The line; at most two sources are named, the most used first.
    """
    sections: dict[tuple[str, dt.date | None], list[str]] = {}
    for fact in facts:
        where = fact.citation
        found = sections.setdefault((where.source, where.as_of), [])
        if where.section not in found:
            found.append(where.section)
    texts = sorted(sections, key=lambda text: -len(sections[text]))[:_SOURCES]
    places = "; ".join(named(*text, sections[text], phrases) for text in texts)
    return (phrases.source if len(texts) == 1 else phrases.sources).format(sources=places)


def joined(items: Sequence[str]) -> str:
    """Things in a row: "a", "a y b", "a, b e i".

    Args:
        items: at least one.

    Returns:
        The enumeration.
    """
    if len(items) == 1:
        return items[0]
    conjunction = _CONJUNCTION[items[-1].lower().startswith(("i", "hi"))]
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def named(source: str, day: dt.date | None, sections: list[str], phrases: Phrases) -> str:
    """A source as sentences name it: its name, its date, and some of its sections.

    Args:
        source: the source's name.
        day: the date of its text, if it carries one.
        sections: what to name of it, the best first.
        phrases: Clara's sentences.

    Returns:
        "Declaración de privacidad (10 de abril de 2026), «Sección A»".
    """
    when = dated(day) if day else phrases.undated
    quoted = joined([f"«{section}»" for section in sections[:_SECTIONS]])
    return f"{source} ({when}), {quoted}"
