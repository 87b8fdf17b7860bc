"""Taking turns: each message once, however often it is sent, and whoever took it before has died since.

What Clara said to a message stands in the conversation, stored in one step with the message. So whoever
finds the message's id there says the same again, and does not take the turn twice.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.processing import TurnProcessor

Message = dict[str, Any]


@dataclass(frozen=True)
class Turn:
    """A turn that was taken.

    Args:
        replies: Clara's messages, as Rasa gives them to channels.
        began: whether nothing had been said before.
        again: whether it was taken earlier, and only told again.
        intent: how the message was understood.
    """

    replies: tuple[Message, ...]
    began: bool
    again: bool
    intent: str | None

    @property
    def answers(self) -> list[dict[str, Any]]:
        """The contract's objects in the replies."""
        found = [(reply.get("custom") or {}).get("answer") for reply in self.replies]
        return [answer for answer in found if answer]


class HearsOfTurns(ABC):
    """An output channel that wants to know the turn, not only its messages."""

    @abstractmethod
    def hear(self, turn: Turn) -> None:
        """Take the turn, after its messages."""


class TurnTaker(TurnProcessor):
    """A processor that takes each message once."""

    async def handle_message(self, message: UserMessage) -> list[Message] | None:
        """Take a turn (Rasa's interface)."""
        await self.take(message)
        channel = message.output_channel
        return channel.messages if isinstance(channel, CollectingOutputChannel) else None

    async def take(self, message: UserMessage) -> Turn:
        """Take a turn, or tell again what came of it. The caller holds the conversation's lock.

        Args:
            message: its ``message_id`` is the same when it is sent again.
        """
        channel = message.output_channel
        tracker = await self.fetch_tracker_and_update_session(message.sender_id, channel, message.metadata)
        turn = find_turn(tracker, message.message_id, again=True)
        if turn is not None:
            for reply in turn.replies:
                await channel.send_response(message.sender_id, dict(reply))
        else:
            # Rasa would look next whether the message fills slots: only the answering action sets ours.
            await self._handle_message_with_tracker(message, tracker)
            await self._run_prediction_loop(channel, tracker)
            await self.run_anonymization_pipeline(tracker)
            await self.save_tracker(tracker)
            turn = find_turn(tracker, message.message_id)
            assert turn is not None  # the message has just been noted there
        if isinstance(channel, HearsOfTurns):
            channel.hear(turn)
        return turn


def find_turn(tracker: DialogueStateTracker, message_id: str, *, again: bool = False) -> Turn | None:
    """What a conversation knows of a message.

    Args:
        tracker: the conversation.
        message_id: the message's.
        again: what the turn is to say of itself.

    Returns:
        None if the message is not in it.
    """
    earlier, intent = 0, None
    replies: list[Message] | None = None
    for event in tracker.events:
        if event.type_name == UserUttered.type_name:
            if replies is not None:
                break
            if event.message_id == message_id:
                intent, replies = event.intent_name, []
            else:
                earlier += 1
        elif replies is not None and event.type_name == BotUttered.type_name:
            replies.append(event.message())
    return None if replies is None else Turn(tuple(replies), began=earlier == 0, again=again, intent=intent)
