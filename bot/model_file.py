"""The model's file: what is in place is whole at every moment, and damage is noticed.

A stamp beside it names, line by line, what a model was made from and that file's checksum. While a model is
being replaced the stamp names both, so that a kill at any moment leaves a model that the stamp knows.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Literal

from bot import paths

_READ_ONLY = 0o444
State = Literal["good", "missing", "older", "damaged"]


def model_state(made_from: str) -> State:
    """How the model on disk is.

    Args:
        made_from: the fingerprint of what it should be made from.

    Returns:
        "good"; "missing"; "older": made from something else; "damaged": not what training put there.
    """
    if not paths.MODEL.exists() or not _stamp().exists():
        return "missing"
    known = _known()
    if not known:
        return "older"
    found = known.get(_checksum(paths.MODEL))
    if found is None:
        return "damaged"
    return "good" if found == made_from else "older"


def put_in_place(model: Path, made_from: str) -> None:
    """Replace the model by a new one.

    Args:
        model: the new model's file, on the same disk.
        made_from: the fingerprint of what it was made from.
    """
    # Nobody writes to it: another model takes its place as a whole.
    model.chmod(_READ_ONLY)
    _to_disk(model)
    new = {_checksum(model): made_from}
    _write_stamp({**_known(), **new})
    model.replace(paths.MODEL)
    _to_disk(paths.MODEL.parent)
    _write_stamp(new)


def _stamp() -> Path:
    return paths.MODEL.with_suffix(".stamp")


def _known() -> dict[str, str]:
    """What models of the stamp's were made from, by checksum."""
    if not _stamp().exists():
        return {}
    lines = [line.split() for line in _stamp().read_text(errors="replace").splitlines()]
    return {line[1]: line[0] for line in lines if len(line) == 2}  # noqa: PLR2004  (made from, checksum)


def _write_stamp(known: dict[str, str]) -> None:
    new = _stamp().with_suffix(".new")
    new.write_text("".join(f"{made_from} {checksum}\n" for checksum, made_from in known.items()))
    _to_disk(new)
    new.replace(_stamp())
    _to_disk(_stamp().parent)


def _checksum(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as content:
        for block in iter(lambda: content.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def _to_disk(path: Path) -> None:
    """Wait until a power cut can no longer take a file's contents, or a folder's names."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
