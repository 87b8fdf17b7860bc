"""What is served was built from the sources that lie beside it, and stays small."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from bot.web.files import STATIC

FRONTEND = STATIC.parent / "frontend"
_MOST = 150_000


def digest(folder: Path, *without: str) -> str:
    """As `frontend/build.mjs` makes it."""
    found = (path for path in folder.rglob("*") if path.is_file() and "node_modules" not in path.parts)
    names = sorted(path.relative_to(folder).as_posix() for path in found)
    lines = [
        f"{name} {hashlib.sha256((folder / name).read_bytes()).hexdigest()}\n"
        for name in names
        if name not in without
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def test_the_built_files_are_those_of_the_sources() -> None:
    built = json.loads((STATIC / "build.json").read_text())
    assert built["sources"] == digest(FRONTEND), "frontend/ was changed: run 'make web'"
    assert built["files"] == digest(STATIC, "build.json"), "static/ was changed by hand: run 'make web'"


def test_all_that_a_visitor_downloads_is_small() -> None:
    files = [path for path in STATIC.rglob("*") if path.suffix in (".html", ".css", ".js", ".svg")]
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) <= _MOST


@pytest.mark.parametrize("page", sorted(STATIC.glob("*.html")), ids=lambda path: path.name)
def test_a_page_has_nothing_inline_and_names_no_other_host(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    assert '<html lang="es">' in html
    assert not re.search(r"<style|\sstyle=|\son\w+=|https?://", html)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", html))


def test_the_lock_names_no_registry() -> None:
    lock = (FRONTEND / "package-lock.json").read_text()
    assert "resolved" not in lock
    assert "integrity" in lock
