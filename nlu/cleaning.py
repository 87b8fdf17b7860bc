"""Takes out of a text what nobody sees or says: invisible characters, markup, ornaments."""

from __future__ import annotations

import re
import unicodedata

_MARKUP = re.compile(r"</?[a-zA-Z!][^<>]*>|\]\([^()\s]*(?:\([^()]*\))?[^()\s]*\)")
_SPACES = re.compile(r"\s+")


def cleaned(text: str) -> str:
    """A text as a person reads it.

    >>> cleaned("¿cu\u200bánto <b>tiem\u200bpo</b>?")
    '¿cuánto tiempo?'

    Args:
        text: what arrived.

    Returns:
        The text without tags, link targets, zero-width characters and stacked marks; letters of other
        alphabets' styles ("𝐪𝐮é") become plain ones.
    """
    text = _MARKUP.sub(" ", unicodedata.normalize("NFKC", text))
    seen = (one for one in text if unicodedata.category(one) not in ("Cf", "Mn", "Me", "Cc") or one.isspace())
    return _SPACES.sub(" ", "".join(seen)).strip()
