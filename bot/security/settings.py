"""The limits, from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from throttled import Quota
from throttled.exceptions import BaseThrottledError
from throttled.rate_limiter.quota_parser import parse

from bot.security.addresses import Proxies

SENDER = "CLARA_LIMIT_SENDER"
ADDRESS = "CLARA_LIMIT_ADDRESS"
TURNS = "CLARA_LIMIT_TURNS"
SECONDS = "CLARA_LIMIT_SECONDS"
REDIS = "CLARA_REDIS_URL"
# A person who clicks one suggestion after the other stays below the first, a school behind one address below
# the second; both may be used up at once, and fill up again evenly.
DEFAULTS = {SENDER: "60/m", ADDRESS: "600/m", TURNS: "200", SECONDS: "20"}


class BadLimit(ValueError):
    """A setting of the limits that cannot be used; says which and what it should look like."""


@dataclass(frozen=True)
class LimitSettings:
    """How much of what is let in.

    Args:
        sender: messages of one conversation.
        address: requests of one address.
        turns: conversations that are being answered at the same time.
        seconds: how long one turn may take.
        proxies: whose word on addresses is believed.
        redis: where several workers count together; in memory without it.
    """

    sender: Quota
    address: Quota
    turns: int
    seconds: float
    proxies: Proxies
    redis: str | None = None

    @classmethod
    def of(cls, environment: Mapping[str, str] | None = None) -> LimitSettings:
        """Read the settings.

        Args:
            environment: where variables are; the process's unless given.

        Raises:
            BadLimit: one of them cannot be used.
            BadProxy: the proxies cannot be used.
        """
        given = os.environ if environment is None else environment
        found = {name: given.get(name) or default for name, default in DEFAULTS.items()}
        return cls(
            sender=_quota(SENDER, found[SENDER]),
            address=_quota(ADDRESS, found[ADDRESS]),
            turns=int(_number(TURNS, found[TURNS])),
            seconds=_number(SECONDS, found[SECONDS]),
            proxies=Proxies.named(given.get("CLARA_TRUSTED_PROXIES", "")),
            redis=given.get(REDIS) or None,
        )


def _quota(name: str, text: str) -> Quota:
    try:
        (quota,) = parse(text)
    except (BaseThrottledError, ValueError, ZeroDivisionError):
        raise BadLimit(f"{name}={text!r} is no limit: write it such as 60/m or 10/s burst 30.") from None
    if quota.rate.limit < 1 or quota.burst < 1:
        raise BadLimit(f"{name}={text!r} would let nobody in.")
    return quota


def _number(name: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 1 <= number < float("inf"):
        raise BadLimit(f"{name}={text!r} must be a number of 1 or more.")
    return number
