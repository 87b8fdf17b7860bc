"""The evaluation's report, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tabulate import tabulate

from bot.evaluation.scoring import CLARIFY, OUT_OF_SCOPE, Scored


def share(scored: Sequence[Scored]) -> float | None:
    """The share of right turns, None when there are none."""
    return sum(one.right for one in scored) / len(scored) if scored else None


def groups(scored: Sequence[Scored]) -> dict[str, list[Scored]]:
    """The turns that get a figure of their own."""
    beyond = [one for one in scored if OUT_OF_SCOPE in one.labelled.statuses]
    within = [one for one in scored if OUT_OF_SCOPE not in one.labelled.statuses]
    return {
        "all": list(scored),
        "privacy questions": within,
        "out of scope, declined": beyond,
        "follow-up turns": [one for one in scored if one.labelled.is_follow_up],
    }


def as_json(name: str, scored: Sequence[Scored]) -> dict[str, Any]:
    """The report as JSON types."""
    return {
        "file": name,
        "score": {group: share(members) for group, members in groups(scored).items()},
        "asked_back": sum(one.status == CLARIFY for one in scored),
        "wrongly_declined": sum(_wrongly_declined(one) for one in scored),
        "turns": [
            {
                "number": one.labelled.number,
                "text": one.labelled.text,
                "right": one.right,
                "why": one.why,
                "wanted": _wanted(one),
                "answer": one.answer,
                "understood": one.understood,
            }
            for one in scored
        ],
    }


def as_table(results: Mapping[str, Sequence[Scored]]) -> str:
    """One line for each set, in Markdown: right answers, and what was declined or asked back.

    Args:
        results: judged turns by the name of their set.

    Returns:
        The table; shares of all turns, of follow-up turns and of out-of-scope requests.
    """
    rows = []
    for name, scored in results.items():
        found = {group: share(members) for group, members in groups(scored).items()}
        asked_back = sum(one.status == CLARIFY for one in scored)
        declined = sum(_wrongly_declined(one) for one in scored)
        shares = [found[group] for group in ("all", "follow-up turns", "out of scope, declined")]
        rows.append([name, len(scored), *shares, asked_back, declined])
    headers = ["set", "turns", "right", "follow-ups", "declined rightly", "asked back", "declined wrongly"]
    return tabulate(rows, headers, tablefmt="github", floatfmt=".3f", missingval="–")


def as_text(name: str, scored: Sequence[Scored]) -> str:
    """The report to read: figures, a table by aspect, every miss."""
    lines = [f"\n{name}"]
    for group, members in groups(scored).items():
        if members:
            right = sum(one.right for one in members)
            lines.append(f"  {group:<24} {right / len(members):.3f}  ({right} of {len(members)})")
    lines.append(f"  {'asked back':<24} {sum(one.status == CLARIFY for one in scored)}")
    lines.append(f"  {'wrongly declined':<24} {sum(_wrongly_declined(one) for one in scored)}")
    lines += ["", _by_aspect(scored), ""]
    lines += [_miss(one) for one in scored if not one.right]
    return "\n".join(lines)


def _wrongly_declined(one: Scored) -> bool:
    return one.status == OUT_OF_SCOPE and OUT_OF_SCOPE not in one.labelled.statuses


def _by_aspect(scored: Sequence[Scored]) -> str:
    rows = []
    for aspect in sorted({_first_aspect(one) for one in scored}):
        members = [one for one in scored if _first_aspect(one) == aspect]
        rows.append([aspect, len(members), f"{share(members):.2f}"])
    return tabulate(rows, ["aspect", "turns", "right"])


def _first_aspect(one: Scored) -> str:
    return one.labelled.aspects[0] if one.labelled.aspects else OUT_OF_SCOPE


def _wanted(one: Scored) -> str:
    label = one.labelled
    aspects, concepts = "/".join(label.aspects) or "-", ",".join(sorted(label.concepts)) or "any"
    return f"{'/'.join(sorted(label.statuses)) or '-'} {aspects} [{concepts}]"


def _miss(one: Scored) -> str:
    came = "small talk"
    if one.answer:
        concepts = ",".join(one.answer["concepts"]) or "-"
        came = f"{one.answer['status']} {one.answer['aspect']} [{concepts}]"
    return (
        f"✗ {one.labelled.number} {one.labelled.text}\n"
        f"    wanted {_wanted(one)}; came {came}: {one.why}\n"
        f"    understood {one.understood}"
    )
