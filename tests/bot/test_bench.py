"""The program that measures: what it says, makes and counts. How fast anything is, no test says."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from sqlalchemy import text

from bot.bench import bigger, report, servers, sharing, stock
from bot.bench.growth import Curve
from bot.bench.latency import Latencies
from bot.bench.turns import KINDS, QUESTION, turns
from knowledge.database import open_engine, reading
from knowledge.queries import KnowledgeBase


def test_the_same_turns_come_again() -> None:
    first = list(turns(120, seed=2))
    assert first == list(turns(120, seed=2))
    assert {one.kind for one in first} == set(KINDS)
    assert sum(one.kind == QUESTION for one in first) > len(first) / 3


def test_a_bigger_knowledge_base_answers_the_same(tmp_path: Path) -> None:
    small, large = (open_engine(bigger.make(tmp_path / f"{n}.db", n, 3)) for n in (1, 4))
    counts = []
    for engine in (small, large):
        with engine.connect() as connection:
            counts.append(connection.execute(text("SELECT count(*) FROM fact")).scalar())
    assert counts[1] == 4 * counts[0]
    answers = []
    for engine in (small, large):
        with reading(engine) as session:
            kb = KnowledgeBase(session)
            answers.append([kb.facts("sharing", ["email"]), kb.general_facts("collection"), kb.policy()])
    assert answers[0] == answers[1]


def test_the_stock_assistant_has_the_same_examples_and_rasas_defaults(tmp_path: Path, project: Path) -> None:
    stock.write(5055, tmp_path)
    examples = sorted(file.name for file in (project / "nlu" / "examples").glob("*.yml"))
    assert set(examples) < {file.name for file in (tmp_path / "data").glob("*.yml")}
    config = yaml.safe_load((tmp_path / "config.yml").read_text(encoding="utf-8"))
    assert {"DIETClassifier", "TEDPolicy"} <= {one["name"] for one in config["pipeline"] + config["policies"]}
    stories = yaml.safe_load((tmp_path / "data" / "stories.yml").read_text(encoding="utf-8"))["stories"]
    assert all(len(story["steps"]) == 4 for story in stories)


def test_what_answers_nothing_is_not_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "_STARTS_WITHIN", 0.2)
    monkeypatch.setattr(servers.Server, "say", lambda *_: ([{"text": "Ahora no puedo."}], 0.01))
    log = tmp_path / "log"
    log.write_text("no such table")
    with pytest.raises(servers.DidNotStart, match=r"'Ahora no puedo\.'(?s:.*)no such table"):
        servers._wait_for_answer(servers.Server("Clara", 1), log)


def test_times_faster_is_the_median_over_pairs() -> None:
    found = Latencies()
    for own, other in ((10.0, 30.0), (10.0, 50.0), (20.0, 40.0)):
        found.by_kind[QUESTION]["Clara"].append(own)
        found.by_kind[QUESTION]["stock"].append(other)
    [row] = found.rows(["Clara", "stock"])
    assert (row[0], row[1], row[2], row[-1]) == (QUESTION, "3", "10.0", "3.0")


def test_a_curve_is_compared_from_end_to_end() -> None:
    assert Curve("Clara", (2, 200), (8.0, 10.0)).ratio == pytest.approx(1.25)


def test_without_redis_the_second_workers_row_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    [row] = sharing.rows(100)
    assert "redis-server" in " ".join(row)
    assert report.table(["", "a", "b", "c"], [row]).count("|") == 15


def test_tables_take_the_place_of_the_old_ones(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text("# How fast\n<!-- make bench: begin -->\nold\n<!-- make bench: end -->\nMore.\n")
    for title in ("Start", "Turns"):
        report.write(report.section("a machine", "make bench", [(title, "| |")]), document)
    said = document.read_text()
    assert said.startswith("# How fast\n") and said.endswith("\nMore.\n")
    assert "Turns" in said and "Start" not in said and "old" not in said


def test_both_curves_are_drawn(tmp_path: Path) -> None:
    picture = tmp_path / "growth.svg"
    turn_curves = [Curve("Clara", (2, 200), (9.0, 9.5)), Curve("stock", (2, 200), (40.0, 120.0))]
    report.draw(turn_curves, Curve("Clara", (1, 100), (9.0, 9.2)), picture)
    assert picture.read_text().count("<svg") == 1


def test_the_document_has_a_place_for_the_tables() -> None:
    said = report.DOCUMENT.read_text(encoding="utf-8")
    assert said.count("<!-- make bench: begin -->") == said.count("<!-- make bench: end -->") == 1
