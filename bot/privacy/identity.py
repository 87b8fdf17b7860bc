"""The name of a conversation: a keyed hash, so that what is stored does not tell whose it is.

Chat ids and telephone numbers are few enough to try them all; without the key, that tells nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import re
import secrets
from pathlib import Path
from tempfile import NamedTemporaryFile

from bot import paths

logger = logging.getLogger(__name__)

KEY_VARIABLE = "CLARA_CHAT_KEY"
STATE_VARIABLE = "TELEGRAM_STATE"
KEY_FILE = "chat.key"
_SHORTEST_KEY = 32
# Names made at random, by us or by a caller who knows how: they say nothing of anybody.
_RANDOM = re.compile(r"(?:web-)?[0-9a-f]{32,64}|default")


class BadKey(ValueError):
    """A key that is too short to keep anything secret, or a file that holds none."""


class Identity:
    """Names conversations.

    Args:
        key: at least 32 characters that nobody else knows.

    Raises:
        BadKey: it is shorter.
    """

    def __init__(self, key: str) -> None:
        if len(key) < _SHORTEST_KEY:
            raise BadKey(f"the key of conversations must have at least {_SHORTEST_KEY} characters")
        self._key = key.encode()

    def conversation(self, chat: int) -> str:
        """The id of a chat's conversation: always the same for a key, and 64 hexadecimal digits."""
        return self.digest(f"telegram:chat:{chat}")

    def sender(self, given: str) -> str:
        """The name under which a caller's conversation is kept.

        Args:
            given: the name that the caller uses, perhaps an e-mail address.

        Returns:
            A name made at random as it is, a digest of any other.
        """
        return given if _RANDOM.fullmatch(given) else self.digest(f"sender:{given}")

    def digest(self, what: str) -> str:
        """HMAC-SHA256 of a text."""
        return hmac.new(self._key, what.encode(), hashlib.sha256).hexdigest()


def identity_of_environment() -> Identity:
    """Names conversations by ``CLARA_CHAT_KEY``, or by a key that is kept in a file.

    Raises:
        BadKey: the key is too short.
    """
    given = os.environ.get(KEY_VARIABLE)
    state = Path(os.environ.get(STATE_VARIABLE) or paths.VAR / "telegram")
    try:
        return Identity(given or stored_key(state / KEY_FILE))
    except (OSError, UnicodeDecodeError) as error:
        logger.warning("the key of conversations' names is not kept (%s): set CLARA_CHAT_KEY", error)
        return Identity(secrets.token_hex(_SHORTEST_KEY))


def stored_key(file: Path) -> str:
    """The key that a file holds; it is made, for its owner only, when there is none.

    Args:
        file: where it is kept.

    Returns:
        The key.

    Raises:
        OSError: it can be neither read nor made.
    """
    try:
        return file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="ascii") as new:  # mode 0600
        new.write(secrets.token_hex(_SHORTEST_KEY) + "\n")
    Path(new.name).replace(file)
    return file.read_text(encoding="ascii").strip()
