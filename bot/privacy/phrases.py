"""What Clara says at the door, from `phrases.yaml`."""

from __future__ import annotations

import functools
from pathlib import Path

import yaml
from pydantic import parse_obj_as

_FILE = Path(__file__).with_suffix(".yaml")


def spoken(name: str, channel: str | None = None) -> str:
    """A sentence of the file's.

    Args:
        name: which one.
        channel: where it is said.

    Raises:
        KeyError: there is no such sentence.
    """
    said = _phrases()[name]
    return said.get(channel or "default", said["default"])


@functools.lru_cache(maxsize=1)
def _phrases() -> dict[str, dict[str, str]]:
    return parse_obj_as(dict[str, dict[str, str]], yaml.safe_load(_FILE.read_text(encoding="utf-8")))
