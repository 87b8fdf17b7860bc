"""What a conversation knows of where the person lives, and which question waits for it.

Kept in two slots, for the conversation only: the country, and what was said about it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from pydantic import BaseModel, ValidationError
from rasa_sdk.events import SlotSet

# Aspects whose answers depend on the country.
DEPENDENT = frozenset({"rights", "legal_basis", "advertising", "transfer"})


class Waiting(BaseModel):
    """The last question whose answer depends on the country: enough to ask it again, and nothing that was
    written.

    ``letter``: a letter was asked for, ``concepts`` begin with its right.
    """

    aspect: str
    concepts: list[str] = []
    terms: list[str] = []
    deadline: bool = False
    sent: Optional[dt.date] = None
    letter: bool = False


@dataclass(frozen=True)
class Home:
    """Where the person lives.

    ``country``: a code, once told. ``asked``: Clara has asked. ``declined``: the person will not say.
    ``waiting``: the question to answer again when the country is told. ``disclaimed``: that this is no legal
    advice has been said. ``other``: the country that was last asked about for somebody else.
    """

    country: Optional[str] = None
    asked: bool = False
    declined: bool = False
    disclaimed: bool = False
    waiting: Optional[Waiting] = None
    other: Optional[str] = None

    @classmethod
    def of_slots(cls, slots: Mapping[str, Any]) -> Home:
        """Read slots: their values by name; one that is missing is empty."""
        talk = slots.get("country_talk") or {}
        try:
            waiting = Waiting.parse_obj(talk["waiting"]) if talk.get("waiting") else None
        except ValidationError:
            waiting = None
        return cls(
            country=slots.get("country"),
            asked=bool(talk.get("asked")),
            declined=bool(talk.get("declined")),
            disclaimed=bool(talk.get("disclaimed")),
            waiting=waiting,
            other=talk.get("other"),
        )

    def events(self) -> list[dict[str, Any]]:
        """The slot events that keep it."""
        waiting = self.waiting.dict() if self.waiting else None
        if waiting and waiting["sent"]:
            waiting["sent"] = waiting["sent"].isoformat()
        talk = {
            "asked": self.asked,
            "declined": self.declined,
            "disclaimed": self.disclaimed,
            "waiting": waiting,
            "other": self.other,
        }
        return [SlotSet("country", self.country), SlotSet("country_talk", talk)]
