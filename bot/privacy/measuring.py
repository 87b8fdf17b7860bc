"""How much of what identifies people is hidden, and how often something harmless is."""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tabulate import tabulate

from bot import paths
from bot.evaluation.questions import read_questions
from bot.privacy.found import Found
from bot.privacy.recognisers.phones import warm
from bot.privacy.redaction import find, redact

IDENTIFIERS = paths.PROJECT / "tests" / "privacy" / "identifiers.tsv"
HARMLESS = paths.PROJECT / "tests" / "evaluation"
_HEADERS = ["kind", "identifiers", "hidden", "named rightly", "recall"]


@dataclass(frozen=True)
class Line:
    """A text, and what of it must be hidden: kind and the words themselves."""

    text: str
    hidden: tuple[tuple[str, str], ...]


@dataclass
class Measured:
    """Counts by kind, and the lines that went wrong."""

    items: Counter[str] = field(default_factory=Counter)
    hidden: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str]] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)
    lines: int = 0
    clean_lines: int = 0

    def recall(self, *kinds: str) -> float:
        """The share of identifiers that are hidden whole, of some kinds or of all."""
        asked = kinds or tuple(self.items)
        return sum(self.hidden[kind] for kind in asked) / sum(self.items[kind] for kind in asked)

    def precision(self) -> float:
        """Of the lines in which something was hidden, the share in which only what should be was."""
        right = self.lines - self.clean_lines
        return right / (right + len(self.touched))


def read_lines(file: Path = IDENTIFIERS) -> list[Line]:
    """Read a file of lines with what must be hidden.

    Args:
        file: tab-separated ``text`` and ``hidden`` ("kind=words", apart by " | "); "#" begins a comment.
    """
    with file.open(encoding="utf-8", newline="") as rows:
        data = csv.DictReader(
            (row for row in rows if not row.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
        )
        return [Line(row["text"], _hidden(row["hidden"] or "")) for row in data]


def measure(lines: Iterable[Line]) -> Measured:
    """Redact lines and count.

    Args:
        lines: what must be hidden of each is known.
    """
    measured = Measured()
    for line in lines:
        found = find(line.text)
        measured.lines += 1
        measured.clean_lines += not line.hidden
        expected = [(kind, *_where(line.text, words)) for kind, words in line.hidden]
        for kind, start, end in expected:
            measured.items[kind] += 1
            if _uncovered(line.text, start, end, found):
                measured.missed.append((kind, redact(line.text)))
                continue
            measured.hidden[kind] += 1
            measured.named[kind] += any(one.kind.value == kind and one.start < end for one in found)
        if any(_uncovered(line.text, one.start, one.end, expected) for one in found):
            measured.touched.append(redact(line.text))
    return measured


def questions(folder: Path = HARMLESS) -> list[str]:
    """All questions and turns of the evaluation sets: what people ask, and none of it an identifier."""
    return [one.text for file in sorted(folder.rglob("*.tsv")) for one in read_questions(file)]


def touched(texts: Iterable[str]) -> list[str]:
    """The texts of which something is hidden, as they are then."""
    return [redact(text) for text in texts if find(text)]


def milliseconds(texts: Sequence[str]) -> tuple[float, float]:
    """How long a text takes: the median and the slowest of them."""
    times = []
    for text in texts:
        began = time.perf_counter()
        redact(text)
        times.append((time.perf_counter() - began) * 1000)
    return median(times), max(times)


def report(file: Path = IDENTIFIERS) -> str:
    """What `clara privacy measure` prints: recall by kind, precision, questions touched, time.

    Args:
        file: lines with what must be hidden.
    """
    warm()
    lines, asked = read_lines(file), questions()
    measured = measure(lines)
    counts = (measured.items, measured.hidden, measured.named)
    rows: list[tuple[str, ...]] = [
        (kind, *(str(count[kind]) for count in counts), f"{measured.recall(kind):.3f}")
        for kind, _ in measured.items.most_common()
    ]
    rows.append(("all", *(str(sum(count.values())) for count in counts), f"{measured.recall():.3f}"))
    # How many and not which: some of the questions are not to be read.
    changed = len(touched(asked))
    usual, slowest = milliseconds([line.text for line in lines])
    return "\n".join(
        [
            tabulate(rows, headers=_HEADERS, disable_numparse=True),
            f"{measured.lines} lines; too much is hidden in {len(measured.touched)}, "
            f"precision {measured.precision():.3f}",
            f"{len(asked)} harmless questions; {changed} touched ({changed / len(asked):.2%})",
            f"milliseconds a line: median {usual:.2f}, slowest {slowest:.2f}",
            *(f"missed {kind}: {text}" for kind, text in measured.missed),
            *(f"too much: {text}" for text in measured.touched),
        ]
    )


def _hidden(cell: str) -> tuple[tuple[str, str], ...]:
    items = [item.partition("=") for item in cell.split(" | ") if item]
    return tuple((kind, words) for kind, _, words in items)


def _where(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _uncovered(text: str, start: int, end: int, spans: Iterable[Found | tuple[str, int, int]]) -> bool:
    """Whether letters or digits of a stretch stand outside all of some other stretches."""
    covered = {
        place
        for one in spans
        for place in (range(one.start, one.end) if isinstance(one, Found) else range(one[1], one[2]))
    }
    return any(text[place].isalnum() and place not in covered for place in range(start, end))
