"""The ``clara kb`` commands, as somebody types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.channels.telegram.settings import VARIABLES
from bot.cli import main
from bot.paths import PROJECT


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "knowledge.db"
    monkeypatch.setenv("CLARA_DATABASE_URL", f"sqlite:///{file}")
    return file


@pytest.fixture
def loaded(database: Path) -> Path:
    assert clara("kb", "load").exit_code == 0
    return database


def clara(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_load_says_what_it_did_and_when_there_was_nothing_to_do(database: Path) -> None:
    assert clara("kb", "load").output.startswith("Loaded")
    assert clara("kb", "load").output.startswith("Already loaded")


def test_check_needs_no_database(database: Path) -> None:
    assert clara("kb", "check").exit_code == 0
    assert not database.exists()


def test_show_gives_everything_on_a_concept(loaded: Path) -> None:
    output = clara("kb", "show", "ip_address").output
    assert "Dirección IP" in output
    assert "col-ip" in output
    assert "(historical)" in output


def test_show_offers_close_names(loaded: Path) -> None:
    result = clara("kb", "show", "ip_adress")
    assert result.exit_code == 1
    assert "Did you mean ip_address" in result.output


def test_search_finds_by_words(loaded: Path) -> None:
    assert "con-historial" in clara("kb", "search", "ocultar", "título", "historial").output
    assert "Nothing found" in clara("kb", "search", "zzz").output


def test_stats_are_a_table(loaded: Path) -> None:
    output = clara("kb", "stats").output
    assert "viewing_history" in output
    assert "(whole policy)" in output


@pytest.mark.parametrize("command", [("show", "email"), ("search", "correo"), ("stats",)])
def test_without_a_database_the_error_is_words(database: Path, command: tuple[str, ...]) -> None:
    result = clara("kb", *command)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert "cannot be read" in result.output


def test_every_command_is_in_the_readme() -> None:
    readme = (PROJECT / "README.md").read_text()
    listed = {name: getattr(command, "commands", None) for name, command in main.commands.items()}
    commands = [f"{name} {part}" for name, parts in listed.items() for part in parts or ()]
    commands += [name for name, parts in listed.items() if parts is None]
    assert [name for name in commands if f"clara {name}" not in readme] == []


def test_every_make_target_and_setting_is_in_the_readme() -> None:
    readme = (PROJECT / "README.md").read_text()
    makefile = (PROJECT / "Makefile").read_text()
    targets = [line.split(":")[0] for line in makefile.splitlines() if ": " in line and " ## " in line]
    assert [name for name in targets if f"make {name}" not in readme] == []
    settings = {
        *VARIABLES.values(),
        "CLARA_HOST",
        "CLARA_PORT",
        "CLARA_DATABASE_URL",
        "CLARA_ACTIONS",
        "CLARA_PYTHON",
        "CLARA_CONVERSATIONS_URL",
        "CLARA_CONVERSATIONS_HOURS",
        "CLARA_OPERATOR",
    }
    assert [name for name in settings if name not in readme] == []
