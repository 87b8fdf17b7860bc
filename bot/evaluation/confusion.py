"""The confusion matrix of aspects, as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib
import numpy as np

from bot.evaluation.scoring import ANSWERED, Scored

matplotlib.use("Agg")
import matplotlib.pyplot as plt


def draw_confusion(scored: Sequence[Scored], file: Path) -> None:
    """Draw which aspect was answered for which labelled one; an accepted aspect counts as labelled.

    Args:
        scored: judged turns.
        file: the PNG to write.
    """
    pairs = [(_wanted(one), _came(one)) for one in scored]
    names = sorted({name for pair in pairs for name in pair})
    counts = np.zeros((len(names), len(names)), dtype=int)
    for wanted, came in pairs:
        counts[names.index(wanted), names.index(came)] += 1
    size = max(4.0, 0.45 * len(names) + 2)
    figure, axes = plt.subplots(figsize=(size, size))
    axes.imshow(counts, cmap="Blues")
    axes.set_xticks(range(len(names)), names, rotation=90)
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel("answered")
    axes.set_ylabel("labelled")
    for row, column in np.argwhere(counts):
        dark = counts[row, column] > counts.max() / 2
        axes.text(
            column, row, counts[row, column], ha="center", va="center", color="white" if dark else "black"
        )
    figure.tight_layout()
    figure.savefig(file, dpi=110)
    plt.close(figure)


def _wanted(one: Scored) -> str:
    came = _came(one)
    accepted = (*one.labelled.aspects, *one.labelled.statuses)
    if came in accepted:
        return came
    return one.labelled.aspects[0] if one.labelled.aspects else "/".join(sorted(one.labelled.statuses))


def _came(one: Scored) -> str:
    if one.answer is None or one.status != ANSWERED:
        return one.status
    return str(one.answer["aspect"])
