"""Silent conversations are deleted, by the server itself, in every store; others stay."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, RedisTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, UserUttered
from sanic import Sanic

from bot.conversations import (
    CannotErase,
    MemoryConversations,
    Retention,
    SqlConversations,
    install_retention,
    purge,
)
from bot.conversations.erasing import erase_now
from knowledge.operator import BadRetention, kept_hours
from tests.postgres import postgres

HOUR = 3600.0
DAY = 24 * HOUR
WORDS = "palabras-que-deben-desaparecer"


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


async def say(store: TrackerStore, who: str, at: float) -> None:
    tracker = await store.get_or_create_tracker(who)
    tracker.update(UserUttered(WORDS, timestamp=at))
    await store.save(tracker)


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.e2e)])
async def kept(
    request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Callable[[Clock], TrackerStore], str]]:
    """Makes a store with a clock, of each kind."""
    if request.param == "memory":
        yield lambda clock: MemoryConversations(Domain.empty(), clock=clock), request.param
    elif request.param == "sqlite":
        yield lambda _clock: SqlConversations(Domain.empty(), f"sqlite:///{tmp_path}/kept.db"), request.param
    else:
        with postgres(tmp_path_factory.mktemp("conversations")) as url:
            yield lambda _clock: SqlConversations(Domain.empty(), url), request.param


async def test_a_day_of_silence_and_no_less(kept: tuple[Callable[[Clock], TrackerStore], str]) -> None:
    clock = Clock()
    began = clock.now
    store = FailSafeTrackerStore(kept[0](clock))
    for who, when in (("ana", 0), ("luis", 0), ("luis", 23 * HOUR), ("eva", 12 * HOUR)):
        clock.now = began + when
        # Rasa gives an event the time of the machine.
        tracker = await store.get_or_create_tracker(who, append_action_listen=False)
        tracker.update(UserUttered(WORDS, timestamp=clock.now))
        await store.save(tracker)
    retention = Retention(store, hours=24, clock=clock)
    clock.now = began + DAY
    assert await retention.sweep() == 0
    clock.now = began + DAY + 1
    assert await retention.sweep() == 1
    assert sorted(await store.keys()) == ["eva", "luis"]
    clock.now = began + 3 * DAY
    assert await retention.sweep() == 2
    assert list(await store.keys()) == []


async def test_one_conversation_is_erased_and_its_words_are_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "kept.db"
    store = SqlConversations(Domain.empty(), f"sqlite:///{file}")
    await say(store, "ana", 0)
    assert WORDS.encode() in file.read_bytes()
    assert erase_now(store, "ana")
    # SQLite leaves what is deleted in its file unless it is told to overwrite it.
    assert not [one for one in tmp_path.iterdir() if WORDS.encode() in one.read_bytes()]
    with sqlite3.connect(file) as database:
        assert database.execute("SELECT count(*) FROM events").fetchone() == (0,)


async def test_what_a_failing_database_could_not_take_is_forgotten_too() -> None:
    clock = Clock()
    spare = MemoryConversations(Domain.empty(), clock=clock)
    store = FailSafeTrackerStore(MemoryConversations(Domain.empty()), fallback_tracker_store=spare)
    await say(spare, "ana", clock.now)
    assert await purge(store, clock.now + 1) == 1
    await say(spare, "ana", clock.now)
    assert erase_now(store, "ana")


async def test_an_error_of_the_database_is_logged_without_what_was_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = FailSafeTrackerStore(SqlConversations(Domain.empty(), f"sqlite:///{tmp_path}/kept.db"))
    tracker = await store.get_or_create_tracker("ana")
    with sqlite3.connect(tmp_path / "kept.db") as database:
        database.execute("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END")
    tracker.update(UserUttered(WORDS))
    await store.save(tracker)
    assert "full" in caplog.text
    assert WORDS not in caplog.text


async def test_a_store_that_does_not_know_when_is_refused() -> None:
    with pytest.raises(CannotErase, match="RedisTrackerStore"):
        await purge(RedisTrackerStore.__new__(RedisTrackerStore), 0)


async def test_the_sweep_goes_on_after_a_failure() -> None:
    class Failing(MemoryConversations):
        sweeps = 0

        def purge(self, before: float) -> int:
            self.sweeps += 1
            if self.sweeps == 1:
                raise CannotErase("the database of conversations fails")
            return super().purge(before)

    store = Failing(Domain.empty())
    retention = Retention(store, hours=1)
    retention.period = 0.0
    task = asyncio.create_task(retention.run())
    while store.sweeps < 3:
        await asyncio.sleep(0)
    task.cancel()


@pytest.mark.parametrize("given", ["0", "-1", "nan", "inf", "mañana"])
def test_a_setting_that_is_no_time_is_refused_before_the_server_starts(
    given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLARA_CONVERSATIONS_HOURS", given)
    with pytest.raises(BadRetention, match="CLARA_CONVERSATIONS_HOURS"):
        install_retention(Sanic(f"clara_retention_{abs(hash(given))}"))


@pytest.mark.parametrize(("worker", "sweeps"), [(0, True), (1, False)])
async def test_of_several_workers_the_first_sweeps(
    worker: int, sweeps: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLARA_CONVERSATIONS_HOURS", raising=False)
    clock = Clock()
    store = MemoryConversations(Domain.empty(), clock=clock)
    await say(store, "ana", 0)
    app = Sanic(f"clara_retention_of_{worker}")
    app.ctx.worker, app.ctx.agent = worker, SimpleNamespace(tracker_store=store)
    install_retention(app)
    app.signalize()
    for action, when in (("init", "after"), ("shutdown", "before")):
        await app._server_event(action, when, loop=asyncio.get_running_loop())
        await asyncio.sleep(0)
    assert (await store.retrieve("ana") is None) == sweeps


def test_a_day_unless_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLARA_CONVERSATIONS_HOURS", raising=False)
    assert kept_hours() == 24
    monkeypatch.setenv("CLARA_CONVERSATIONS_HOURS", "0.5")
    assert kept_hours() == 0.5


async def test_every_message_after_the_start_of_a_session_is_kept(tmp_path: Path) -> None:
    store = SqlConversations(Domain.empty(), f"sqlite:///{tmp_path}/kept.db")
    tracker = await store.get_or_create_tracker("ana", append_action_listen=False)
    began = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]
    tracker.update_with_events(began, Domain.empty())
    for number in range(5):
        tracker.update_with_events(
            [UserUttered(f"mensaje {number}"), ActionExecuted("action_listen")], Domain.empty()
        )
        await store.save(tracker)
        kept = await store.retrieve("ana")
        assert kept is not None
        said = [event.text for event in kept.events if isinstance(event, UserUttered)]
        assert said == [f"mensaje {one}" for one in range(max(0, number - 1), number + 1)]
        tracker = kept
