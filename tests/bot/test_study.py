"""The study of understanding: what it leaves out, and how it samples."""

from __future__ import annotations

from typing import Any

import yaml

from bot import paths
from bot.evaluation.run import own_sets
from bot.evaluation.study import ablations, grouped, share_of_examples


def reader_of(pipeline: list[dict[str, Any]]) -> dict[str, Any]:
    """The settings of the component that reads turns."""
    [found] = [one for one in pipeline if one["name"].endswith("TurnReader")]
    return found


def test_each_ablation_lacks_one_part() -> None:
    pipeline = yaml.safe_load(paths.CONFIG.read_text(encoding="utf-8"))["pipeline"]
    found = ablations(pipeline)
    assert found["complete"] == pipeline
    assert len(found["without the spelling corrector"]) == len(pipeline) - 1
    assert reader_of(found["without meaning"])["meaning_share"] == 0
    assert reader_of(found["without the view of cues"])["views"] == ["words", "kinds"]
    added = reader_of(found["with the view of characters too"])
    assert added["views"] == ["words", "cues", "kinds", "characters"]
    assert all(one != pipeline for name, one in found.items() if name != "complete")


def test_questions_are_grouped_without_those_that_lean_on_others() -> None:
    groups = grouped(own_sets())
    assert set(groups) == {"clean", "noisy", "out of scope"}
    assert not any(one.is_follow_up for questions in groups.values() for one in questions)


def test_a_share_of_the_examples_is_the_same_at_every_run() -> None:
    def lines(share: float) -> tuple[str, int]:
        with share_of_examples(share) as (folder, count):
            return (folder / "nlu.yml").read_text(encoding="utf-8"), count

    few, again, many = lines(0.1), lines(0.1), lines(1.0)
    assert few == again
    assert 9 * few[1] < many[1] < 11 * few[1]
