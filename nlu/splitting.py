"""Taking a message apart into the questions that it asks.

>>> [part.text for part in split("¿Qué guardan de mí y con quién lo comparten?")]
['Qué guardan de mí', 'con quién lo comparten']
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.words import fold

_INTERROGATIVE = (
    r"(?:(?:a|de|con|en|por|para|hasta|desde)\s+)?"
    r"(?:qu[eé]|qui[eé]n(?:es)?|cu[aá]l(?:es)?|c[oó]mo|cu[aá]nt[oa]s?|cu[aá]ndo|d[oó]nde|xq|pq|q)"
)
# "a qué y con quién" are two questions, "qué y cómo" as well; "más de lo que" is none.
_JOINT = re.compile(
    # A new sentence; or "y"/"o"/"además"/a comma before a question word or before "lo comparten".
    r"(?P<stop>[?!;\n]+|\.(?=\s)|(?<=\w)[,.:…]*\s*¿)"
    rf"|(?:,\s*|\s+)(?:y|e|o|además|ademas|tambi[eé]n)\s+(?:también\s+|tambien\s+|además\s+)?(?={_INTERROGATIVE}\b)"
    r"|(?:,\s*|\s+)(?:y|e|o)\s+(?=(?:si\s+)?(?:se\s+)?(?:lo|los|las|la)\s+(?:\w+[ae]n|\w+[aeé]is)\b)"
    r"|,\s*(?=(?:con|a|de|para|por|hasta)\s+(?:qui[eé]n|qu[eé]|cu[aá]ndo)\b)",
    re.IGNORECASE,
)
# Whoever asks more at once gets a wall of text; what is left can be asked again.
_MOST_PARTS = 4
# A question in a story: how many words it has at most, and how far the next stretch begins.
_WINDOW, _STRIDE = 16, 6
_STOP = re.compile(r"[?!;\n]+|\.(?=\s)")
_SPOKEN = re.compile(r"\S+")
_CONDITION = re.compile(
    r"((?:y|e|pero|o)\s+)?(?:si|cuando|aunque|como|ya que|porque|después de|antes de)\b", re.IGNORECASE
)
_ASKS_WITHIN = re.compile(rf"\b{_INTERROGATIVE}\b", re.IGNORECASE)
_OPENS_A_QUESTION = re.compile(
    rf"(?:(?:y|pero|entonces|oye|vale|bueno|a ver|pues)[\s,]+)*{_INTERROGATIVE}\b", re.IGNORECASE
)
# "Di mi tarjeta. Quisiera saber quién la ve": what somebody wants to know is the question, marks or not.
_WANTS_TO_KNOW = re.compile(
    r"(?:(?:y|pero|entonces|bueno|es que|solo)[\s,]+)*(?:yo\s+)?(?:no,?\s+)?"
    r"(?:(?:quisiera|quiero|querr[ií]a|quer[ií]a|necesito|me\s+(?:gustar[ií]a|interesa))\s+(?:saber|preguntar\w*|consultar)"
    r"|(?:yo\s+)(?:pregunto|preguntaba|pregunt[eé]|digo|hablo|me refiero)"
    r"|(?:mi|la|una)\s+(?:pregunta|duda|consulta)\s+(?:es|era)"
    r"|me\s+(?:preocupa|inquieta|da\s+miedo|pregunto|intriga)\s+(?:qu[eé]|qui[eé]n|c[oó]mo|cu[aá]nto|d[oó]nde|si)\s+\w+)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"(?:(?:y|pero|también|además|es que)\s+)*(?:no\s+)?"
    r"(?:quiero|quisiera|querría|quería|necesito|desearía|me\s+gustar[ií]a|dime(?!\s+a\s+ver)|d[ií]game|decime|d[ií]ganme|expl[ií]ca\w*|"
    r"cu[eé]nta\w*|h[aá]bla\w*|aclár\w*|exijo|pido|solicito)\b",
    re.IGNORECASE,
)
# "Dice mi primo que lo venden. ¿Tiene razón?": the question is what stands before it.
_TAG = (
    r"(?:o |y |pero )?(?:que|no|si|eh|verdad|cierto|correcto|asi es|no es asi|eso es (?:asi|verdad|cierto)|"
    r"(?:es|sera|esto es) (?:verdad|cierto|asi|correcto|posible)|es eso (?:verdad|cierto)|tiene razon|"
    r"me equivoco|estoy en lo cierto|o no|o si|no es (?:verdad|cierto)|es (?:verdad|cierto) eso|que opinas?|"
    r"que me dices?|como lo ves?)"
)
_ONLY_A_TAG = re.compile(_TAG)
# "Qué cosa… ¿y cómo lo quito?"
_EXCLAIMS = re.compile(
    r"(?:(?:ay|uy|uf|ah|oh|no|pero|ya)\W+)*que (?:mal |muy )?(?:cosa|raro|feo|horror|miedo|fuerte|"
    r"bueno|guay|lindo|mal|pena|rayada|fastidio|lata|verguenza|locura|asco|bien|triste|loco|barbaridad|invasiv\w+|metich\w+|chism\w+)\W*"
)
_TAGGED = re.compile(rf"[\s,.;:…]*¿?\s*{_TAG}\s*\?")
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
    parts = _without_tags(parts)
    asked = [part for part in parts if not _is_condition(part, text)]
    parts = asked or parts
    if len(parts) > _MOST_PARTS:
        # A long story: the questions tend to stand at its end.
        parts = parts[-_MOST_PARTS:]
    return parts


def is_whole(parts: Sequence[Span], text: str) -> bool:
    """Whether a message's only part is all that it says.

    Args:
        parts: what `split` made of the text.
        text: the message.

    Returns:
        False when there are several parts, or when one was left out.
    """
    said = _trim(text, 0, len(text))
    return all(part == said for part in parts)


def is_question(part: Span, text: str) -> bool:
    """Whether a part is put as a question: by its marks, or by how it begins.

    >>> text = "Me voy. Cómo borro la cuenta"
    >>> [is_question(part, text) for part in split(text)]
    [False, True]

    Args:
        part: a part of the message.
        text: the message.
    """
    if _EXCLAIMS.fullmatch(fold(part.text)) and not text[part.end :].lstrip(" ").startswith("?"):
        return False
    marked = text[: part.start].rstrip(" ").endswith("¿") or text[part.end :].lstrip(" ").startswith("?")
    marked = marked or bool(_TAGGED.match(fold(text[part.end :])))
    return marked or bool(_OPENS_A_QUESTION.match(part.text) or _WANTS_TO_KNOW.match(part.text))


def is_remark(part: Span, text: str) -> bool:
    """Whether a part neither asks nor wishes anything.

    >>> text = "Me voy. Quiero una copia. Llevo meses esperando, ¿qué procede?"
    >>> [is_remark(part, text) for part in split(text)]
    [True, False, True, False]

    Args:
        part: a part of a message.
        text: the message.
    """
    return not is_question(part, text) and not _WISH.match(part.text)


def _without_tags(parts: list[Span]) -> list[Span]:
    asking = [part for part in parts if not _ONLY_A_TAG.fullmatch(fold(part.text))]
    return asking or parts


def _is_condition(part: Span, text: str) -> bool:
    """ "Si la quito, ¿hasta cuándo la conservan?" asks one thing, and its first half is not it."""
    rest = text[part.end :].lstrip(" ,.…")
    asked = rest.startswith("¿") or (text[part.end :].startswith(",") and _OPENS_A_QUESTION.match(rest))
    found = _CONDITION.match(part.text)
    # "Y si no me convence qué hago" asks by itself.
    return bool(asked and found and not (found[1] and _ASKS_WITHIN.search(part.text, found.end())))


def windows(text: str) -> list[Span]:
    """The stretches of a long story in which its question may stand.

    People who dictate set no marks, so a sentence may run over a hundred words.

    Args:
        text: a long message.

    Returns:
        Its sentences; of those too long for a question, overlapping stretches of sixteen words.
    """
    found = []
    start = 0
    for end in [*(stop.end() for stop in _STOP.finditer(text)), len(text)]:
        spoken = [(word.start() + start, word.end() + start) for word in _SPOKEN.finditer(text[start:end])]
        last = max(1, len(spoken) - _WINDOW + _STRIDE)
        for first in range(0, last if spoken else 0, _STRIDE):
            stretch = spoken[first : first + _WINDOW]
            trimmed = _trim(text, stretch[0][0], stretch[-1][1])
            found += [trimmed] if trimmed else []
        start = end
    return found


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return Span(text[start:end], start, end) if end > start else None
