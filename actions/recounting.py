"""Telling what changed: what the old text said, what the new one says, and of which dates they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.changing import History
from actions.citing import cite
from actions.phrases import Phrases
from knowledge.changes import Change, Kind
from knowledge.dates import dated, month
from knowledge.records import Fact

_AT_ONCE = 4


@dataclass(frozen=True)
class Recounted:
    """A text, the facts that it tells, and those that it leaves for "cuéntame más"."""

    text: str
    told: tuple[Fact, ...]
    untold: tuple[Fact, ...]


def recount(history: History, phrases: Phrases, longest: int) -> Recounted:
    """Tell as many changes as fit, and at least one.

    Changes of the policy as a whole are told by what is said now, under the two dates; those of one matter
    by what each text says.

    Args:
        history: what changed, at least one change.
        phrases: Clara's sentences.
        longest: how many characters fit.

    Returns:
        The text, its last line with where it is written.
    """
    items = [(_briefly if history.whole else _both_sides)(one, history, phrases) for one in history.changes]
    return _as_many_as_fit(_opening(history, phrases), items, phrases, longest)


def recount_more(changes: Sequence[Change], keys: Sequence[str], phrases: Phrases, longest: int) -> Recounted:
    """Tell the changes that an earlier reply left untold, in its way.

    Args:
        changes: them, at least one.
        keys: ids of the facts left untold: with those that were replaced, if both sides are told.
        phrases: Clara's sentences.
        longest: how many characters fit.

    Returns:
        The text with as many as fit.
    """
    items = []
    for one in changes:
        both = one.older is not None and one.older.key in keys
        items.append((_both_sides if both else _briefly)(one, None, phrases))
    return _as_many_as_fit("", items, phrases, longest)


Item = tuple[str, tuple[Fact, ...]]


def _as_many_as_fit(opening: str, items: list[Item], phrases: Phrases, longest: int) -> Recounted:
    count = 1
    while count < min(len(items), _AT_ONCE):
        if len(_text(opening, items[: count + 1], phrases, longest)) > longest:
            break
        count += 1
    told, untold = (
        tuple(dict.fromkeys(fact for _, facts in some for fact in facts))
        for some in (items[:count], items[count:])
    )
    return Recounted(_text(opening, items[:count], phrases, longest), told, untold)


def _text(opening: str, items: list[Item], phrases: Phrases, longest: int) -> str:
    facts = [fact for _, found in items for fact in found]
    if len(items) == 1:
        body = [" ".join(part for part in (opening, items[0][0]) if part)]
    else:
        body = [*([opening] if opening else []), *(f"• {text}" for text, _ in items)]
    # The newest text is cited first.
    facts.sort(key=_age)
    text = "\n".join([*body, cite(facts, phrases)])
    if len(text) > longest:
        # Of a long comparison, the text of today is what is cited in words.
        text = "\n".join([*body, cite(facts[:1], phrases)])
    return text


def _age(fact: Fact) -> int:
    return -(fact.citation.as_of or dt.date.min).toordinal()


def _opening(history: History, phrases: Phrases) -> str:
    first = history.changes[0]
    if history.when:
        return _since(first, phrases)
    if history.outside:
        return phrases.changes_outside
    if not history.whole or history.window is None:
        return ""
    base = history.window.base
    phrase = phrases.changes_between if base else phrases.changes_until
    return phrase.format(base=dated(base or history.versions[0]), end=dated(history.window.end))


def _since(change: Change, phrases: Phrases) -> str:
    if change.by is None or change.after is None or change.kind is not Kind.REWORDED:
        return ""
    phrase = phrases.since_version if change.exact else phrases.since_about
    return phrase.format(then=dated(change.after), now=dated(change.by))


def _both_sides(change: Change, history: History | None, phrases: Phrases) -> Item:
    then, now = (dated(day) if day else phrases.undated for day in (change.after, change.by))
    phrase = {
        Kind.ADDED: phrases.change_added if change.after else phrases.change_first,
        Kind.REWORDED: phrases.change_reworded,
        Kind.REMOVED: phrases.change_removed,
        Kind.LAST_SEEN: phrases.change_last_seen,
    }[change.kind]
    old = _without_year(change.older) if change.older else ""
    new = change.newer.text if change.newer else ""
    return phrase.format(then=then, now=now, old=old, new=new), change.facts


def _briefly(change: Change, history: History | None, phrases: Phrases) -> Item:
    subject = change.facts[-1]
    base = history.window.base if history and history.window else None
    if change.kind is Kind.ADDED:
        text = phrases.briefly_added.format(text=subject.text)
    elif change.newer is None:
        text = phrases.briefly_removed.format(text=subject.text)
    elif change.after is not None and change.after != base:
        text = phrases.briefly_since.format(text=subject.text.rstrip("."), then=month(change.after))
    else:
        text = subject.text
    return text, (subject,)


def _without_year(fact: Fact) -> str:
    """An old text after its date: "En 2021 solo nombraba…" need not say the year again."""
    day = fact.citation.as_of
    return re.sub(rf"^En {day.year},? ", "", fact.text) if day else fact.text
