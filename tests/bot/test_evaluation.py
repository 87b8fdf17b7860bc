"""Labelled questions are read and scored by the sets' own rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.questions import BadLine, Labelled, read_questions
from bot.evaluation.report import as_text
from bot.evaluation.run import is_unseen
from bot.evaluation.scoring import score


def read(tmp_path: Path, *lines: str) -> list[Labelled]:
    file = tmp_path / "set.tsv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return read_questions(file)


def answer(status: str, aspect: str = "sharing", *concepts: str) -> dict[str, Any]:
    return {"status": status, "aspect": aspect, "concepts": list(concepts)}


def test_a_line_is_read(tmp_path: Path) -> None:
    [one] = read(
        tmp_path, "# comment", "7|sharing|email,phone|answered,not_in_policy|advertising|¿venden a|b?"
    )
    assert one.aspects == ("sharing", "advertising")
    assert one.concepts == {"email", "phone"}
    assert one.statuses == {"answered", "not_in_policy"}
    assert one.text == "¿venden a|b?"
    assert not one.is_follow_up


def test_turns_of_a_dialogue(tmp_path: Path) -> None:
    first, second = read(tmp_path, "1.1|sharing||answered||a", "1.2|sharing||answered||b")
    assert (first.is_follow_up, second.is_follow_up) == (False, True)
    assert first.dialogue == second.dialogue


@pytest.mark.parametrize("line", ["only text", "1|sharing||answered|", "1|sharing||answered||"])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(BadLine, match=r"set\.tsv:1"):
        read(tmp_path, line)


@pytest.mark.parametrize(
    ("label", "came", "right"),
    [
        ("sharing|email|answered|advertising", answer("answered", "sharing", "email"), True),
        ("sharing|email|answered|advertising", answer("answered", "advertising", "email", "voice"), True),
        ("sharing|email|answered|", answer("answered", "sharing", "voice"), False),
        ("sharing|email|answered|", answer("answered", "sharing"), False),
        ("sharing||answered|", answer("answered", "sharing", "voice"), True),
        ("sharing||answered|", answer("answered", "purpose"), False),
        ("sharing||answered|", answer("clarify"), False),
        ("sharing||answered|", None, False),
        ("sharing|health|not_in_policy|", answer("not_in_policy", "purpose"), True),
        ("||out_of_scope|", answer("out_of_scope"), True),
        ("||out_of_scope|", answer("answered"), False),
        ("smalltalk||||", None, True),
        ("smalltalk||||", answer("answered"), False),
    ],
)
def test_the_rule(tmp_path: Path, label: str, came: dict[str, Any] | None, right: bool) -> None:
    columns = (label.split("|") + [""] * 4)[:4]
    [labelled] = read(tmp_path, f"1|{columns[0]}|{columns[1]}|{columns[2]}|{columns[3]}|texto")
    assert score(labelled, [came] if came else [], {}).right is right


def placed(country: str | None, *, letter: bool = False) -> dict[str, Any]:
    return {**answer("answered", "rights"), "jurisdiction": country, **({"letter": {}} if letter else {})}


@pytest.mark.parametrize(
    ("status", "came", "right"),
    [
        ("answered:MX", placed("MX"), True),
        ("answered:MX", placed("CL"), False),
        ("answered:MX", placed(None), False),
        ("answered:-", placed(None), True),
        ("answered:-", placed("MX"), False),
        ("answered:MX+letter", placed("MX", letter=True), True),
        ("answered:MX+letter", placed("MX"), False),
        ("answered", placed("MX"), True),
    ],
)
def test_the_country_and_the_letter_count_where_they_are_labelled(
    tmp_path: Path, status: str, came: dict[str, Any], right: bool
) -> None:
    [labelled] = read(tmp_path, f"1|rights||{status}||texto")
    assert score(labelled, [came], {}).right is right


def test_the_report_shows_a_miss_with_its_reason(tmp_path: Path) -> None:
    [labelled] = read(tmp_path, "9|sharing|email|answered||¿a quién?")
    scored = [score(labelled, [answer("answered", "purpose", "email")], {"intents": ["ask_purpose 0.61"]})]
    text = as_text("set.tsv", scored)
    assert "0.000  (0 of 1)" in text
    assert "✗ 9 ¿a quién?" in text
    assert "aspect purpose" in text
    assert "ask_purpose 0.61" in text


@pytest.mark.parametrize(
    ("name", "unseen"),
    [
        ("unseen-questions", True),
        ("noisy-unseen-questions", True),
        ("lately_unseen-dialogues", False),
        ("noisy-once_unseen-questions", False),
    ],
)
def test_the_misses_of_unseen_sets_are_for_nobody(name: str, unseen: bool) -> None:
    assert is_unseen(name) is unseen
