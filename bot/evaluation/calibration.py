"""How far the confidence of understanding can be trusted, and where to draw the lines.

Run with ``make calibrate``. It asks the evaluation sets' single questions, the unseen ones left out, and
draws three curves into docs/figures; docs/understanding.md says what was chosen by them.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib
import numpy as np
from tabulate import tabulate

from bot import paths
from bot.evaluation.compare import is_right
from bot.evaluation.questions import SMALL_TALK, Labelled
from bot.evaluation.run import UNSEEN, own_sets
from bot.quiet import hush

matplotlib.use("Agg")
import matplotlib.pyplot as plt

FIGURES = paths.PROJECT / "docs" / "figures"
_BEYOND = "out_of_scope"
_BINS = np.linspace(0, 1, 11)
_LINES = [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7]


@dataclass(frozen=True)
class Read:
    """A labelled question as it was understood.

    ``sure``: the probability of the best intent; ``right``: whether that is accepted; ``beyond``: the
    probability of out of scope; ``real``: whether it is a privacy question.
    """

    sure: float
    right: bool
    beyond: float
    real: bool


def main() -> None:
    """Ask, draw, and print what each line would have cost."""
    hush()
    reads = asyncio.run(_read([one for name, one in own_sets().items() if not name.startswith(UNSEEN)]))
    FIGURES.mkdir(parents=True, exist_ok=True)
    _draw_reliability(reads)
    _draw_coverage(reads)
    _draw_scope(reads)
    print(f"{len(reads)} questions, {sum(not one.real for one in reads)} of them out of scope")
    print(f"expected calibration error {calibration_error(reads):.3f}\n")
    print(_lines_to_ask_back(reads) + "\n\n" + _lines_to_decline(reads))


def calibration_error(reads: Sequence[Read]) -> float:
    """The mean distance between confidence and share of right readings, over ten bins (Naeini et al., 2015).

    Args:
        reads: questions understood.

    Returns:
        From 0 (confidence is the share that is right) to 1.
    """
    return sum(len(members) / len(reads) * abs(sure - right) for sure, right, members in _binned(reads))


def _binned(reads: Sequence[Read]) -> list[tuple[float, float, list[Read]]]:
    found = []
    for low, high in itertools.pairwise(_BINS):
        members = [one for one in reads if low < one.sure <= high]
        if members:
            sure = float(np.mean([one.sure for one in members]))
            found.append((sure, float(np.mean([one.right for one in members])), members))
    return found


async def _read(sets: Sequence[Sequence[Labelled]]) -> list[Read]:
    from bot.server import load_agent

    agent = await load_agent()
    reads = []
    for labelled in (one for questions in sets for one in questions):
        if labelled.is_follow_up or SMALL_TALK in labelled.aspects:
            continue
        parsed = await agent.parse_message(labelled.text)
        best, scope = parsed["intent_ranking"][0], parsed["reading"]["parts"][0].get("scope")
        # What is not judged is small talk, danger, or what names nothing that is known.
        beyond = scope["beyond"] if scope else float(best["name"] == _BEYOND)
        reads.append(
            Read(
                sure=best["confidence"],
                right=is_right(labelled, best["name"]),
                beyond=beyond,
                real=_BEYOND not in labelled.statuses,
            )
        )
    return reads


def _lines_to_ask_back(reads: Sequence[Read]) -> str:
    rows = []
    for line in _LINES:
        answered = [one for one in reads if one.sure >= line]
        asked = [one for one in reads if one.sure < line]
        rows.append(
            [
                line,
                len(asked) / len(reads),
                np.mean([one.right for one in answered]),
                np.mean([one.right for one in asked]) if asked else None,
            ]
        )
    headers = ["ask back below", "asked back", "right of the answered", "right of those asked back"]
    return tabulate(rows, headers, tablefmt="github", floatfmt=".3f", missingval="–")


def _lines_to_decline(reads: Sequence[Read]) -> str:
    real = [one.beyond for one in reads if one.real]
    beyond = [one.beyond for one in reads if not one.real]
    rows = [
        [line, np.mean([p >= line for p in beyond]), np.mean([p >= line for p in real])] for line in _LINES
    ]
    headers = ["decline from", "out of scope declined", "real questions declined"]
    return tabulate(rows, headers, tablefmt="github", floatfmt=".3f")


def _draw_reliability(reads: Sequence[Read]) -> None:
    figure, axes = plt.subplots(figsize=(4.2, 4))
    found = _binned(reads)
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1)
    axes.plot([sure for sure, _, _ in found], [right for _, right, _ in found], marker="o")
    for sure, right, members in found:
        axes.annotate(str(len(members)), (sure, right), (4, -11), textcoords="offset points", fontsize=7)
    _finish(axes, "confidence of the best intent", "share that is right")
    figure.tight_layout()
    figure.savefig(FIGURES / "reliability.png", dpi=100)
    plt.close(figure)


def _draw_coverage(reads: Sequence[Read]) -> None:
    figure, axes = plt.subplots(figsize=(4.2, 4))
    ordered = sorted(reads, key=lambda one: -one.sure)
    answered = np.arange(1, len(ordered) + 1)
    axes.plot(answered / len(ordered), np.cumsum([one.right for one in ordered]) / answered)
    _finish(axes, "share answered, the surest first", "share of the answered that is right")
    axes.set_ylim(0.8, 1.005)
    figure.tight_layout()
    figure.savefig(FIGURES / "coverage.png", dpi=100)
    plt.close(figure)


def _draw_scope(reads: Sequence[Read]) -> None:
    figure, axes = plt.subplots(figsize=(4.2, 4))
    lines = np.linspace(0, 1, 101)
    real = np.array([one.beyond for one in reads if one.real])
    beyond = np.array([one.beyond for one in reads if not one.real])
    axes.plot([(real >= line).mean() for line in lines], [(beyond >= line).mean() for line in lines])
    _finish(axes, "real questions declined", "out of scope declined")
    axes.set_xlim(-0.005, 0.15)
    axes.set_ylim(0.7, 1.005)
    figure.tight_layout()
    figure.savefig(FIGURES / "scope.png", dpi=100)
    plt.close(figure)


def _finish(axes: plt.Axes, across: str, up: str) -> None:
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    axes.grid(alpha=0.3)


if __name__ == "__main__":
    main()
