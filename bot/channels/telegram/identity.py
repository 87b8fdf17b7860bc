"""The name of a chat's conversation: a keyed hash, so that what is stored does not tell whose it is.

Chat ids are few enough to try them all; without the key, that tells nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path
from tempfile import NamedTemporaryFile

_SHORTEST_KEY = 32


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

    def digest(self, what: str) -> str:
        """HMAC-SHA256 of a text."""
        return hmac.new(self._key, what.encode(), hashlib.sha256).hexdigest()


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
