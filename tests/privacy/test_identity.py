"""A conversation's name tells nothing of its chat, and stays the same over restarts."""

from __future__ import annotations

import hashlib
import hmac
import stat
from pathlib import Path

import pytest

from bot.privacy.identity import BadKey, Identity, stored_key


def test_the_name_is_a_keyed_hash() -> None:
    key = "k" * 32
    name = Identity(key).conversation(555)
    assert name == hmac.new(key.encode(), b"telegram:chat:555", hashlib.sha256).hexdigest()
    assert name != Identity("j" * 32).conversation(555)
    assert name != Identity(key).conversation(-555)


def test_a_short_key_is_refused() -> None:
    with pytest.raises(BadKey, match="at least 32"):
        Identity("short")


def test_a_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "state" / "chat.key"
    key = stored_key(file)
    assert len(key) == 64
    assert stored_key(file) == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]
    assert stored_key(tmp_path / "other.key") != key
