"""The last replies of each conversation, so that a message sent again is answered and not taken twice.

Only what Clara said is remembered, in memory, for a bounded number of messages and conversations.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

MOST_MESSAGES = 40
MOST_CONVERSATIONS = 2000


@dataclass(frozen=True)
class Said:
    """One message of Clara's: text, buttons, and the contract's object if it answers."""

    text: str
    buttons: list[dict[str, str]]
    answer: dict[str, Any] | None


@dataclass(frozen=True)
class Reply:
    """What a message was answered with; ``began``: the server knew nothing of the conversation before."""

    said: list[Said]
    began: bool


@dataclass
class Remembered:
    """A message's reply, perhaps still being made, and the rows of the votes on its parts."""

    reply: asyncio.Task[Reply]
    votes: dict[int, int] = field(default_factory=dict)


class Turns:
    """Replies by conversation and message id."""

    def __init__(
        self, *, most_messages: int = MOST_MESSAGES, most_conversations: int = MOST_CONVERSATIONS
    ) -> None:
        self._most_messages = most_messages
        self._most_conversations = most_conversations
        self._conversations: OrderedDict[str, OrderedDict[str, Remembered]] = OrderedDict()

    async def reply(self, conversation: str, message: str, make: Callable[[], Awaitable[Reply]]) -> Reply:
        """The reply to a message: the one remembered, or one made now.

        Args:
            conversation: whose message it is.
            message: its id, the same when it is sent again.
            make: takes the turn. It is finished even when whoever asked has gone; if it fails, it is
                forgotten, so that the message can be sent again.
        """
        found = self.find(conversation, message)
        if found is None:
            found = Remembered(asyncio.ensure_future(_of(make)))
            self._keep(conversation, message, found)
            found.reply.add_done_callback(lambda task: self._drop_failed(conversation, message, task))
        return await asyncio.shield(found.reply)

    def find(self, conversation: str, message: str) -> Remembered | None:
        """What is remembered of a message."""
        return self._conversations.get(conversation, OrderedDict()).get(message)

    async def forget(self, conversation: str) -> None:
        """Forget a conversation's replies, once those being made are done."""
        messages = self._conversations.pop(conversation, OrderedDict())
        await asyncio.gather(*(one.reply for one in messages.values()), return_exceptions=True)

    def forget_earlier(self, conversation: str, message: str) -> None:
        """Forget a conversation's replies but the one to a message, which may be sent again."""
        messages = self._conversations.get(conversation, OrderedDict())
        for earlier in [one for one in messages if one != message]:
            del messages[earlier]

    def _keep(self, conversation: str, message: str, remembered: Remembered) -> None:
        messages = self._conversations.setdefault(conversation, OrderedDict())
        self._conversations.move_to_end(conversation)
        messages[message] = remembered
        while len(messages) > self._most_messages:
            messages.popitem(last=False)
        while len(self._conversations) > self._most_conversations:
            self._conversations.popitem(last=False)

    def _drop_failed(self, conversation: str, message: str, task: asyncio.Task[Reply]) -> None:
        if task.cancelled() or task.exception() is not None:
            self._conversations.get(conversation, OrderedDict()).pop(message, None)


async def _of(make: Callable[[], Awaitable[Reply]]) -> Reply:
    return await make()
