"""Messages as Telegram takes them: what is seen of their markup, and what it would refuse."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

_TAGS = {"b", "i", "a"}


class _Markup(HTMLParser):
    """What is seen of a message, and whether its markup is whole."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen = ""
        self.fault = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in _TAGS:
            self.fault = f"unsupported start tag {tag!r}"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.fault = f"unmatched end tag {tag!r}"

    def handle_data(self, data: str) -> None:
        self.seen += data


def _parsed(text: str) -> _Markup:
    markup = _Markup()
    markup.feed(text)
    markup.close()
    return markup


def seen(text: str) -> str:
    """What a person sees of a message in Telegram's HTML."""
    return _parsed(text).seen


def fault_in(parameters: dict[str, Any]) -> str:
    """What Telegram would refuse in a message, or nothing."""
    text = parameters.get("text", "")
    markup = _parsed(text) if parameters.get("parse_mode") == "HTML" else None
    shown = markup.seen if markup else text
    if markup and (markup.fault or markup.open or re.search(r"&(?!(lt|gt|amp|quot|#x27);)", text)):
        return f"can't parse entities: {markup.fault or 'not closed or not escaped'}"
    if not shown.strip():
        return "message text is empty"
    if len(shown.encode("utf-16-le")) // 2 > 4096:
        return "message is too long"
    for row in parameters.get("reply_markup", {}).get("inline_keyboard", []):
        for button in row:
            if not 1 <= len(button["callback_data"].encode()) <= 64 or not button["text"]:
                return "BUTTON_DATA_INVALID"
    return ""
