"""A stock Rasa assistant made from the same examples, to measure Clara against.

What a newcomer gets: Rasa's default pipeline with DIET, its default policies with TED, `rasa run` beside
`rasa run actions`, Rasa's own REST channel and tracker store in memory. Only the epochs are cut: they change
how well it understands, which is not what is measured, and not how long a turn takes.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot import paths

FOLDER = paths.VAR / "bench" / "stock"
_EPOCHS = 3
_CONFIG: dict[str, Any] = {
    "recipe": "default.v1",
    "assistant_id": "stock",
    "language": "es",
    "pipeline": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": _EPOCHS, "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
        {"name": "ResponseSelector", "epochs": _EPOCHS, "constrain_similarities": True},
        {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
    ],
    "policies": [
        {"name": "MemoizationPolicy"},
        {"name": "RulePolicy"},
        {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": _EPOCHS},
        {"name": "TEDPolicy", "max_history": 5, "epochs": _EPOCHS, "constrain_similarities": True},
    ],
}


def write(actions_port: int, folder: Path = FOLDER) -> None:
    """Write the assistant's files: Clara's examples and domain, Rasa's defaults.

    Args:
        actions_port: where its action server will listen.
        folder: where to.
    """
    data = folder / "data"
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(paths.NLU / "examples", data)
    shutil.copy(paths.NLU / "rules.yml", data)
    shutil.copy(paths.DOMAIN, folder / "domain.yml")
    rules = yaml.safe_load((data / "rules.yml").read_text(encoding="utf-8"))["rules"]
    _dump(data / "stories.yml", {"version": "3.1", "stories": list(_stories(rules))})
    _dump(folder / "config.yml", _CONFIG)
    _dump(folder / "endpoints.yml", {"action_endpoint": {"url": f"http://127.0.0.1:{actions_port}/webhook"}})
    _dump(folder / "credentials.yml", {"rest": None})


def train(folder: Path = FOLDER) -> Path:
    """Train it, unless it is trained from what was written.

    Args:
        folder: where `write` has written to.

    Returns:
        The model.

    Raises:
        subprocess.CalledProcessError: Rasa failed; it has said why.
    """
    made_from = hashlib.sha256()
    for file in sorted([*folder.glob("data/*.yml"), folder / "config.yml", folder / "domain.yml"]):
        made_from.update(file.read_bytes())
    model = folder / "models" / f"{made_from.hexdigest()[:16]}.tar.gz"
    if not model.exists():
        command = [sys.executable, "-m", "rasa", "train", "--fixed-model-name", model.name.split(".")[0]]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return model


def _stories(rules: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rules once more as stories, two in a row: the rules alone leave TED nothing to learn."""
    for rule, following in zip(rules, [*rules[1:], rules[0]], strict=True):
        yield {"story": rule["rule"], "steps": [*rule["steps"], *following["steps"]]}


def _dump(file: Path, content: dict[str, Any]) -> None:
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
