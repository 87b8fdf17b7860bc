"""The measurements as Markdown, and the growth curves as a picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tabulate import tabulate

from bot import paths
from bot.bench.growth import Curve

DOCUMENT = paths.PROJECT / "docs" / "performance.md"
PICTURE = paths.PROJECT / "docs" / "figures" / "growth.svg"
_BEGIN, _END = "<!-- make bench: begin -->", "<!-- make bench: end -->"
_MARKERS = ("o-", "s--", "^:")


def table(headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A table in Markdown."""
    return tabulate(rows, headers=headers, tablefmt="pipe", disable_numparse=True)


def section(machine: str, command: str, tables: Sequence[tuple[str, str]]) -> str:
    """The section of the document that the program writes.

    Args:
        machine: what was measured on.
        command: what was typed.
        tables: titles with tables.
    """
    day = dt.date.today().isoformat()
    parts = [_BEGIN, f"Measured with `{command}` on {day}: {machine}.", ""]
    for title, content in tables:
        parts += [f"**{title}**", "", content, ""]
    return "\n".join([*parts, "![Both growth curves](figures/growth.svg)", "", _END])


def write(text: str, document: Path = DOCUMENT) -> None:
    """Put a section in its place in the document.

    Args:
        text: the section, as `section` makes it.
        document: a file that has one already.
    """
    old = document.read_text(encoding="utf-8")
    before, _, rest = old.partition(_BEGIN)
    document.write_text(f"{before}{text}{rest.partition(_END)[2]}", encoding="utf-8")


def draw(turns: Sequence[Curve], facts: Curve, picture: Path) -> None:
    """Draw both growth curves.

    Args:
        turns: milliseconds by turns of a conversation, for each server.
        facts: milliseconds by times the facts.
        picture: the SVG file to write.
    """
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    mpl.rcParams["svg.hashsalt"] = "clara"
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
    for curve, marker in zip(turns, _MARKERS, strict=False):
        left.plot(curve.sizes, curve.milliseconds, marker, label=curve.name)
    left.set(xlabel="turn of the conversation", ylabel="median of a turn (ms)", yscale="log")
    left.legend(frameon=False)
    right.plot(facts.sizes, facts.milliseconds, _MARKERS[0], label=facts.name)
    right.set(xlabel="times the facts of today", ylabel="median of a turn (ms)", xscale="log")
    right.set_ylim(bottom=0)
    for axes in (left, right):
        axes.spines[["top", "right"]].set_visible(False)
    picture.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(picture, metadata={"Date": None})
    plt.close(figure)
