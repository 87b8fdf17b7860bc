"""Conversations that may tell a country, on a day, for the tests of what depends on it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from msgspec import structs

from actions.context import Context
from actions.country_talk import Message
from actions.phrases import Phrases
from actions.replying import reply_to
from actions.turn import Guess, Manner, Mention, Part, Residence, Turn
from knowledge.content import read_content
from knowledge.queries import KnowledgeBase

SHEET = [one.code for one in read_content().jurisdictions]
CODES = [*SHEET, "BO", "PR", "CU", "GQ", "DE", "GB"]
RIGHTS = ("access", "rectification", "erasure", "objection", "portability", "restriction", "no_sale")
LETTERS = ("access", "rectification", "erasure", "objection", "portability", "complaint")


def part(intent: str, *concepts: str, text: str = "", confidence: float = 0.9, **manner: Any) -> Part:
    """What understanding makes of one question."""
    others = [Guess(intent="ask_overview", confidence=(1 - confidence) / 2)]
    return Part(
        text=text,
        ranking=[Guess(intent=intent, confidence=confidence), *others],
        mentions=[Mention(text=concept, concepts=[concept]) for concept in concepts],
        manner=Manner(**{"length": 5, **manner}),
    )


class Talk:
    """Turns that may tell a country, on a day."""

    def __init__(self, kb: KnowledgeBase, phrases: Phrases, day: str = "2026-11-25"):
        moment = dt.datetime.fromisoformat(f"{day}T18:00").replace(tzinfo=dt.timezone.utc)
        self.kb = KnowledgeBase(kb.session, clock=lambda: moment)
        self.phrases, self.context = phrases, Context()

    def say(self, intent: str, *concepts: str, at: str | tuple[str, ...] = (), **more: Any) -> Message:
        """One turn; the message that comes back."""
        codes = [at] if isinstance(at, str) else list(at)
        said = Residence(countries=codes, told=bool(codes), **more.pop("said", {}))
        terms = more.pop("terms", ())
        one = structs.replace(part(intent, *concepts, **more), terms=list(terms))
        return self.turn(Turn(parts=[one], residence=said))

    def turn(self, turn: Turn) -> Message:
        messages, self.context = reply_to(turn, self.context, self.kb, self.phrases)
        [message] = messages
        return message


def answer_of(message: Message) -> dict[str, Any]:
    found: dict[str, Any] = message.custom["answer"]
    return found


def payloads(message: Message) -> list[str]:
    return [one.payload for one in message.suggestions]
