"""E-mail addresses, spelled out ones too ("ana arroba gmail punto com")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.found import Found, Kind
from knowledge.choice import chosen_policy, contact_of

_NAME = r"[^\W_](?:[\w.+'\-]{0,62}\w)?"
_AT = r"(?:\s?@\s?|\s?[(\[{<]\s?(?:at|arroba|@)\s?[)\]}>]\s?|\s(?:arroba|arrova|arrob|at)\s|\s?\(a\)\s?)"
_DOT = r"(?:\s?\.\s?|\s(?:punto|dot|pto)\s|\s?[(\[](?:punto|dot)[)\]]\s?)"
_ENDING = (
    r"(?:com|net|org|es|mx|ar|co|cl|pe|ve|ec|uy|py|bo|cr|gt|hn|ni|pa|sv|do|cu|pr|us|edu|gob|gov|io|eu|info|cat"
    r"|me|app)"
)
_PLAIN = re.compile(r"[^\s@<>(),;:\"¿¡«»\x00]+@[^\s@<>(),;:\"?!¿¡«»\x00]+", re.IGNORECASE)
# The name may be spelled out too: "ana punto ruiz arroba ...".
_SPELLED = re.compile(
    rf"\b{_NAME}(?:(?:\s(?:punto|dot)\s|\s(?:guion|guión)(?:\s(?:bajo|medio))?\s){_NAME}){{0,3}}{_AT}"
    rf"{_NAME}(?:(?:{_DOT})(?:{_NAME})){{0,2}}?{_DOT}{_ENDING}\b(?:{_DOT}{_ENDING}\b)?",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    rf"\b{_NAME}(?:\s(?:punto|dot|guion bajo|guión bajo)\s{_NAME}){{0,3}}{_AT}"
    r"(?:gmail|hotmail|outlook|yahoo|icloud|live|protonmail|proton|telefonica|movistar|gmx|msn)\b",
    re.IGNORECASE,
)
_MAY_BE = re.compile(r"@|\b(?:arroba|arrova|arrob|at)\b|\(a\)", re.IGNORECASE)


def emails(text: str) -> Iterator[Found]:
    """Find e-mail addresses.

    >>> [text[one.start:one.end] for text in ["soy ana@example.org."] for one in emails(text)]
    ['ana@example.org']

    Args:
        text: any text.
    """
    if not _MAY_BE.search(text):
        return
    for pattern in (_SPELLED, _PLAIN, _KNOWN):
        for found in pattern.finditer(text):
            end = found.start() + len(found[0].rstrip(".…'-_*"))
            # The policy's own address is nobody's, and asked about.
            public = text[found.start() : end].lower() == contact_of(chosen_policy()).lower()
            if public or found[0].startswith("@"):
                continue
            yield Found(found.start(), end, Kind.EMAIL)
