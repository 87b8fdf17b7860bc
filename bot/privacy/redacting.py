"""The guard at the door that takes identifiers out of a message: text, names and everything sent along."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.channels.text import clean
from bot.privacy.found import Kind
from bot.privacy.identity import Identity
from bot.privacy.recognisers.phones import warm
from bot.privacy.redaction import redact

# A number that comes beside the text may be anybody's; a small one is nobody's.
_NOBODYS = 1_000_000


class Redacting:
    """Redacts messages.

    Args:
        identity: names the conversations whose callers chose a name.
    """

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        warm()

    def __call__(self, message: UserMessage) -> UserMessage:
        """Redact a message.

        Args:
            message: a copy of what the channel made, changed here.
        """
        if message.text is not None:
            message.text = redact(clean(message.text))
        message.sender_id = self._identity.sender(message.sender_id)
        message.metadata = _redacted(message.metadata)
        message.parse_data = None
        return message


def _redacted(value: Any) -> Any:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {redact(str(key)): _redacted(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_redacted(one) for one in value]
    if isinstance(value, int | float) and abs(value) >= _NOBODYS:
        return Kind.NUMBER.placeholder
    return value
