"""The model is trained again when, and only when, what it is made from changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot import paths, training
from knowledge import words


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("nlu", "knowledge"):
        shutil.copytree(paths.PROJECT / name, tmp_path / name)
    for name in ("config.yml", "domain.yml"):
        shutil.copy(paths.PROJECT / name, tmp_path / name)
    for name, value in {
        "PROJECT": tmp_path,
        "CONFIG": tmp_path / "config.yml",
        "DOMAIN": tmp_path / "domain.yml",
        "NLU": tmp_path / "nlu",
    }.items():
        monkeypatch.setattr(paths, name, value)
    monkeypatch.setattr(words, "__file__", str(tmp_path / "knowledge" / "words.py"))
    monkeypatch.setattr(training, "CONTENT", tmp_path / "knowledge" / "content")
    return tmp_path


@pytest.mark.parametrize(
    "file",
    [
        "config.yml",
        "domain.yml",
        "nlu/rules.yml",
        "nlu/matching.py",
        "knowledge/words.py",
    ],
)
def test_a_change_in_what_it_is_made_from_shows(copy: Path, file: str) -> None:
    before = training.fingerprint()
    with (copy / file).open("a") as changed:
        changed.write("\n# changed\n")
    assert training.fingerprint() != before


def test_a_changed_fact_needs_no_training(copy: Path) -> None:
    before = training.fingerprint()
    with (copy / "knowledge/content/netflix/facts/sharing.yaml").open("a") as changed:
        changed.write("\n# changed\n")
    assert training.fingerprint() == before


def test_a_new_name_shows(copy: Path) -> None:
    before = training.fingerprint()
    file = copy / "knowledge/content/netflix/concepts.yaml"
    file.write_text(file.read_text().replace("aliases: [correo,", "aliases: [correíto nuevo, correo,", 1))
    assert training.fingerprint() != before
