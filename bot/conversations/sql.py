"""Conversations in an SQL database: Rasa's table of events, able to forget."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from sqlalchemy.engine import Engine


class SqlConversations(SQLTrackerStore):
    """Rasa's SQL store, from a URL.

    Args:
        domain: the assistant's domain.
        url: the database, as a SQLAlchemy URL.
        event_broker: where Rasa streams events to, if anywhere.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        url: str = "sqlite://",
        event_broker: EventBroker | None = None,
        **_settings: Any,
    ) -> None:
        # Rasa takes a whole URL for the host.
        super().__init__(domain, host=url, event_broker=event_broker)
        # An error's message quotes the values otherwise, and Rasa logs it.
        self.engine.hide_parameters = True
        overwrite_what_is_deleted(self.engine)

    def erase(self, conversation_id: str) -> bool:
        """Delete a conversation's events.

        Args:
            conversation_id: its ``sender_id``.

        Returns:
            Whether there were any.
        """
        return erase_from(self, conversation_id)

    def purge(self, before: float) -> int:
        """Delete the conversations that have been silent for long.

        Args:
            before: those whose last event is older than this time go.

        Returns:
            How many there were.
        """
        return purge_from(self, before)


def erase_from(store: SQLTrackerStore, conversation_id: str) -> bool:
    """Delete a conversation's events from any of Rasa's SQL stores; whether there were any."""
    with store.session_scope() as session:
        events = sa.delete(store.SQLEvent).where(store.SQLEvent.sender_id == conversation_id)
        erased = session.execute(events).rowcount
        session.commit()
    return bool(erased)


def purge_from(store: SQLTrackerStore, before: float) -> int:
    """Delete the conversations without an event since a time; how many there were."""
    event = store.SQLEvent
    silent = (
        sa.select(event.sender_id).group_by(event.sender_id).having(sa.func.max(event.timestamp) < before)
    )
    with store.session_scope() as session:
        names = session.execute(silent).scalars().all()
        # Asked again in the same statement: a turn may have come in between.
        events = sa.delete(event).where(event.sender_id.in_(silent))
        session.execute(events, execution_options={"synchronize_session": False})
        session.commit()
    return len(names)


def overwrite_what_is_deleted(engine: Engine) -> None:
    """Have SQLite write zeros over what is deleted; its file keeps it otherwise."""
    if engine.dialect.name != "sqlite":
        return

    @sa.event.listens_for(engine, "connect")
    def secure(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA secure_delete = ON")
