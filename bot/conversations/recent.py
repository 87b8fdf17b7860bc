"""What of a conversation is kept: its last turns, and its slots.

Rasa keeps every event, reads and replays all of them at each turn, and writes them again: a turn costs more
the longer people talk. What an answer takes from earlier turns stands in slots; earlier words are not needed,
and what is not kept cannot leak.
"""

from __future__ import annotations

from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

# The turn just answered, and the one before it.
KEPT_TURNS = 2


def first_kept(tracker: DialogueStateTracker, turns: int = KEPT_TURNS) -> int:
    """Where the last turns of a conversation begin.

    Args:
        tracker: the conversation, between two turns.
        turns: how many are kept.

    Returns:
        The position, among its events, of Clara's listening before the first of them; 0 when there are no
        more turns than that, or when the conversation is paused or fills in a form.
    """
    if tracker.is_paused() or tracker.active_loop is not None:
        return 0
    events = list(tracker.events)
    heard = [place for place, event in enumerate(events) if event.type_name == UserUttered.type_name]
    if len(heard) <= turns:
        return 0
    before = range(heard[-turns] - 1, -1, -1)
    return next((place for place in before if isinstance(events[place], ActionExecuted)), 0)


def carried_over(tracker: DialogueStateTracker, first: int) -> list[Event]:
    """The slots that only events before some position have set.

    Args:
        tracker: the conversation.
        first: the position of the first event that is kept.

    Returns:
        Events that set them to what they are now, to be kept after all others.
    """
    if first == 0:
        return []
    events = list(tracker.events)
    set_since = {event.key for event in events[first:] if event.type_name == SlotSet.type_name}
    return [
        SlotSet(slot.name, slot.value, timestamp=events[-1].timestamp)
        for slot in tracker.slots.values()
        if slot.name not in set_since and slot.value != slot.initial_value
    ]


def recent(tracker: DialogueStateTracker) -> list[Event]:
    """What of a conversation is kept.

    Args:
        tracker: the conversation, between two turns.

    Returns:
        Events that, replayed, give the same slots and the same last turns.
    """
    first = first_kept(tracker)
    return [*list(tracker.events)[first:], *carried_over(tracker, first)]
