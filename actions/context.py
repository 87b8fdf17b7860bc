"""What a conversation carries from turn to turn, and how a turn's gaps are filled from it.

What a turn leaves out comes from the last answered one: "¿y mi correo?" keeps its aspect, "¿y con quién
lo comparten?" keeps its concepts. A full question starts fresh.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.turn import ASK, FOLLOW_UP, OUT_OF_SCOPE, Guess, Manner, Mention, Part, aspect_of
from knowledge.queries import KnowledgeBase
from knowledge.records import Concept, Fact
from knowledge.words import STOP_WORDS, fold, words

# Where a bare mention leads when nothing was asked before.
_DEFAULT_ASPECT = {
    "data_category": "collection",
    "source": "source",
    "recipient": "sharing",
    "purpose": "purpose",
    "right": "rights",
    "legal_basis": "legal_basis",
    "topic": "security",
}
_TOPIC_ASPECT = {
    "account": "control",
    "parental_controls": "children",
    "storage_location": "transfer",
    "public_visibility": "sharing",
}
# Aspects that a mention of who receives data cannot be about.
_NOT_ABOUT_RECIPIENTS = {"collection", "purpose", "retention", "security", "transfer", "overview"}
# A mention of one of these is a matter of its own; others (who receives, what for) complete a matter.
_WHOLE_MATTERS = {"data_category", "topic", "right"}
_WHOLE = re.compile(r"\b(?:datos|derechos|informacion|info|data|privacidad|politica|todo|cuenta)\b")
# A question of so few words that names nothing is about what was said before.
_SHORT = 7
_DATA = {"dato", "datos", "informacion", "info", "data", "personal", "personales", "privados", "cosas"}
_NOT_ABOUT_RIGHTS = {"collection", "source", "purpose", "sharing", "advertising", "transfer", "cookies"}
_NO_SALE = "no_sale"
# How many concepts a conversation keeps in mind, the latest first.
_REMEMBERED = 4
# Aspects whose questions name no data even when they stand alone.
_SELF_CONTAINED = {"overview", "bot", "contact", "definition", "changes", "transfer", "children"}
# In a conversation a short turn is beyond Clara's matter only when that is this probable; a reading of
# it is considered from this probability on.
_SURELY_BEYOND, _POSSIBLE = 0.8, 0.1
_BOT = "bot"
_ASKED_OF_BOTH = {"collection", "retention", "sharing", "security", "control", "purpose", "rights"}


@dataclass(frozen=True)
class Question:
    """A question with nothing left out: what is asked, and about what.

    ``apart`` are concepts that it sets apart: "aparte de mi correo, ¿qué más?". ``continues``: it leans on
    the turn before, so what that was about may still be meant later.
    """

    aspect: str
    mentions: tuple[Mention, ...]
    terms: tuple[str, ...]
    manner: Manner
    text: str
    apart: tuple[str, ...] = ()
    continues: bool = False

    @property
    def concepts(self) -> list[str]:
        """All concepts, those named before those implied, each once."""
        return list(dict.fromkeys(c for mention in self.mentions for c in mention.concepts))

    @property
    def matters(self) -> list[str]:
        """What facts must be about: the concepts named, or, with none, those implied."""
        named = [mention for mention in self.mentions if not mention.implied] or self.mentions
        return list(dict.fromkeys(c for mention in named for c in mention.concepts))


@dataclass(frozen=True)
class Context:
    """The last answered turn: its aspect and concepts, facts told and still untold, whether it asked back."""

    aspect: str | None = None
    concepts: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    clarified: bool = False

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
        )

    def events(self) -> list[dict[str, Any]]:
        """The slot events that keep this context."""
        return [
            SlotSet("aspect", self.aspect),
            SlotSet("concepts", list(self.concepts)),
            SlotSet("told_facts", list(self.told)),
            SlotSet("untold_facts", list(self.untold)),
            SlotSet("clarified", self.clarified),
        ]

    def after(
        self, question: Question, about: str | None, told: Sequence[Fact], untold: Sequence[Fact]
    ) -> Context:
        """The context once a question is answered; ``about`` is data that its aspect is about by itself."""
        named = question.matters + ([about] if about and about not in question.matters else [])
        if question.continues:
            named += [one for one in self.concepts if one not in named][: _REMEMBERED - len(named)]
        return replace(
            self,
            aspect=question.aspect,
            concepts=tuple(named),
            told=tuple(fact.key for fact in told),
            untold=tuple(fact.key for fact in untold),
            clarified=False,
        )


def complete(part: Part, context: Context, kb: KnowledgeBase, *, button: bool) -> Question | None:
    """Fill in what a part leaves out.

    Args:
        part: one question of the turn.
        context: the last answered turn.
        kb: the knowledge base.
        button: whether it is a button's payload, which leaves nothing out.

    Returns:
        The whole question; None when a follow-up follows nothing and mentions nothing.
    """
    concepts = kb.concepts(part.concepts)
    named = [mention for mention in part.mentions if not mention.apart and _can_ask(part, mention, kb)]
    apart = tuple(concept for mention in part.mentions if mention.apart for concept in mention.concepts)
    if part.intent == FOLLOW_UP:
        aspect = _aspect_of_follow_up(concepts, context)
        if aspect is None:
            return None
        mentions = named or _kept(context.concepts)
    else:
        aspect = part.aspect or "overview"
        mentions = named
        if not button and _leaves_out(part, concepts, context):
            mentions = [*_kept(_lasting(context, aspect, kb)), *mentions]
    # "¿Y mi correo?" takes up a question; it does not ask for a yes or a no.
    manner = part.manner.copy(update={"yes_no": False}) if part.intent == FOLLOW_UP else part.manner
    continues = not button and _is_elliptical(part) and part.intent != FOLLOW_UP
    return Question(aspect, tuple(mentions), tuple(part.terms), manner, part.text, apart, continues)


def names_data_only(text: str) -> bool:
    """Whether a message names data at large and asks nothing of them: "mis datos".

    Args:
        text: what was said.

    Returns:
        True when no other word carries meaning.
    """
    said = [fold(word) for word in words(text)]
    return bool(set(said) & _DATA) and all(word in _DATA or word in STOP_WORDS for word in said)


def _is_elliptical(part: Part) -> bool:
    leans = part.manner.leans or part.manner.pronoun
    return (leans or part.manner.length <= _SHORT) and not _WHOLE.search(fold(part.text))


def _can_ask(part: Part, mention: Mention, kb: KnowledgeBase) -> bool:
    """Whether an aspect can be asked of what is mentioned: no right is collected or shared."""
    if part.aspect not in _NOT_ABOUT_RIGHTS:
        return True
    found = kb.concepts(mention.concepts)
    return any(concept.kind != "right" or concept.id == _NO_SALE for concept in found) or not found


def in_context(part: Part, context: Context) -> Part:
    """A part as the turn before lets it be read.

    "¿Cuánto duran?" alone could be about films; after an answer on cookies it is not. And what is asked of
    Clara herself goes on being asked of her.

    Args:
        part: one question of the turn.
        context: the last answered turn.

    Returns:
        The part, its ranking changed where the context decides.
    """
    manner = part.manner
    if context.aspect is None or part.concepts or not _is_elliptical(part):
        return part
    best, *others = part.ranking
    asked = [guess for guess in others if aspect_of(guess.intent) and guess.confidence >= _POSSIBLE]
    if part.intent == OUT_OF_SCOPE and best.confidence < _SURELY_BEYOND and asked:
        rest = 1 - best.confidence
        found = [Guess(intent=one.intent, confidence=min(1.0, one.confidence / rest)) for one in asked]
        return part.copy(update={"ranking": [*found, best]})
    if context.aspect == _BOT and part.aspect in _ASKED_OF_BOTH and (manner.leans or manner.pronoun):
        return part.copy(update={"ranking": [Guess(intent=f"{ASK}{_BOT}", confidence=1.0)]})
    return part


def _aspect_of_follow_up(concepts: list[Concept], context: Context) -> str | None:
    if not concepts:
        return context.aspect
    kinds = {concept.kind for concept in concepts}
    only_recipients = kinds == {"recipient"}
    if context.aspect and not (only_recipients and context.aspect in _NOT_ABOUT_RECIPIENTS):
        return context.aspect
    first = concepts[0]
    return _TOPIC_ASPECT.get(first.id, _DEFAULT_ASPECT[first.kind])


def _leaves_out(part: Part, concepts: list[Concept], context: Context) -> bool:
    """Whether a question needs the concepts of the turn before."""
    if not context.concepts or part.aspect in ("overview", "bot", "contact", "definition"):
        return False
    if any(concept.kind in _WHOLE_MATTERS for concept in concepts):
        return False
    if part.manner.pronoun:
        return True
    if concepts or _WHOLE.search(fold(part.text)):
        return False
    if part.manner.leans or part.manner.corrects:
        return True
    return part.manner.length <= _SHORT and part.aspect not in _SELF_CONTAINED


def _lasting(context: Context, aspect: str, kb: KnowledgeBase) -> list[str]:
    """What a pronoun can stand for: the data, else the rest; a right only where rights are the matter."""
    found = kb.concepts(context.concepts)
    data = [one.id for one in found if one.kind == "data_category"]
    rights = aspect in ("rights", "control")
    return data or [one.id for one in found if one.kind != "right" or rights]


def _kept(concepts: Any) -> list[Mention]:
    return [Mention(text="", concepts=list(concepts))] if concepts else []
