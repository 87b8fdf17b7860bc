"""A new version is begun in the content files, and nothing else in them changes."""

from __future__ import annotations

import datetime as dt
import difflib
import shutil
from pathlib import Path

import pytest

from knowledge.content import CONTENT, read_content
from knowledge.editing import carry, new_version
from knowledge.errors import ContentError

NEXT = dt.date(2026, 12, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's own content."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def changed(folder: Path, name: str) -> list[str]:
    """The lines that a file of the copy has lost and gained."""
    before = (CONTENT / "netflix" / name).read_text().splitlines()
    after = (folder / "netflix" / name).read_text().splitlines()
    return [line for line in difflib.ndiff(before, after) if line[0] in "+-"]


def pending(folder: Path) -> str:
    """The fact that keeps the content from being read."""
    with pytest.raises(ContentError, match="neither carried over to the version of 2026-12-01") as caught:
        read_content(folder, "netflix")
    assert caught.value.entry is not None
    return caught.value.entry


def carry_all_but(kept: set[str], folder: Path) -> None:
    content = read_content(CONTENT, "netflix")
    versioned = {aspect.id for aspect in content.aspects if aspect.versioned}
    last = max(version.in_force for version in content.versions)
    carry(
        [
            fact.id
            for aspect, fact in content.facts
            if fact.source == "declaracion"
            and fact.as_of == last
            and aspect in versioned
            and fact.id not in kept
        ],
        "netflix",
        folder,
    )


def test_a_new_version_is_listed_in_each_language_and_region_of_the_last(folder: Path) -> None:
    new_version(NEXT, "netflix", folder)
    assert changed(folder, "policy.yaml") == [
        "+ - {in_force: '2026-12-01', language: en, region: non_eea, url: 'https://help.netflix.com/legal/privacy'}",
        "+ - {in_force: '2026-12-01', language: fr, region: eea, url: 'https://help.netflix.com/legal/privacy'}",
    ]


def test_a_version_of_several_lines_keeps_its_form(tmp_path: Path) -> None:
    home = tmp_path / "other"
    home.mkdir()
    (home / "policy.yaml").write_text(
        "versions:\n# newest first\n- in_force: 2025-01-01   # read by hand\n  language: es\n  url: 'x'\n\n"
        "sources: []\n"
    )
    new_version(NEXT, "other", tmp_path)
    assert (home / "policy.yaml").read_text() == (
        "versions:\n# newest first\n- in_force: '2026-12-01'   # read by hand\n  language: es\n  url: 'x'\n"
        "- in_force: 2025-01-01   # read by hand\n  language: es\n  url: 'x'\n\nsources: []\n"
    )


@pytest.mark.parametrize("day", [dt.date(2026, 4, 10), dt.date(2020, 1, 1)])
def test_a_new_version_is_later_than_the_last(folder: Path, day: dt.date) -> None:
    with pytest.raises(ContentError, match="has to be later"):
        new_version(day, "netflix", folder)


def test_facts_that_neither_carry_over_nor_are_superseded_are_refused(folder: Path) -> None:
    new_version(NEXT, "netflix", folder)
    first = pending(folder)
    carry([first], "netflix", folder)
    assert pending(folder) != first


def test_a_fact_carried_over_keeps_since_when_it_is_known(folder: Path) -> None:
    new_version(NEXT, "netflix", folder)
    assert carry(["col-voz", "col-compras"], "netflix", folder) == ["col-compras", "col-voz"]
    assert changed(folder, "facts/collection.yaml") == [
        "-   as_of: '2026-04-10'",
        "+   as_of: '2026-12-01'",
        "-   as_of: '2026-04-10'",
        "+   as_of: '2026-12-01'",
        "+   since: '2026-04-10'",
    ]
    assert carry(["col-voz"], "netflix", folder) == []


def test_once_all_are_carried_or_superseded_the_content_is_good_again(folder: Path) -> None:
    new_version(NEXT, "netflix", folder)
    carry_all_but({"col-voz"}, folder)
    assert pending(folder) == "col-voz"
    collection = folder / "netflix" / "facts" / "collection.yaml"
    text = collection.read_text()
    start = text.index("- id: col-voz\n")
    collection.write_text(
        text[:start]
        + "- id: col-voz-2026-12\n  text: Recoge lo que dices, sin grabaciones.\n  concepts: [voice]\n"
        + "  source: declaracion\n  section: A\n  as_of: '2026-12-01'\n  supersedes: [col-voz]\n\n"
        + text[start:].replace("  concepts: [voice]\n", "  concepts: [voice]\n  status: historical\n", 1)
    )
    content = read_content(folder, "netflix")
    assert {fact.id: fact.status for _, fact in content.facts}["col-voz"] == "historical"


@pytest.mark.parametrize(
    ("fact", "problem"),
    [
        ("col-nada", "no fact is called 'col-nada'"),
        ("col-voz-2021", "it stands no longer"),
        ("art-conciencia", "its text carries no date"),
    ],
)
def test_what_cannot_be_carried_is_named(folder: Path, fact: str, problem: str) -> None:
    with pytest.raises(ContentError, match=problem):
        carry([fact], "netflix", folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("col-email", "as_of: '2026-04-10'", "as_of: '2026-04-10'\n  since: '2022-05-05'", "'since' is not"),
        ("col-email", "as_of: '2026-04-10'", "as_of: '2026-04-10'\n  removed: true", "still current"),
        ("col-email", "as_of: '2026-04-10'", "as_of: '2022-05-05'\n  added: true", "day of no version"),
        ("col-email", "as_of: '2026-04-10'", "status: historical\n  as_of: '2026-04-10'", "states it"),
        ("col-email", "as_of: '2026-04-10'", "as_of: '2021-11-02'", "neither carried over"),
    ],
)
def test_what_belongs_to_no_version_is_refused(
    tmp_path: Path, name: str, old: str, new: str, problem: str
) -> None:
    from tests.knowledge.small_content import write_content

    folder = write_content(tmp_path, policy=("company: Netflix,", "company: Netflix, text: statement,"))
    collection = folder / "netflix" / "facts" / "collection.yaml"
    text = collection.read_text()
    at = text.index(f"id: {name}\n")
    collection.write_text(text[:at] + text[at:].replace(old, new, 1))
    with pytest.raises(ContentError, match=problem):
        read_content(folder, "netflix")
