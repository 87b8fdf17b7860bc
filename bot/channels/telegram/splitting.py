"""Cutting a long text into messages that Telegram takes."""

from __future__ import annotations

import re

LONGEST = 4096
# Where a sentence has ended: its mark, what closes behind it, and the gap; or the end of a line.
_SENTENCE_END = re.compile(r"[.!?…][\"»”’)\]]*\s+|\n+")
_GAP = re.compile(r"\s+")


def units(text: str) -> int:
    """How long Telegram takes a text to be: UTF-16 units, of which an emoji has two or more.

    >>> units("ñ"), units("🍿")
    (1, 2)
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, longest: int = LONGEST) -> list[str]:
    """Cut a text at ends of sentences; at a blank where a sentence is too long, anywhere where a word is.

    Args:
        text: any text.
        longest: how many units each piece may have.

    Returns:
        The pieces, trimmed, none of them empty; no character but blanks is lost.
    """
    pieces = []
    rest = text.strip()
    while units(rest) > longest:
        window = _fitting(rest, longest)
        cut = _last(_SENTENCE_END, rest, window) or _last(_GAP, rest, window) or window
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [piece for piece in [*pieces, rest] if piece]


def _fitting(text: str, longest: int) -> int:
    """How many characters from the start fit, at least one."""
    count, taken = 0, 0
    for character in text:
        taken += units(character)
        if taken > longest:
            break
        count += 1
    return max(count, 1)


def _last(end: re.Pattern[str], text: str, window: int) -> int:
    """Where the last of some ends within a window (with the gap that follows it) is over; 0 without one."""
    last = 0
    for found in end.finditer(text):
        if len(found.group().rstrip()) + found.start() > window:
            break
        last = found.end()
    return last
