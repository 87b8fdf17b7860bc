"""Secrets from files and the environment; weak ones are refused, and none is told."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.security.secrets import SECRETS, BadSecret, bearer, check_strong, same, take_secrets

STRONG = secrets.token_urlsafe(32)


def test_a_file_gives_what_the_variable_would(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{STRONG}\n")
    environment = {"CLARA_API_TOKEN_FILE": str(file)}
    take_secrets(environment)
    assert environment == {"CLARA_API_TOKEN": STRONG}


def test_every_secret_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(STRONG)
    environment = {f"{name}_FILE": str(file) for name in SECRETS}
    take_secrets(environment)
    assert environment == dict.fromkeys(SECRETS, STRONG)


@pytest.mark.parametrize(
    "weak",
    [
        "short",
        "a" * 64,
        "password" * 4,
        "0123456789" * 3 + "01",
        " " * 40,
        "ab" * 16,
    ],
)
def test_weak_tokens_are_refused_and_not_quoted(weak: str) -> None:
    with pytest.raises(BadSecret) as caught:
        take_secrets({"CLARA_API_TOKEN": weak})
    assert "CLARA_API_TOKEN is weak" in str(caught.value)
    assert weak not in str(caught.value)


@pytest.mark.parametrize("make", [secrets.token_hex, secrets.token_urlsafe])
def test_tokens_made_at_random_are_strong(make: object) -> None:
    assert callable(make)
    for _ in range(200):
        check_strong("T", make(32))
    check_strong("T", secrets.token_hex(16))


def test_a_url_may_be_weak_but_not_twice(tmp_path: Path) -> None:
    take_secrets({"CLARA_REDIS_URL": "redis://localhost"})
    with pytest.raises(BadSecret, match="both set"):
        take_secrets({"CLARA_REDIS_URL": "redis://a", "CLARA_REDIS_URL_FILE": str(tmp_path)})


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe"])
def test_files_that_hold_no_secret_are_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "empty"
    file.write_bytes(content)
    with pytest.raises(BadSecret, match="CLARA_API_TOKEN_FILE"):
        take_secrets({"CLARA_API_TOKEN_FILE": str(file)})


def test_a_command_says_what_is_wrong_with_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLARA_API_TOKEN", "letmein")
    monkeypatch.setenv("CLARA_REDIS_URL_FILE", "/nowhere/at/all")
    for variable in ("CLARA_REDIS_URL_FILE", "CLARA_API_TOKEN"):
        result = CliRunner().invoke(main, ["kb", "check"])
        assert result.exit_code == 1
        assert "Traceback" not in result.output
        assert "letmein" not in result.output
        monkeypatch.delenv(variable)
    assert CliRunner().invoke(main, ["kb", "check"]).exit_code == 0


def test_tokens_are_compared_whole() -> None:
    assert same(STRONG, STRONG)
    assert not same(STRONG[:-1], STRONG)
    assert not same("ñ\udcff", STRONG)
    assert bearer(f"Bearer {STRONG}") == bearer(f"bearer  {STRONG} ") == STRONG
    assert bearer(None) == bearer(STRONG) == bearer(f"Basic {STRONG}") == ""
