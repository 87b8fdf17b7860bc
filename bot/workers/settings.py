"""How many workers there are, and what more than one of them need."""

from __future__ import annotations

import os
from collections.abc import Collection

from rasa.core.utils import AvailableEndpoints

from bot.cluster.redis import REDIS_VARIABLE
from bot.conversations import CONVERSATIONS_VARIABLE, conversations_url
from bot.environment import BadSetting, number_of

WORKERS_VARIABLE = "CLARA_WORKERS"
_MOST = 64


def workers_of_environment() -> int:
    """How many workers ``CLARA_WORKERS`` asks for; one unless it is set.

    Raises:
        BadSetting: it is no such number.
    """
    return number_of(WORKERS_VARIABLE, default=1, most=_MOST)


def check_shared(endpoints: AvailableEndpoints, channels: Collection[str]) -> None:
    """Make sure that several workers would be one Clara.

    Args:
        endpoints: Rasa's endpoints.
        channels: the names of the channels that are served.

    Raises:
        BadConversations: ``CLARA_CONVERSATIONS_URL`` is no SQLAlchemy URL.
        BadSetting: conversations or their locks would be each worker's own, or a channel can be one's only.
    """
    more = f"{WORKERS_VARIABLE} above 1 needs"
    if endpoints.tracker_store is not None or endpoints.lock_store is not None:
        raise BadSetting(
            f"{more} {CONVERSATIONS_VARIABLE} and {REDIS_VARIABLE} in place of endpoints.yml's tracker and "
            "lock store."
        )
    url = conversations_url()
    in_memory = (
        url is not None and url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:")
    )
    if url is None or in_memory:
        raise BadSetting(f"{more} {CONVERSATIONS_VARIABLE}, a database that all workers share.")
    if not os.environ.get(REDIS_VARIABLE):
        raise BadSetting(
            f"{more} {REDIS_VARIABLE}: two workers must never take a conversation's turns at once."
        )
    if "telegram" in channels:
        raise BadSetting(
            f"Telegram is answered by one worker, which knows what it has begun: run 'clara telegram' with "
            f"{WORKERS_VARIABLE}=1 beside the others."
        )
