"""What each part of understanding brings, and whether more examples would help.

Run with ``make study`` (takes an hour; ``make study CURVE=1``, the second half of it, twenty minutes). It
trains Clara's reader without one part after the other, and on growing shares of the examples, asks each the
evaluation sets' single questions, clean and in noisy spelling, and prints two tables of the share whose
intent is accepted. The second one is drawn into docs/figures too. Turns of dialogues are left out of the
training: what they teach counts after another turn, and takes two thirds of the time.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib
import yaml
from tabulate import tabulate

from bot import paths
from bot.evaluation.calibration import FIGURES
from bot.evaluation.compare import measure
from bot.evaluation.questions import SMALL_TALK, Labelled
from bot.evaluation.run import own_sets
from bot.quiet import hush
from nlu.aspect_model import VIEWS

matplotlib.use("Agg")
import matplotlib.pyplot as plt

_READER = "nlu.components.turn_reader.TurnReader"
_CORRECTOR = "nlu.components.spelling_corrector.SpellingCorrector"
_TURNS = "nlu.components.turn_examples.TurnExamples"
_SHARES = (0.1, 0.2, 0.35, 0.5, 0.75, 1.0)


def main() -> None:
    """Train, ask, print and draw."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--curve", action="store_true", help="the learning curve alone")
    only_curve = parser.parse_args().curve
    hush()
    sets = grouped(own_sets())
    pipeline = [
        one
        for one in yaml.safe_load(paths.CONFIG.read_text(encoding="utf-8"))["pipeline"]
        if one["name"] != _TURNS
    ]
    names = list(sets)
    print(f"{', '.join(f'{name}: {len(questions)}' for name, questions in sets.items())} questions\n")
    if not only_curve:
        rows: list[list[Any]] = [
            [part, *measure(without, sets)[: len(names)]] for part, without in ablations(pipeline).items()
        ]
        print(tabulate(rows, ["understanding", *names], tablefmt="github", floatfmt=".3f"), flush=True)
    curve: list[list[Any]] = []
    for share in _SHARES:
        with share_of_examples(share) as (folder, count):
            curve.append([share, count, *measure(pipeline, sets, folder)[: len(names)]])
    headers, decimals = ["share", "examples", *names], (".2f", "d", ".3f", ".3f", ".3f")
    print("\n" + tabulate(curve, headers, tablefmt="github", floatfmt=decimals))
    _draw(curve, names)


def grouped(sets: dict[str, list[Labelled]]) -> dict[str, list[Labelled]]:
    """The sets' single questions in three groups.

    Args:
        sets: the evaluation sets by name.

    Returns:
        "clean", "noisy" and "out of scope", each with its questions; turns that lean on others are left out.
    """
    found: dict[str, list[Labelled]] = {"clean": [], "noisy": [], "out of scope": []}
    for name, questions in sets.items():
        group = "noisy" if name.startswith("noisy") else "out of scope" if "out_of_scope" in name else "clean"
        found[group] += [one for one in questions if not one.is_follow_up and SMALL_TALK not in one.aspects]
    return found


def ablations(pipeline: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Clara's pipeline, and the same with one part left out or a view of form added.

    Args:
        pipeline: the components of `config.yml`.

    Returns:
        Pipelines by how they differ.
    """
    found = {
        "complete": list(pipeline),
        "without the spelling corrector": [one for one in pipeline if one["name"] != _CORRECTOR],
        "without meaning": _with(pipeline, meaning_share=0.0),
        "meaning alone": _with(pipeline, meaning_share=1.0),
    }
    used = next((one.get("views", VIEWS) for one in pipeline if one["name"] == _READER), VIEWS)
    for view in VIEWS:
        name = f"without the view of {view}" if view in used else f"with the view of {view} too"
        chosen = [one for one in VIEWS if (one in used) != (one == view)]
        found[name] = _with(pipeline, views=chosen)
    return found


def _with(pipeline: Sequence[dict[str, Any]], **settings: Any) -> list[dict[str, Any]]:
    return [{**one, **settings} if one["name"] == _READER else one for one in pipeline]


@contextmanager
def share_of_examples(share: float) -> Iterator[tuple[Path, int]]:
    """A folder with a random share of each intent's training examples, the same at every run.

    Args:
        share: from 0 to 1; every intent keeps at least two.

    Yields:
        The folder, and how many examples it holds.
    """
    chance = random.Random(0)  # noqa: S311  (a sample, not a secret)
    count, blocks = 0, []
    for file in sorted((paths.NLU / "examples").glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            lines = block["examples"].splitlines()
            kept = chance.sample(lines, max(2, round(share * len(lines))))
            count += len(kept)
            blocks.append({"intent": block["intent"], "examples": "\n".join(kept) + "\n"})
    with tempfile.TemporaryDirectory() as folder:
        text = yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True)
        (Path(folder) / "nlu.yml").write_text(text, encoding="utf-8")
        yield Path(folder), count


def _draw(curve: Sequence[Sequence[float]], names: Sequence[str]) -> None:
    figure, axes = plt.subplots(figsize=(6, 4))
    for column, name in enumerate(names, start=2):
        axes.plot([row[1] for row in curve], [row[column] for row in curve], marker="o", label=name)
    axes.set_xlabel("training examples")
    axes.set_ylabel("accepted intent")
    axes.grid(visible=True, alpha=0.3)
    axes.legend()
    FIGURES.mkdir(parents=True, exist_ok=True)
    figure.savefig(FIGURES / "learning.png", dpi=100, bbox_inches="tight")
    plt.close(figure)


if __name__ == "__main__":
    main()
