"""Conversations in an SQL database: Rasa's table of events with the last turns of each, able to forget."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.sql import Select

from bot.conversations.recent import carried_over, first_kept
from bot.events import events_of
from knowledge.database import open_engine
from knowledge.writing import BEGIN


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
        # Not as Rasa begins: it waits in silence for a database that is away, and later uses connections
        # that a restart of the database has ended.
        TrackerStore.__init__(self, domain, event_broker)
        self.engine = _open(url)
        self.sessionmaker = sessionmaker(bind=self.engine)
        self._has_tables = False
        overwrite_what_is_deleted(self.engine)

    @contextlib.contextmanager
    def session_scope(self) -> Iterator[Session]:
        """A session on the events; their table is made when it is first needed (Rasa's interface)."""
        if not self._has_tables:
            _make_tables(self.Base.metadata, self.engine)
            self._has_tables = True
        try:
            with super().session_scope() as session:
                yield session
        except sa.exc.SQLAlchemyError:
            # Perhaps the table is gone, with its database's file.
            self._has_tables = False
            raise

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        """A conversation, from its events in the order in which they were stored (Rasa's interface).

        Rasa looks for those that are later than the session's start, by the clock: set back, it would lose
        every turn from then on. Only the last turns are stored, and a session never expires: all are read.
        """
        with self.session_scope() as session:
            written = session.execute(self._of(sender_id, self._column.data)).scalars().all()
        if not written:
            return None
        events = events_of([json.loads(one) for one in written])
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the last turns of a conversation, and its slots: new rows in, old rows out."""
        await self.stream_events(tracker)
        table = self.SQLEvent.__table__
        with self.session_scope() as session:
            # The rows that the tracker was read from. None are left if it was purged in the middle of a turn,
            # and what was purged does not come back with what is said now.
            stored = session.execute(self._of(tracker.sender_id, self._column.id)).scalars().all()
            first = first_kept(tracker) if stored else first_kept(tracker, turns=1)
            said = list(tracker.events)[len(stored) or first :]
            new = [*said, *carried_over(tracker, first)]
            if new:
                session.execute(sa.insert(table), [_row(tracker, event) for event in new])
            if first and stored:
                cut = self._column.id < [*stored, stored[-1] + 1][min(first, len(stored))]
                session.execute(sa.delete(table).where(self._column.sender_id == tracker.sender_id, cut))
            session.commit()

    @property
    def _column(self) -> Any:
        """The columns of the table: nothing has to be made of its rows."""
        return self.SQLEvent.__table__.c

    def _of(self, conversation_id: str, column: Any) -> Select:
        mine = self._column.sender_id == conversation_id
        return sa.select(column).where(mine).order_by(self._column.id)

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


def _row(tracker: DialogueStateTracker, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": tracker.sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": (data.get("parse_data") or {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _open(url: str) -> Engine:
    engine = open_engine(url, create=True)
    if engine.dialect.name == "sqlite":
        # A turn reads before it writes: two that did so at once would keep each other from writing.
        return engine.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})
    # A conversation has one writer at a time, and each statement is to see what others have done.
    return engine.execution_options(isolation_level="READ COMMITTED")


def _make_tables(metadata: sa.MetaData, engine: Engine) -> None:
    try:
        metadata.create_all(engine)
    except sa.exc.DBAPIError:
        # Another worker may have made them at the same time.
        metadata.create_all(engine)


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
