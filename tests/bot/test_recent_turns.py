"""A conversation stays as small after two hundred turns as after two, and forgets nothing that counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, ConversationPaused, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversations import MemoryConversations, SqlConversations
from bot.conversations.recent import KEPT_TURNS, first_kept, recent

DOMAIN = Domain.from_yaml(
    """
    version: "3.1"
    intents: [ask_sharing]
    slots:
      aspect: {type: any, influence_conversation: false, mappings: [{type: custom}]}
      country: {type: any, influence_conversation: false, mappings: [{type: custom}]}
    """
)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> TrackerStore:
    """A store of each kind."""
    if request.param == "memory":
        return MemoryConversations(DOMAIN)
    return SqlConversations(DOMAIN, url=f"sqlite:///{tmp_path / 'conversations.db'}")


async def say(store: TrackerStore, turn: int, *, country: str | None = None) -> None:
    """One turn, as Rasa's processor takes it."""
    tracker = await store.get_or_create_tracker("someone")
    tracker.update(UserUttered(f"turn {turn}", {"name": "ask_sharing", "confidence": 1.0}))
    tracker.update(ActionExecuted("action_answer"))
    if country:
        tracker.update(SlotSet("country", country))
    tracker.update(SlotSet("aspect", f"aspect {turn}"))
    tracker.update(BotUttered(f"reply {turn}"))
    tracker.update(ActionExecuted("action_listen"))
    await store.save(tracker)


async def remembered(store: TrackerStore) -> DialogueStateTracker:
    tracker = await store.retrieve("someone")
    assert tracker is not None
    return tracker


def texts(tracker: DialogueStateTracker) -> list[str | None]:
    return [event.text for event in tracker.events if isinstance(event, UserUttered | BotUttered)]


async def test_the_last_turns_stay(store: TrackerStore) -> None:
    for turn in range(1, 8):
        await say(store, turn)
    assert KEPT_TURNS == 2
    assert texts(await remembered(store)) == ["turn 6", "reply 6", "turn 7", "reply 7"]


async def test_slots_outlive_the_turn_that_set_them(store: TrackerStore) -> None:
    await say(store, 1, country="ES")
    for turn in range(2, 30):
        await say(store, turn)
    tracker = await remembered(store)
    assert (tracker.get_slot("aspect"), tracker.get_slot("country")) == ("aspect 29", "ES")


async def test_a_slot_emptied_stays_empty(store: TrackerStore) -> None:
    await say(store, 1, country="ES")
    tracker = await remembered(store)
    tracker.update(SlotSet("country", None))
    await store.save(tracker)
    for turn in range(2, 6):
        await say(store, turn)
    assert (await remembered(store)).get_slot("country") is None


async def test_it_does_not_grow(store: TrackerStore) -> None:
    sizes = []
    for turn in range(1, 40):
        await say(store, turn, country="MX" if turn == 1 else None)
        sizes.append(len((await remembered(store)).events))
    assert max(sizes[4:]) <= sizes[2]


def test_what_is_kept_begins_with_clara_listening() -> None:
    turn = [UserUttered("¿?"), ActionExecuted("action_answer"), ActionExecuted("action_listen")]
    tracker = DialogueStateTracker.from_events("someone", [ActionExecuted("action_listen"), *turn * 3], [])
    kept = recent(tracker)
    assert [type(event).__name__ for event in kept[:2]] == ["ActionExecuted", "UserUttered"]
    assert kept[0].action_name == "action_listen"
    assert len(kept) == 7


def test_a_paused_conversation_is_kept_whole() -> None:
    turn = [UserUttered("¿?"), ActionExecuted("action_listen")]
    tracker = DialogueStateTracker.from_events("someone", [*turn * 5, ConversationPaused()], [])
    assert first_kept(tracker) == 0
