"""What may work the next time is called again, at growing distances, and not for ever."""

from __future__ import annotations

import pytest

from bot.channels.telegram.api import ApiError, TooManyRequests, Undeliverable, Unreachable
from bot.channels.telegram.retrying import backoff, persistently


class Calls:
    """A call that fails as told before it works; and the waits between."""

    def __init__(self, *faults: ApiError) -> None:
        self.faults = list(faults)
        self.waits: list[float] = []
        self.made = 0

    async def __call__(self) -> str:
        self.made += 1
        if self.faults:
            raise self.faults.pop(0)
        return "done"

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


async def test_faults_are_waited_out_longer_each_time() -> None:
    call = Calls(*(Unreachable() for _ in range(6)))
    assert await persistently(call, sleep=call.sleep) == "done"
    assert all(
        longest / 2 <= wait <= longest
        for wait, longest in zip(call.waits, [0.5, 1, 2, 4, 8, 16], strict=True)
    )


async def test_it_is_given_up_in_the_end() -> None:
    call = Calls(*(Unreachable() for _ in range(20)))
    with pytest.raises(Unreachable):
        await persistently(call, sleep=call.sleep)
    assert call.made == 7


async def test_a_limit_is_honoured_and_never_undercut() -> None:
    call = Calls(TooManyRequests(5), TooManyRequests(3))
    assert await persistently(call, sleep=call.sleep) == "done"
    assert 5 <= call.waits[0] <= 5.5
    assert 3 <= call.waits[1] <= 3.5


async def test_a_limit_longer_than_an_answer_is_worth_is_not_waited_for() -> None:
    call = Calls(TooManyRequests(3600))
    with pytest.raises(TooManyRequests):
        await persistently(call, sleep=call.sleep)
    assert call.waits == []


async def test_what_cannot_work_is_not_tried_again() -> None:
    call = Calls(Undeliverable())
    with pytest.raises(Undeliverable):
        await persistently(call, sleep=call.sleep)
    assert call.made == 1


def test_waits_are_spread_and_bounded() -> None:
    waits = [backoff(50) for _ in range(200)]
    assert all(15 <= wait <= 30 for wait in waits)
    assert len(set(waits)) > 100
