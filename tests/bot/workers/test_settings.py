"""How many workers there may be, and what more than one of them need."""

from __future__ import annotations

import pytest
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig

from bot.conversations import BadConversations
from bot.environment import BadSetting
from bot.workers.settings import check_shared, workers_of_environment

_NOTHING = AvailableEndpoints()


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Settings that several workers can work with."""
    monkeypatch.setenv("CLARA_CONVERSATIONS_URL", "postgresql+psycopg2://clara@db/clara")
    monkeypatch.setenv("CLARA_REDIS_URL", "redis://redis:6379/0")
    return monkeypatch


@pytest.mark.parametrize(("value", "workers"), [("", 1), ("1", 1), ("3", 3), ("64", 64)])
def test_a_number_of_workers(value: str, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLARA_WORKERS", value)
    assert workers_of_environment() == workers


@pytest.mark.parametrize("value", ["0", "-1", "65", "two", "2.0", "٣", "9" * 5000])
def test_no_number_of_workers(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLARA_WORKERS", value)
    with pytest.raises(BadSetting, match="CLARA_WORKERS must be"):
        workers_of_environment()


def test_what_all_share_is_enough(shared: pytest.MonkeyPatch) -> None:
    check_shared(_NOTHING, {"rest", "web"})


@pytest.mark.parametrize("url", ["", "sqlite://", "sqlite:///:memory:"])
def test_conversations_of_each_worker_alone_are_refused(url: str, shared: pytest.MonkeyPatch) -> None:
    shared.setenv("CLARA_CONVERSATIONS_URL", url)
    with pytest.raises(BadSetting, match="CLARA_CONVERSATIONS_URL"):
        check_shared(_NOTHING, {"rest"})


def test_a_database_that_is_none_is_told_as_ever(shared: pytest.MonkeyPatch) -> None:
    shared.setenv("CLARA_CONVERSATIONS_URL", "no database")
    with pytest.raises(BadConversations):
        check_shared(_NOTHING, {"rest"})


def test_locks_of_each_worker_alone_are_refused(shared: pytest.MonkeyPatch) -> None:
    shared.setenv("CLARA_REDIS_URL", "")
    with pytest.raises(BadSetting, match="CLARA_REDIS_URL"):
        check_shared(_NOTHING, {"rest"})


@pytest.mark.parametrize("store", ["tracker_store", "lock_store"])
def test_rasas_own_stores_are_refused(store: str, shared: pytest.MonkeyPatch) -> None:
    # Rasa's locks on Redis let two workers take the same turn.
    found = AvailableEndpoints(**{store: EndpointConfig(type="redis")})
    with pytest.raises(BadSetting, match=r"endpoints\.yml"):
        check_shared(found, {"rest"})


def test_telegram_is_one_workers(shared: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadSetting, match="clara telegram"):
        check_shared(_NOTHING, {"rest", "telegram"})
