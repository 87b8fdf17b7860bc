"""What changed is told from facts that replaced others, are new, or are gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from knowledge.changes import Change, ChangeQuery, Kind, about
from knowledge.content import read_content
from knowledge.database import open_engine
from knowledge.errors import UnknownVersion
from knowledge.loader import load
from knowledge.queries import KnowledgeBase
from knowledge.schema import migrate
from tests.knowledge.small_content import write_content

DAYS = [dt.date(2021, 1, 1), dt.date(2023, 1, 1), dt.date(2025, 1, 1), dt.date(2026, 4, 10)]
VERSIONS = "".join(f"\n- {{in_force: '{day}', language: es, url: 'https://example.org/p'}}" for day in DAYS)
_OLD_VERSIONS = """
- {in_force: '2026-04-10', language: es, url: 'https://example.org/policy'}
- {in_force: '2021-11-02', language: es, url: 'https://example.org/policy'}"""
_VOICE_2021 = (
    "- {id: col-voice-2021, text: En 2021 no nombraba tu voz., concepts: [voice], status: historical, "
    "source: statement, section: A, as_of: '2021-11-02'}"
)
Told = Callable[..., ChangeQuery]


def fact(key: str, day: str, **more: str) -> str:
    """A fact of the policy's text, as one line of YAML."""
    rest = "".join(f", {name}: {value}" for name, value in more.items())
    return f"- {{id: {key}, text: Dice {key}., source: statement, section: A, as_of: '{day}'{rest}}}"


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    """Changes of a content with these facts on collection instead of those on voice."""
    sessions = []

    def tell(*facts: str) -> ChangeQuery:
        folder = write_content(
            tmp_path / "content",
            policy=(_OLD_VERSIONS, VERSIONS),
            collection=(_VOICE_2021, "\n".join(facts)),
        )
        collection = folder / "netflix" / "facts" / "collection.yaml"
        collection.write_text(collection.read_text().replace(", supersedes: [col-voice-2021]", ""))
        engine = open_engine(f"sqlite:///{tmp_path / 'knowledge.db'}", create=True)
        migrate(engine)
        load(read_content(folder), engine)
        sessions.append(Session(engine, future=True))
        return ChangeQuery(KnowledgeBase(sessions[-1]))

    yield tell
    for session in sessions:
        session.close()


def shown(changes: list[Change]) -> list[tuple[str, ...]]:
    return [(one.kind.value, *(fact.key for fact in one.facts)) for one in changes]


def test_a_superseded_fact_is_paired_with_what_took_its_place(kb: KnowledgeBase) -> None:
    [change] = ChangeQuery(kb).all()
    assert shown([change]) == [("reworded", "col-voice-2021", "col-voice")]
    assert (change.after, change.by) == (dt.date(2021, 11, 2), dt.date(2026, 4, 10))
    assert change.concepts == ("voice",)


def test_steps_are_told_one_by_one_and_joined_over_versions(told: Told) -> None:
    query = told(
        fact("one", "2021-01-01", status="historical"),
        fact("two", "2025-01-01", status="historical", since="'2023-01-01'", supersedes="[one]"),
        fact("three", "2026-04-10", supersedes="[two, one]"),
    )
    assert shown(query.all()) == [("reworded", "two", "three"), ("reworded", "one", "two")]
    assert shown(query.between(DAYS[0])) == [("reworded", "one", "three")]
    assert shown(query.between(DAYS[0], DAYS[1])) == [("reworded", "one", "two")]
    assert shown(query.between(DAYS[1], DAYS[2])) == []
    assert shown(query.between(None)) == [("reworded", "one", "three")]


def test_when_it_changed_is_exact_only_if_no_version_lies_between(told: Told) -> None:
    query = told(
        fact("old", "2021-01-01", status="historical"),
        fact("new", "2026-04-10", supersedes="[old]"),
        fact("before", "2023-01-01", status="historical"),
        fact("after", "2026-04-10", since="'2025-01-01'", supersedes="[before]"),
    )
    exact = {one.facts[-1].key: (one.exact, one.by) for one in query.all()}
    assert exact == {"new": (False, DAYS[3]), "after": (True, DAYS[2])}


def test_additions_and_what_is_gone(told: Told) -> None:
    query = told(
        fact("new", "2026-04-10", added="true", since="'2025-01-01'"),
        fact("always", "2026-04-10"),
        fact("gone", "2023-01-01", status="historical", removed="true"),
        fact("perhaps", "2021-01-01", status="historical"),
    )
    assert shown(query.all()) == [("added", "new"), ("removed", "gone"), ("last_seen", "perhaps")]
    assert {one.facts[0].key: (one.after, one.by) for one in query.all()} == {
        "new": (DAYS[1], DAYS[2]),
        "gone": (DAYS[1], DAYS[2]),
        "perhaps": (DAYS[0], DAYS[1]),
    }


def test_what_appeared_and_went_between_two_versions_is_removed_from_the_older_only(told: Told) -> None:
    query = told(
        fact("one", "2021-01-01", status="historical"),
        fact("two", "2023-01-01", status="historical", supersedes="[one]", removed="true"),
    )
    assert shown(query.between(DAYS[0])) == [("removed", "one")]


def test_changes_come_by_weight(told: Told) -> None:
    query = told(
        fact("light", "2026-04-10", added="true", weight="10"),
        fact("heavy", "2026-04-10", added="true", weight="90"),
        fact("plain", "2026-04-10", added="true"),
        fact("none", "2026-04-10", added="true", weight="0"),
    )
    assert shown(query.all()) == [("added", "heavy"), ("added", "plain"), ("added", "light")]


def test_changes_about_something_are_those_mainly_about_it(told: Told) -> None:
    query = told(
        fact("aside", "2026-04-10", added="true", concepts="[email, voice]", weight="90"),
        fact("mainly", "2026-04-10", added="true", concepts="[voice]"),
        fact("other", "2026-04-10", added="true", concepts="[email]", weight="95"),
    )
    assert shown(about(query.all(), ["voice"])) == [("added", "mainly")]
    assert shown(about(query.all(), ["voice", "email"]))[0] == ("added", "aside")
    assert len(about(query.all(), [], ["collection"])) == 3


def test_an_unknown_version_is_named_with_those_that_are_known(kb: KnowledgeBase) -> None:
    with pytest.raises(UnknownVersion, match="2020-01-01; known: 2021-11-02, 2026-04-10"):
        ChangeQuery(kb).between(dt.date(2020, 1, 1))


def test_real_changes_tell_both_sides_with_dates(real_kb: KnowledgeBase) -> None:
    voice = next(one for one in ChangeQuery(real_kb).all() if one.newer and one.newer.key == "col-voz")
    assert voice.kind is Kind.REWORDED
    assert voice.older is not None
    assert (voice.older.key, voice.after, voice.by) == (
        "col-voz-2025",
        dt.date(2025, 4, 17),
        dt.date(2026, 4, 10),
    )


def test_no_change_of_the_real_policy_goes_backwards(real_kb: KnowledgeBase) -> None:
    wrong = [one for one in ChangeQuery(real_kb).all() if one.after and one.by and one.after >= one.by]
    assert wrong == []
