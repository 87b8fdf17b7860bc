"""Secrets: from the environment or from a file that it names, refused when weak, never told.

``CLARA_API_TOKEN_FILE=/run/secrets/api`` is the same as ``CLARA_API_TOKEN`` with that file's content, and
so for every variable in `SECRETS`.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import MutableMapping
from itertools import pairwise
from pathlib import Path

# Tokens and keys have to be strong; addresses are secret for the password that they may hold.
TOKENS = ("CLARA_API_TOKEN", "CLARA_ACTIONS_TOKEN", "CLARA_CHAT_KEY")
ADDRESSES = (
    "CLARA_DATABASE_URL",
    "CLARA_FEEDBACK_URL",
    "CLARA_CONVERSATIONS_URL",
    "CLARA_REDIS_URL",
)
SECRETS = (*TOKENS, *ADDRESSES)
SHORTEST = 32
# Of neighbouring characters: 32 random hexadecimal digits have 29 pairs or so, a word said four times few.
_FEWEST_PAIRS = 20


class BadSecret(ValueError):
    """A secret that cannot be used; says which and why, and nothing of the secret."""


def take_secrets(environment: MutableMapping[str, str] | None = None) -> None:
    """Put what files hold into the environment, and check that what has to be strong is.

    Args:
        environment: where variables are; the process's unless given.

    Raises:
        BadSecret: a file cannot be read or is empty, a variable is given twice, or a token is weak.
    """
    environment = os.environ if environment is None else environment
    for name in SECRETS:
        file = environment.get(f"{name}_FILE")
        if file:
            if environment.get(name):
                raise BadSecret(f"{name} and {name}_FILE are both set: give one.")
            environment[name] = _content(name, Path(file))
            # A process that this one starts finds the secret itself, not twice.
            del environment[f"{name}_FILE"]
        if name in TOKENS and environment.get(name):
            check_strong(name, environment[name])


def check_strong(name: str, secret: str) -> None:
    """Refuse a secret that could be guessed.

    Args:
        name: what it is called, for the message.
        secret: the secret.

    Raises:
        BadSecret: it is short, or made of few characters again and again.
    """
    if len(secret) < SHORTEST or len(set(pairwise(secret))) < _FEWEST_PAIRS:
        raise BadSecret(
            f"{name} is weak: it must have at least {SHORTEST} characters made at random. "
            'A good one: python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
        )


def same(shown: str, secret: str) -> bool:
    """Whether two texts are the same, in a time that does not tell how much of them is."""
    return hmac.compare_digest(shown.encode("utf-8", "surrogateescape"), secret.encode())


def bearer(authorization: str | None) -> str:
    """The token of an ``Authorization: Bearer …`` header; empty for any other."""
    scheme, _, token = (authorization or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _content(name: str, file: Path) -> str:
    try:
        secret = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise BadSecret(f"{name}_FILE={file} cannot be read: {reason}.") from None
    if not secret:
        raise BadSecret(f"{name}_FILE={file} is empty.")
    return secret
