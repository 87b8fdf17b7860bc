"""Whether replies begin with what was asked: somebody named the facts that a good reply may begin with.

One question a line: ``set:number|fact,fact``; no fact where none answers it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.evaluation.scoring import Scored

Wanted = dict[str, dict[str, frozenset[str]]]


def read_first_facts(file: Path) -> Wanted:
    """Read the facts that replies may begin with.

    Args:
        file: UTF-8, ``#`` begins a comment line.

    Returns:
        By set and by number, the ids; questions that no fact answers are left out.

    Raises:
        ValueError: a line is not in the format.
    """
    wanted: Wanted = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        question, bar, listed = line.partition("|")
        name, colon, asked = question.partition(":")
        if not (bar and colon and name and asked):
            raise ValueError(f"{file.name}:{number}: expected 'set:number|facts'")
        facts = frozenset(fact.strip() for fact in listed.split(",") if fact.strip())
        if facts:
            wanted.setdefault(name, {})[asked] = facts
    return wanted


def beginnings(results: Mapping[str, Sequence[Scored]], wanted: Wanted) -> str:
    """How many replies begin with a fact that answers.

    Args:
        results: the judged turns of each set.
        wanted: the facts that replies may begin with.

    Returns:
        A line for each set that has such labels.
    """
    lines = []
    for name, facts in wanted.items():
        judged = [one for one in results.get(name, ()) if one.labelled.number in facts]
        right = sum(_first(one) in facts[one.labelled.number] for one in judged)
        if judged:
            lines.append(f"{name}: {right / len(judged):.3f} of {len(judged)} begin with a fact that answers")
    return "\n".join(lines)


def _first(scored: Scored) -> str | None:
    told = scored.answer["facts"] if scored.answer else []
    return str(told[0]["id"]) if told else None
