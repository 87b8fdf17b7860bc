"""What a button carries: Telegram allows 64 bytes, and a payload of Clara's may be longer.

A payload that fits is carried as it is, so that the button works for as long as the message stands. A longer
one is carried as a short keyed id, and kept in a bounded table of this process. People can make their
programs send any data at all: what comes back passes only as a payload that a button of Clara's can send.
"""

from __future__ import annotations

import json
from collections import OrderedDict

from bot.channels.payloads import is_payload
from bot.privacy.identity import Identity

LONGEST_DATA = 64
_KEPT = 1000
_MARK = "#"
_DIGITS = 32


class Buttons:
    """Turns payloads into callback data and back.

    Args:
        identity: keys the short ids, which nobody can guess so.
    """

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        self._kept: OrderedDict[str, str] = OrderedDict()

    def data(self, payload: str) -> str:
        """What a button with this payload carries: at most 64 bytes."""
        short = _compact(payload)
        if len(short.encode()) <= LONGEST_DATA:
            return short
        name = _MARK + self._identity.digest(f"telegram:button:{payload}")[:_DIGITS]
        self._kept[name] = payload
        self._kept.move_to_end(name)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return name

    def payload(self, data: str | None) -> str | None:
        """The payload that callback data stands for; None when it is none of Clara's, or forgotten."""
        if data is None:
            return None
        payload = self._kept.get(data) if data.startswith(_MARK) else data
        return payload if payload is not None and is_payload(payload) else None


def _compact(payload: str) -> str:
    """A payload without the blanks in its JSON."""
    intent, brace, entities = payload.partition("{")
    if not brace:
        return payload
    try:
        return intent + json.dumps(json.loads(brace + entities), separators=(",", ":"), ensure_ascii=False)
    except ValueError:
        return payload
