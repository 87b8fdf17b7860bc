"""``clara kb diff``, ``new-version`` and ``carry``, as somebody types them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.engine import Engine

from bot.cli import main
from knowledge.content import CONTENT


@pytest.fixture
def database(real_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(real_engine.url.database).removeprefix("file:")
    monkeypatch.setenv("CLARA_DATABASE_URL", f"sqlite:///{path}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def clara(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.mark.usefixtures("database")
def test_diff_is_a_table_in_whatever_order_versions_are_given() -> None:
    table = clara("kb", "diff", "2025-04-17", "2026-04-10").output
    assert "col-voz-2025: En 2025" in table
    assert "Superseded  collection" in table
    assert "Added       collection" in table
    assert table.splitlines()[-1].startswith("4 added, ")
    assert clara("kb", "diff", "2026-04-10", "2025-04-17").output == table


@pytest.mark.usefixtures("database")
def test_diff_as_markdown_tells_where_texts_are_written() -> None:
    document = clara("kb", "diff", "2021-11-02", "2026-04-10", "--markdown").output
    assert document.startswith("# From 2021-11-02 to 2026-04-10\n")
    for heading in ("## Added", "## Superseded", "## Removed", "## Last seen"):
        assert heading in document
    assert "- `col-voz-2021` (Declaración de privacidad de Netflix, " in document
    assert "- `col-voz` (Declaración de privacidad de Netflix, " in document


@pytest.mark.usefixtures("database")
def test_versions_that_do_not_exist_are_told_in_words() -> None:
    unknown = clara("kb", "diff", "2020-01-01", "2026-04-10")
    assert unknown.exit_code == 1
    assert "known: 2021-11-02, 2024-04-17" in unknown.output
    assert "is not a date" in clara("kb", "diff", "ayer", "2026-04-10").output


def test_a_version_is_begun_and_facts_are_carried_into_it(folder: Path) -> None:
    at = ("--content", str(folder))
    begun = clara("kb", "new-version", "2026-12-01", *at)
    assert begun.output.count("+ - {in_force: '2026-12-01'") == 2
    assert clara("kb", "carry", "col-voz", *at).output == "Carried over: col-voz\n"
    assert "nothing, all are of the newest version" in clara("kb", "carry", "col-voz", *at).output
    again = clara("kb", "new-version", "2026-12-01", *at)
    assert (again.exit_code, "has to be later" in again.output) == (1, True)
