"""What a vote on an answer may be about, and which row it has: noted where any worker finds it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any

from bot.cluster.notes import Notes
from bot.web.replies import Said
from bot.web.votes import Vote, Votes


class Ballots:
    """The votes that can be given, or changed, in a conversation. To cast one, the caller holds its lock.

    Args:
        notes: where they are noted: topic and status of each answer, none of its words.
        votes: the table of votes.
        conversation_id: whose they are.
    """

    def __init__(self, notes: Notes, votes: Votes, conversation_id: str) -> None:
        self._notes = notes
        self._votes = votes
        self._conversation = conversation_id

    async def hand_out(self, message: str, said: Sequence[Said]) -> None:
        """Let the answers to a message be voted on; nothing changes if they could be before.

        Args:
            message: its id.
            said: what Clara said to it.
        """
        if not any(one.answer for one in said) or await self._notes.read(self._conversation, message):
            return
        await self._write(message, [_ballot(one.answer) for one in said])

    async def cast(self, message: str, part: int, vote: Vote) -> bool:
        """Store a vote, or change the one given before.

        Args:
            message: the id of the message that was answered.
            part: which of Clara's messages to it.
            vote: whether it helped.

        Returns:
            Whether there is such an answer.

        Raises:
            SQLAlchemyError: the vote cannot be stored.
        """
        noted = await self._notes.read(self._conversation, message)
        ballots: list[dict[str, Any] | None] = json.loads(noted) if noted else []
        ballot = ballots[part] if 0 <= part < len(ballots) else None
        if ballot is None:
            return False
        if "row" in ballot:
            await asyncio.to_thread(self._votes.change, ballot["row"], vote)
            return True
        about = (ballot["aspect"], ballot["concepts"], ballot["status"])
        ballot["row"] = await asyncio.to_thread(self._votes.record, *about, vote)
        await self._write(message, ballots)
        return True

    async def _write(self, message: str, ballots: list[dict[str, Any] | None]) -> None:
        await self._notes.write(self._conversation, message, json.dumps(ballots))


def _ballot(answer: dict[str, Any] | None) -> dict[str, Any] | None:
    return {name: answer[name] for name in ("aspect", "concepts", "status")} if answer else None
