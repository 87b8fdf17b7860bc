"""Where conversations are kept, from the environment."""

from __future__ import annotations

import os
from pathlib import Path

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.conversations.memory import MemoryConversations
from bot.conversations.sql import SqlConversations
from knowledge.operator import CONVERSATIONS_VARIABLE


class BadConversations(ValueError):
    """The setting names no database that can be used; never tells its password."""


def conversations_of_environment(event_broker: EventBroker | None = None) -> TrackerStore:
    """The store that ``CLARA_CONVERSATIONS_URL`` names: a database, or memory without it.

    A database that cannot be reached yet is waited for.

    Args:
        event_broker: where Rasa streams events to, if anywhere.

    Raises:
        BadConversations: the variable holds no SQLAlchemy URL.
    """
    url = conversations_url()
    if url is None:
        return MemoryConversations(event_broker=event_broker)
    return SqlConversations(url=url.render_as_string(hide_password=False), event_broker=event_broker)


def conversations_url() -> URL | None:
    """The database of conversations; None when they are kept in memory.

    Raises:
        BadConversations: the variable holds no SQLAlchemy URL.
    """
    given = os.environ.get(CONVERSATIONS_VARIABLE)
    if not given:
        return None
    try:
        url = make_url(given)
        url.get_dialect().dbapi()
    except (SQLAlchemyError, ImportError) as error:
        raise BadConversations(
            f"{CONVERSATIONS_VARIABLE} must be a SQLAlchemy URL such as sqlite:////srv/clara.db "
            f"or postgresql+psycopg2://…: {type(error).__name__}"
        ) from None
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    return url


def check_reachable(url: URL) -> None:
    """Ask the database once, without waiting for it.

    Raises:
        BadConversations: it does not answer.
    """
    try:
        create_engine(url).connect().close()
    except SQLAlchemyError as error:
        raise BadConversations(
            f"the database of conversations, {url!r}, fails: {type(error).__name__}"
        ) from None
