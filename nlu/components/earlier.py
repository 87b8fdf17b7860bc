"""What the turn before was about: in training by its words, in a conversation by what was answered."""

from __future__ import annotations

from collections.abc import Sequence

from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.asked_model import AskedModel, Earlier
from nlu.components.concept_linker import CONCEPT, WITHIN
from nlu.components.turn_examples import EARLIER
from nlu.turn_form import Matter

_ASPECT, _ABOUT, _TOLD, _CLARIFIED = "aspect", "concepts", "told_facts", "clarified"


def matters_of(messages: Sequence[Message], asked: AskedModel, guess_at: float) -> dict[str, Matter]:
    """What earlier questions were about: what they name, and what such questions are surely about.

    Args:
        messages: linked training messages; those without `EARLIER` only tell of which kind concepts are.
        asked: says what questions are about.
        guess_at: how sure that must be.

    Returns:
        The matters by the earlier questions, as they were written.
    """
    named = [_named(message) for message in messages]
    kinds = {concept: kind for matter in named for concept, kind in matter}
    earlier = [place for place, message in enumerate(messages) if message.get(EARLIER)]
    about = asked.about([messages[place].get(TEXT) for place in earlier], guess_at)
    found: dict[str, Matter] = {}
    for place, concepts in zip(earlier, about, strict=True):
        guessed = [(one, kinds[one]) for one in concepts if one in kinds]
        found[messages[place].get(EARLIER)] = list(dict.fromkeys([*named[place], *guessed]))
    return found


def earlier_in(tracker: DialogueStateTracker | None) -> Earlier | None:
    """What the last answer of a conversation was.

    Args:
        tracker: the conversation, if there is one.

    Returns:
        None where nothing was answered.
    """
    if tracker is None or not tracker.get_slot(_ASPECT):
        return None
    told = tracker.get_slot(_TOLD) or ()
    return Earlier(tracker.get_slot(_ASPECT), tuple(tracker.get_slot(_ABOUT) or ()), next(iter(told), None))


def was_asked_back(tracker: DialogueStateTracker | None) -> bool:
    """Whether Clara has just asked which of several things is meant.

    Args:
        tracker: the conversation, if there is one.
    """
    return tracker is not None and bool(tracker.get_slot(_CLARIFIED))


def _named(message: Message) -> list[tuple[str, str]]:
    return [
        (entity["value"], entity["kind"])
        for entity in message.get(ENTITIES, [])
        if entity["entity"] == CONCEPT and not entity[WITHIN]
    ]
