"""What a conversation carries from turn to turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.home import Home
from actions.question import Question
from knowledge.records import Fact

# How many concepts a conversation keeps in mind, the latest first.
_REMEMBERED = 4


@dataclass(frozen=True)
class Context:
    """The last answered turn: its aspect and concepts, facts told and still untold, whether it asked back."""

    aspect: str | None = None
    concepts: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    clarified: bool = False
    home: Home = field(default_factory=Home)

    @classmethod
    def of(cls, tracker: Tracker) -> Context:
        """Read the slots of a conversation."""
        return cls.of_slots(tracker.slots)

    @classmethod
    def of_slots(cls, slots: Mapping[str, Any]) -> Context:
        """Read slots: their values by name; one that is missing is empty."""
        return cls(
            aspect=slots.get("aspect"),
            concepts=tuple(slots.get("concepts") or ()),
            told=tuple(slots.get("told_facts") or ()),
            untold=tuple(slots.get("untold_facts") or ()),
            clarified=bool(slots.get("clarified")),
            home=Home.of_slots(slots),
        )

    def events(self, since: Context) -> list[dict[str, Any]]:
        """The slot events that keep this context.

        Args:
            since: what is kept so far; what is the same in it needs none.
        """
        return [
            event for event, before in zip(self._events(), since._events(), strict=True) if event != before
        ]

    def _events(self) -> list[dict[str, Any]]:
        return [
            SlotSet("aspect", self.aspect),
            SlotSet("concepts", list(self.concepts)),
            SlotSet("told_facts", list(self.told)),
            SlotSet("untold_facts", list(self.untold)),
            SlotSet("clarified", self.clarified),
            *self.home.events(),
        ]

    def after(
        self,
        question: Question,
        about: str | None,
        told: Sequence[Fact],
        untold: Sequence[Fact],
        rights: Sequence[str] = (),
    ) -> Context:
        """The context once a question is answered.

        Args:
            question: the question.
            about: data that its aspect is about by itself.
            told: the facts told.
            untold: those left.
            rights: the rights that it is about, those that it only implies included.
        """
        kept = dict.fromkeys([*question.matters, *([about] if about else []), *rights, *question.guessed])
        named = list(kept)
        if question.continues:
            named += [one for one in self.concepts if one not in named][: max(0, _REMEMBERED - len(named))]
        return replace(
            self,
            aspect=question.aspect,
            concepts=tuple(named),
            told=tuple(fact.key for fact in told),
            untold=tuple(fact.key for fact in untold),
            clarified=False,
        )
