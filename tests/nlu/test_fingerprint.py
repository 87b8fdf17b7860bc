"""Rasa's cache of trained components notices new names and changed code."""

from __future__ import annotations

import shutil
from pathlib import Path

from knowledge.content import CONTENT
from nlu.components.concept_linker import ConceptLinker
from nlu.components.turn_reader import TurnReader
from nlu.fingerprint import made_from


def test_a_new_name_shows(tmp_path: Path) -> None:
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy)
    assert made_from(copy) == made_from()
    concepts = copy / "netflix" / "concepts.yaml"
    concepts.write_text(
        concepts.read_text().replace("aliases: [correo,", "aliases: [correíto nuevo, correo,", 1)
    )
    assert made_from(copy) != made_from()


def test_changed_code_shows(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text("x = 1")
    before = made_from(code=tmp_path)
    (tmp_path / "module.py").write_text("x = 2")
    assert made_from(code=tmp_path) != before


def test_both_components_tell_the_cache() -> None:
    assert ConceptLinker.fingerprint_addon({}) == TurnReader.fingerprint_addon({}) == made_from()
