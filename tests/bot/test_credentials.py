"""What is wrong with a credentials file is told in words, without what is secret in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import paths
from bot.channels.credentials import BadCredentials, read_channels


def test_the_projects_own_file_names_its_channels() -> None:
    assert [channel.name() for channel in read_channels(paths.CREDENTIALS)] == ["rest", "web"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('bot.channels.rest.Rest:\n  token: "123:secret\n', "line 2"),
        ("just: [secret", "line 1"),
        ("secret", "channel: settings"),
        ("- secret\n", "channel: settings"),
        ("bot.channels.rest.Resst: {token: secret}\n", "bot.channels.rest.Resst"),
        ("bot.channels.rest.Rest:\n  token: ${NOBODY_SETS_THIS}\n", "NOBODY_SETS_THIS"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "credentials.yml"
    file.write_text(content)
    with pytest.raises(BadCredentials) as refused:
        read_channels(file)
    assert words in str(refused.value)
    assert "credentials.yml" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadCredentials, match=r"nothing\.yml"):
        read_channels(tmp_path / "nothing.yml")
