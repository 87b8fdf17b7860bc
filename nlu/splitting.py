"""Taking a message apart into the questions that it asks.

>>> [part.text for part in split("¿Qué guardan de mí y con quién lo comparten?")]
['Qué guardan de mí', 'con quién lo comparten']
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_INTERROGATIVE = (
    r"(?:(?:a|de|con|en|por|para|hasta|desde)\s+)?"
    r"(?:qu[eé]|qui[eé]n(?:es)?|cu[aá]l(?:es)?|c[oó]mo|cu[aá]nt[oa]s?|cu[aá]ndo|d[oó]nde|xq|pq|q)"
)
_JOINT = re.compile(
    # A new sentence; or "y"/"o"/"además"/a comma before a question word or before "lo comparten".
    r"(?P<stop>[?!;\n]+|\.(?=\s))"
    rf"|(?:,\s*|\s+)(?:y|e|o|además|ademas|tambi[eé]n)\s+(?:también\s+|tambien\s+|además\s+)?(?={_INTERROGATIVE}\b)"
    r"|(?:,\s*|\s+)(?:y|e|o)\s+(?=(?:si\s+)?(?:se\s+)?(?:lo|los|las|la)\s+(?:\w+[ae]n|\w+[aeé]is)\b)"
    r"|,\s*(?=(?:con|a|de|para|por|hasta)\s+(?:qui[eé]n|qu[eé]|cu[aá]ndo)\b)",
    re.IGNORECASE,
)
# "a qué y con quién" are two questions, "qué y cómo" as well; "más de lo que" is none.
_MOST_PARTS = 4
_EDGE = " \t\r\n¿?¡!.,;:…-"


@dataclass(frozen=True)
class Span:
    """A part of a message: its text and character offsets."""

    text: str
    start: int
    end: int


def split(text: str) -> list[Span]:
    """The parts of a message that may each be a question, in order.

    Args:
        text: a message.

    Returns:
        One span for a simple message; at most four; none for a message without words.
    """
    spans = []
    start = 0
    for joint in _JOINT.finditer(text):
        spans.append((start, joint.start()))
        start = joint.end()
    spans.append((start, len(text)))
    parts = [trimmed for a, b in spans if (trimmed := _trim(text, a, b)) is not None]
    if len(parts) > _MOST_PARTS:
        # A long story: the questions tend to stand at its end.
        parts = parts[-_MOST_PARTS:]
    return parts


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return Span(text[start:end], start, end) if end > start else None
