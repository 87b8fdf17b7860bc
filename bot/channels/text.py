"""What every channel makes of a text before Rasa sees it."""

from __future__ import annotations

import re
import unicodedata

LONGEST_MESSAGE = 4000


def clean(text: str) -> str:
    """Take out what no keyboard writes: control characters, lone surrogates, runs of blanks.

    Args:
        text: any text.

    Returns:
        The text on one line, composed (NFC), trimmed.
    """
    whole = text.encode("utf-8", "ignore").decode("utf-8")
    # What has no width may stand within a word.
    printable = "".join(
        " " if unicodedata.category(character) in ("Cc", "Zl", "Zp") else character
        for character in whole
        if unicodedata.category(character) != "Cf"
    )
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", printable)).strip()
