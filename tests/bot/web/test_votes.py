"""Votes are kept without the person."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, select
from sqlalchemy.exc import SQLAlchemyError

from bot.cli import main
from bot.web.votes import VOTES, Votes
from tests.postgres import postgres


def stored(url: str) -> list[tuple[object, ...]]:
    with create_engine(url, future=True).connect() as connection:
        return [tuple(row) for row in connection.execute(select(VOTES).order_by(VOTES.c.id))]


def record_two_and_change_one(url: str) -> None:
    votes = Votes(url)
    first = votes.record("sharing", ["email", "phone"], "answered", "up")
    Votes(url).record("collection", [], "not_in_policy", "up")
    votes.change(first, "down")
    today = dt.datetime.now(dt.timezone.utc).date()
    assert sorted(row[1:] for row in stored(url)) == [
        (today, "collection", "", "not_in_policy", "up"),
        (today, "sharing", "email phone", "answered", "down"),
    ]


def test_a_vote_says_what_was_asked_and_whether_it_helped(tmp_path: Path) -> None:
    record_two_and_change_one(f"sqlite:///{tmp_path / 'new folder' / 'votes.db'}")


@pytest.mark.e2e
def test_votes_can_be_kept_in_postgresql(tmp_path_factory: pytest.TempPathFactory) -> None:
    with postgres(tmp_path_factory.mktemp("votes")) as url:
        record_two_and_change_one(url)


def test_the_environment_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'votes.db'}"
    monkeypatch.setenv("CLARA_FEEDBACK_URL", url)
    Votes().record("sharing", [], "answered", "up")
    assert len(stored(url)) == 1


def test_a_database_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "votes.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(SQLAlchemyError):
        Votes(f"sqlite:///{tmp_path / 'votes.db'}").record("sharing", [], "answered", "up")


def test_votes_are_counted_the_least_helpful_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLARA_FEEDBACK_URL", f"sqlite:///{tmp_path / 'votes.db'}")
    for aspect, vote in (("sharing", "up"), ("sharing", "down"), ("rights", "up"), ("cookies", "down")):
        Votes().record(aspect, [], "answered", "up" if vote == "up" else "down")
    lines = CliRunner().invoke(main, ["votes"]).output.splitlines()[2:]
    assert [line.split() for line in lines] == [
        ["cookies", "answered", "0", "1"],
        ["sharing", "answered", "1", "1"],
        ["rights", "answered", "1", "0"],
    ]


def test_votes_that_cannot_be_read_are_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "votes.db").write_bytes(b"this is no database" * 100)
    monkeypatch.setenv("CLARA_FEEDBACK_URL", f"sqlite:///{tmp_path / 'votes.db'}")
    done = CliRunner().invoke(main, ["votes"])
    assert done.exit_code == 1
    assert "The votes cannot be read" in done.output


def test_nothing_tells_whose_a_vote_is_nor_when_on_a_day_it_was_given(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'votes.db'}"
    given = [Votes(url).record("sharing", [], "answered", "up") for _ in range(20)]
    assert sorted(given) != given
    assert {column.name for column in VOTES.columns} == {"id", "day", "aspect", "concepts", "status", "vote"}
    assert all(type(row[1]) is dt.date for row in stored(url))
    # In the order in which they stand in the file, too.
    with create_engine(url).connect() as connection:
        kept = [row[0] for row in connection.exec_driver_sql("SELECT id FROM vote")]
    assert kept == sorted(given)


def test_two_votes_never_share_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = iter([7, 7, 7, 8])
    monkeypatch.setattr("secrets.randbelow", lambda _most: next(numbers))
    votes = Votes(f"sqlite:///{tmp_path / 'votes.db'}")
    assert [votes.record("sharing", [], "answered", "up") for _ in range(2)] == [8, 9]
