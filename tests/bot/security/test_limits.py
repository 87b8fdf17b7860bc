"""The limits' settings, counting, and turns."""

from __future__ import annotations

import asyncio

import pytest
from click.testing import CliRunner
from throttled import per_hour, per_min

from bot.cli import main
from bot.paths import PROJECT
from bot.security.addresses import BadProxy
from bot.security.limiter import Limiter
from bot.security.refusing import OverLimit, TooFast, TookTooLong, TooMany
from bot.security.settings import DEFAULTS, BadLimit, LimitSettings
from bot.security.turns import TurnLimits
from tests.ports import free_port


def limits(**given: str) -> TurnLimits:
    return TurnLimits(LimitSettings.of({f"CLARA_LIMIT_{name}": value for name, value in given.items()}))


async def nothing() -> str:
    return "done"


@pytest.mark.parametrize(
    "given",
    [
        {"CLARA_LIMIT_SENDER": "many"},
        {"CLARA_LIMIT_SENDER": "0/m"},
        {"CLARA_LIMIT_SENDER": "5/m burst 0"},
        {"CLARA_LIMIT_ADDRESS": "5/m, 10/h"},
        {"CLARA_LIMIT_ADDRESS": "5/fortnight"},
        {"CLARA_LIMIT_TURNS": "0"},
        {"CLARA_LIMIT_TURNS": "nan"},
        {"CLARA_LIMIT_SECONDS": "-1"},
        {"CLARA_LIMIT_SECONDS": "inf"},
        {"CLARA_TRUSTED_PROXIES": "nginx"},
    ],
)
def test_bad_settings_are_named(given: dict[str, str]) -> None:
    with pytest.raises((BadLimit, BadProxy), match=next(iter(given))):
        LimitSettings.of(given)


def test_a_server_with_a_bad_setting_says_so_before_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLARA_LIMIT_SENDER", "lots")
    result = CliRunner().invoke(main, ["serve"])
    assert (result.exit_code, "Traceback" in result.output) == (1, False)
    assert "60/m" in result.output


def test_every_setting_is_in_the_readme_with_its_default() -> None:
    readme = (PROJECT / "README.md").read_text()
    for name, default in DEFAULTS.items():
        row = next(line for line in readme.splitlines() if line.startswith("|") and f"`{name}`" in line)
        assert default in row
    assert "`CLARA_TRUSTED_PROXIES`" in readme


async def test_a_key_is_let_in_as_often_as_its_quota_says_and_told_when_to_come_again() -> None:
    limiter = Limiter("test", per_hour(3))
    assert [await limiter.ask("one") for _ in range(3)] == [0, 0, 0]
    assert 1100 < await limiter.ask("one") <= 1200
    assert await limiter.ask("other") == 0


async def test_without_redis_each_worker_counts_for_itself(caplog: pytest.LogCaptureFixture) -> None:
    limiter = Limiter("test", per_hour(2), f"redis://:hunter2hunter2@127.0.0.1:{free_port()}")
    assert [await limiter.ask("one") > 0 for _ in range(4)] == [False, False, True, True]
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "hunter2" not in caplog.text


async def test_a_conversation_that_asks_too_much_is_slowed_and_others_are_not() -> None:
    gate = limits(SENDER="2/m")
    assert [await gate.take("a", nothing) for _ in range(2)] == ["done", "done"]
    with pytest.raises(TooFast) as caught:
        await gate.take("a", nothing)
    assert 1 <= caught.value.retry_after <= 30
    assert await gate.take("b", nothing) == "done"


async def test_a_turn_that_takes_too_long_is_given_up_and_makes_room() -> None:
    gate = limits(SECONDS="1", TURNS="1")
    cancelled = asyncio.Event()

    async def endless() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    with pytest.raises(TookTooLong):
        await gate.take("a", endless)
    assert cancelled.is_set()
    assert await gate.take("b", nothing) == "done"


async def test_only_so_many_conversations_are_answered_at_a_time() -> None:
    gate, go = limits(TURNS="2"), asyncio.Event()
    under_way = [asyncio.ensure_future(gate.take(name, go.wait)) for name in ("a", "b", "b")]
    await asyncio.sleep(0)
    with pytest.raises(TooMany) as caught:
        await gate.take("c", nothing)
    assert caught.value.response().status == 429
    assert caught.value.response().headers["Retry-After"] == "3"
    go.set()
    assert await asyncio.gather(*under_way) == [True, True, True]
    assert await gate.take("c", nothing) == "done"


async def test_messages_do_not_pile_up_in_one_conversation() -> None:
    gate, go = limits(), asyncio.Event()
    under_way = [asyncio.ensure_future(gate.take("a", go.wait)) for _ in range(5)]
    await asyncio.sleep(0)
    with pytest.raises(OverLimit):
        await gate.take("a", nothing)
    go.set()
    await asyncio.gather(*under_way)


async def test_a_turn_that_fails_counts_and_makes_room() -> None:
    gate = limits(TURNS="1", SENDER="2/m")

    async def fails() -> None:
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            await gate.take("a", fails)
    with pytest.raises(TooFast):
        await gate.take("a", fails)
    assert await gate.take("b", nothing) == "done"


def test_the_defaults_do_not_bother_a_person_who_clicks_fast() -> None:
    settings = LimitSettings.of({})
    assert settings.sender == per_min(60)
    assert settings.address == per_min(600)
