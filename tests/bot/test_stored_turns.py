"""Every message is stored, also where the session's first action is older than its start."""

from __future__ import annotations

from pathlib import Path

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, UserUttered

from bot.conversations import SqlConversations


async def test_no_message_of_a_conversation_is_left_out(tmp_path: Path) -> None:
    store = SqlConversations(Domain.empty(), url=f"sqlite:///{tmp_path}/conversations.db")
    tracker = await store.get_or_create_tracker("ana", append_action_listen=False)
    tracker.update(ActionExecuted("action_session_start", timestamp=1.0))
    tracker.update(SessionStarted(timestamp=1.5))
    tracker.update(ActionExecuted("action_listen", timestamp=2.0))
    for number in range(5):
        tracker.update(UserUttered(f"pregunta {number}", message_id=str(number)))
        tracker.update(ActionExecuted("action_listen"))
        await store.save(tracker)
        found = await store.retrieve("ana")
        assert found is not None
        heard = [event.message_id for event in found.events if isinstance(event, UserUttered)]
        assert heard == [str(one) for one in range(max(0, number - 1), number + 1)]
        tracker = found
