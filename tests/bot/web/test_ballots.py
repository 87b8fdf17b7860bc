"""A vote is counted once, can be changed, and is about an answer that Clara gave."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cluster.notes import MemoryNotes
from bot.web.ballots import Ballots
from bot.web.replies import Said
from bot.web.votes import Votes

ANSWER = {"aspect": "purpose", "concepts": ["location"], "status": "answered", "facts": [{"text": "secreto"}]}
SAID = [Said("Hola", [], None), Said("Para esto.", [], ANSWER)]


@pytest.fixture
def votes(tmp_path: Path) -> Votes:
    return Votes(f"sqlite:///{tmp_path}/votes.db")


async def test_a_vote_is_counted_once_and_changed(votes: Votes) -> None:
    notes = MemoryNotes()
    await Ballots(notes, votes, "ana").hand_out("1", SAID)
    for vote in ("up", "up", "down"):
        assert await Ballots(notes, votes, "ana").cast("1", 1, vote)
    assert [(one.up, one.down) for one in votes.tally()] == [(0, 1)]


async def test_a_reply_told_again_is_not_another(votes: Votes) -> None:
    ballots = Ballots(MemoryNotes(), votes, "ana")
    await ballots.hand_out("1", SAID)
    await ballots.cast("1", 1, "up")
    await ballots.hand_out("1", SAID)
    await ballots.cast("1", 1, "up")
    assert [(one.up, one.down) for one in votes.tally()] == [(1, 0)]


@pytest.mark.parametrize(
    ("who", "message", "part"), [("ana", "1", 0), ("ana", "1", 2), ("ana", "2", 1), ("eva", "1", 1)]
)
async def test_what_was_not_answered_is_not_voted_on(votes: Votes, who: str, message: str, part: int) -> None:
    notes = MemoryNotes()
    await Ballots(notes, votes, "ana").hand_out("1", SAID)
    assert not await Ballots(notes, votes, who).cast(message, part, "up")
    assert votes.tally() == []


async def test_no_words_are_noted(votes: Votes) -> None:
    notes = MemoryNotes()
    await Ballots(notes, votes, "ana").hand_out("1", SAID)
    noted = await notes.read("ana", "1")
    assert noted and "location" in noted and "secreto" not in noted and "esto" not in noted
