"""A damaged or half-written model is never served, and a killed training leaves the old one."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import paths
from bot.model_file import model_state, put_in_place
from bot.paths import PROJECT

_OLD, _NEW = b"the old model" * 1000, b"the new model" * 1500


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An old model, in place."""
    file = tmp_path / "clara.tar.gz"
    monkeypatch.setattr(paths, "MODEL", file)
    _put(_OLD, "old")
    return file


def _put(content: bytes, made_from: str) -> None:
    made = paths.MODEL.with_name("made.tar.gz")
    made.write_bytes(content)
    put_in_place(made, made_from)


def _harm(model: Path, content: bytes) -> None:
    """What a disk does, or somebody with the right to."""
    model.chmod(0o644)
    model.write_bytes(content)


def test_a_model_cannot_be_written_to(model: Path) -> None:
    assert stat.S_IMODE(model.stat().st_mode) == 0o444
    _put(_NEW, "new")
    assert stat.S_IMODE(model.stat().st_mode) == 0o444
    assert model_state("new") == "good"


def test_a_model_knows_what_it_was_made_from(model: Path) -> None:
    assert model_state("old") == "good"
    assert model_state("new") == "older"
    _put(_NEW, "new")
    assert model_state("new") == "good"
    assert model.read_bytes() == _NEW


@pytest.mark.parametrize(
    "harm",
    [
        lambda whole: whole[: len(whole) // 2],
        lambda whole: b"",
        lambda whole: whole[:-1],
        lambda whole: whole[:500] + bytes([whole[500] ^ 1]) + whole[501:],
        lambda whole: whole + b"\0",
    ],
    ids=["half", "empty", "last byte", "one bit", "one byte more"],
)
def test_damage_is_noticed(model: Path, harm: Callable[[bytes], bytes]) -> None:
    _harm(model, harm(_OLD))
    assert model_state("old") == "damaged"


@pytest.mark.parametrize("stamp", ["", "old\n", "\0\0\0\0", "a b c\n"])
def test_a_stamp_that_tells_nothing_means_training_again(model: Path, stamp: str) -> None:
    model.with_suffix(".stamp").write_text(stamp)
    assert model_state("old") == "older"


def test_killed_at_any_moment_replacing_leaves_a_whole_model_that_is_known(model: Path) -> None:
    """Python tells an audit hook of each opening and renaming of a file: these are the moments."""
    seen = set()
    for moment in range(1, 100):
        _put(_OLD, "old")
        killed = _replace_in_child(moment)
        assert model.read_bytes() in (_OLD, _NEW)
        seen.add((model_state("old"), model_state("new")))
        if not killed:
            break
    assert seen == {("good", "older"), ("older", "good")}


def _replace_in_child(dies_at: int) -> bool:
    """Replace the old model by the new one in another process; whether it was killed on the way."""
    script = f"""
import os, signal, sys
from pathlib import Path
from bot import paths
from bot.model_file import put_in_place
paths.MODEL = Path({str(paths.MODEL)!r})
made = paths.MODEL.with_name("made.tar.gz")
made.write_bytes({_NEW[:13]!r} * 1500)
moments = 0
def count(event, _):
    global moments
    if event in ("open", "os.rename"):
        moments += 1
        if moments == {dies_at}:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
put_in_place(made, "new")
os._exit(0)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, check=False, timeout=60)
    assert done.returncode in (0, -signal.SIGKILL)
    return done.returncode != 0


@pytest.mark.e2e
def test_a_damaged_model_is_told_in_words_and_not_served(model: Path) -> None:
    _harm(model, _OLD[:100])
    command = [sys.executable, "-m", "tests.faults.elsewhere", str(model.parent), "serve"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert "The model file is damaged" in done.stderr
    assert "make train" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.e2e
def test_a_killed_training_leaves_the_old_model(model: Path) -> None:
    command = [sys.executable, "-m", "tests.faults.elsewhere", str(model.parent), "train"]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL) as training:
        workshop = model.parent / ".training"
        until = time.monotonic() + 120
        while not workshop.exists() and time.monotonic() < until:
            time.sleep(0.1)
        os.kill(training.pid, signal.SIGKILL)
    assert workshop.exists()
    assert model.read_bytes() == _OLD
    assert model_state("old") == "good"
    assert list(model.parent.glob("*.tar.gz")) == [model]
