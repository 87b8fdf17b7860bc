"""The YAML loader: whatever stands in the files is content, or one mistake that is named with its file."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.content import read_content
from knowledge.errors import ContentError
from tests.fuzz.counting import share, watched
from tests.fuzz.texts import ANYTHING, JSON
from tests.knowledge.small_content import FILES

_FILES = st.sampled_from(sorted(FILES))
_YAML = st.sampled_from(
    "{ } [ ] : , - ? | > & * ! % @ ` ' \" # \t \n \x00 \ufeff \u2028 &a *a << ~ 0x 1_0 .inf 2026-13-45 "
    "!!python/name:os.system !!binary !!set !!timestamp %YAML --- ... yes 12:30:45 0o7 1e999".split(" ")
)
_STEPS = st.lists(st.integers(0, 30), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("content")
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    yield folder


def read(folder: Path, name: str, content: bytes) -> None:
    file = folder / name
    file.write_bytes(content)
    try:
        with watched("YAML content", content):
            read_content(folder)
    except ContentError as error:
        assert error.file.name in str(error)
        assert len(str(error)) < 2000
    finally:
        file.write_text(FILES[name])


def changed(page: Any, steps: list[int], value: Any) -> Any:
    """A page in which what the steps lead to is something else."""
    page = copy.deepcopy(page)
    spot, at = page, steps
    while True:
        keys: list[Any] = list(spot) if isinstance(spot, dict) else list(range(len(spot)))
        key = keys[at[0] % len(keys)]
        inner, at = spot[key], at[1:]
        if not at or not isinstance(inner, dict | list) or not inner:
            break
        spot = inner
    spot[key] = value
    return page


@share(0.01)
@given(name=_FILES, steps=_STEPS, value=JSON)
def test_one_entry_is_something_else(folder: Path, name: str, steps: list[int], value: Any) -> None:
    page = changed(yaml.safe_load(FILES[name]), steps, value)
    read(folder, name, yaml.safe_dump(page, allow_unicode=True).encode("utf-8", "surrogatepass"))


@share(0.015)
@given(name=_FILES, place=st.floats(0, 1), cut=st.integers(0, 40), put=st.one_of(_YAML, ANYTHING))
def test_a_piece_of_a_file_is_something_else(
    folder: Path, name: str, place: float, cut: int, put: str
) -> None:
    text = FILES[name]
    at = int(place * len(text))
    read(folder, name, (text[:at] + put + text[at + cut :]).encode("utf-8", "surrogatepass"))


@share(0.005)
@given(name=_FILES, content=st.one_of(st.binary(max_size=200), st.lists(_YAML, max_size=30).map(" ".join)))
def test_a_whole_file_is_something_else(folder: Path, name: str, content: bytes | str) -> None:
    read(folder, name, content if isinstance(content, bytes) else content.encode())
