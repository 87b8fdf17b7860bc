"""What understanding said about a turn, out of Rasa's tracker and into types.

The NLU pipeline's last component leaves a ``reading`` on the message (see `nlu.components.turn_reader`).
A button's payload (``/ask_sharing{"concept": ["email"]}``) carries none: its intent and entities are all.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import structs
from rasa_sdk import Tracker

from knowledge.changed_names import is_only_whose, may_have_changed

ASK = "ask_"
FOLLOW_UP = "follow_up"
MORE = "ask_more"
CHALLENGE = "challenge"
OUT_OF_SCOPE = "out_of_scope"
AFFIRM, DENY, COMPLAINT = "affirm", "deny", "complaint"
LETTER = "ask_letter"
TELL_COUNTRY = "tell_country"
DECLINE_COUNTRY = "decline_country"
_CHANGES = "changes"
_NO_ASPECT = {MORE, LETTER}


class Mention(msgspec.Struct, frozen=True):
    """A stretch of the question, and the concepts that it may mean.

    ``start`` and ``end``: character offsets in the message as it was read.
    ``apart``: it is set apart from what is asked ("aparte de mi correo"). ``implied``: its words name the
    concept only because of the aspect ("borrar" in a question on control): ``within`` one of these.
    ``guessed``: no name of a concept stands in it; questions in such words are about that.
    """

    text: str
    concepts: list[str]
    start: int = 0
    end: int = 0
    implied: bool = False
    apart: bool = False
    guessed: bool = False
    within: list[str] = []


class Manner(msgspec.Struct, frozen=True):
    """How a question is put; see `nlu.manner.Manner`."""

    yes_no: bool = False
    negated: bool = False
    asks_what_not: bool = False
    compares: bool = False
    pronoun: bool = False
    leans: bool = False
    corrects: bool = False
    length: int = 0


class Guess(msgspec.Struct, frozen=True):
    """An intent, and the probability that it is meant."""

    intent: str
    confidence: float


class Near(msgspec.Struct, frozen=True):
    """A training example that means the similar: its intent, and the cosine between the two."""

    intent: str
    likeness: float


class Asked(msgspec.Struct, frozen=True):
    """A fact, and the probability that people who ask in such words ask for it."""

    fact: str
    share: float


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One question of a turn. ``ranking`` begins with the most probable intent.

    ``unmentioned``: ids of matters that it names and no fact speaks of. ``elsewhere``: what its words would
    mention if another aspect were asked. ``cues``: families of telling words. ``facts``: those
    that people ask for in such words. ``after``: by the aspect of a turn before it, what it then surely asks.
    ``stays``: by the aspect of a turn before it, how probable it is that it is still about the matter of that
    turn, where it is. ``scope``: how probable it is that what opens a conversation is beyond Clara's matter,
    and what speaks for that.
    """

    text: str = ""
    ranking: list[Guess]
    nearest: list[Near] = []
    mentions: list[Mention] = []
    elsewhere: list[Mention] = []
    terms: list[str] = []
    unmentioned: list[str] = []
    cues: list[str] = []
    facts: list[Asked] = []
    after: dict[str, dict[str, Any]] = {}
    stays: dict[str, float] = {}
    scope: dict[str, float] = {}
    manner: Manner = Manner()

    @property
    def intent(self) -> str:
        """The most probable intent."""
        return self.ranking[0].intent

    @property
    def aspect(self) -> str | None:
        """The aspect asked for, if the intent asks for one."""
        return aspect_of(self.intent)

    def led_by(self, intent: str) -> Part:
        """The part once it is settled what it asks.

        Args:
            intent: what it asks; it leads the ranking with probability 1.
        """
        others = [guess for guess in self.ranking if guess.intent != intent]
        return structs.replace(self, ranking=[Guess(intent=intent, confidence=1.0), *others])

    def learned_after(self, aspect: str) -> Guess | None:
        """What it surely asks after a turn on an aspect; of all of these, one is wanted at most."""
        learned = self.after.get(aspect)
        return None if learned is None else msgspec.convert(learned, Guess)

    def settled(self, before: str) -> Part:
        """The part with the mentions that what it asks calls for, once it is read in its conversation.

        Args:
            before: the aspect of the turn before, which a follow-up asks again.
        """
        asked = {self.intent.removeprefix(ASK), *([before] if self.intent == FOLLOW_UP else [])}
        found = [*self.mentions, *self.elsewhere]
        count = [one for one in found if not one.within or asked & set(one.within)]
        if asked == {_CHANGES} and all(is_only_whose(one.concepts) for one in count):
            # What changed can be of any aspect.
            count = [one for one in found if one in count or may_have_changed(one.text)]
        rest = [one for one in found if one not in count]
        return structs.replace(self, mentions=sorted(count, key=_place), elsewhere=rest)

    @property
    def concepts(self) -> list[str]:
        """All concepts named as what is asked about, in order, each once."""
        named = [mention for mention in self.mentions if not (mention.implied or mention.apart)]
        return list(dict.fromkeys(c for mention in named for c in mention.concepts))


class Residence(msgspec.Struct, frozen=True):
    """What a message says of a country; see `nlu.residence.Residence`."""

    countries: list[str] = []
    told: bool = False
    denied: bool = False
    declined: bool = False
    maybe: bool = False


class Turn(msgspec.Struct, frozen=True):
    """A message taken apart; ``button`` when it was a button's payload. ``text``: the whole of it."""

    parts: list[Part]
    button: bool = False
    text: str = ""
    residence: Residence = Residence()


def _place(mention: Mention) -> tuple[bool, int]:
    return mention.implied, mention.start


def aspect_of(intent: str) -> str | None:
    """The aspect that an intent asks for.

    >>> aspect_of("ask_sharing"), aspect_of("greet")
    ('sharing', None)
    """
    if intent.startswith(ASK) and intent not in _NO_ASPECT:
        return intent[len(ASK) :]
    return None


def turn_of(tracker: Tracker) -> Turn:
    """Read the latest message of a conversation.

    Args:
        tracker: the conversation.

    Returns:
        The turn, as `turn_of_message` reads it.
    """
    return turn_of_message(tracker.latest_message or {})


def turn_of_message(message: dict[str, Any]) -> Turn:
    """Read a message as the NLU pipeline left it.

    Args:
        message: Rasa's parse data.

    Returns:
        The turn; a message that was not understood at all is one out-of-scope part.
    """
    try:
        read = {"parts": message["reading"]["parts"], "text": message.get("text") or ""}
        return msgspec.convert({**read, "residence": message.get("residence") or {}}, Turn)
    except (KeyError, TypeError, msgspec.ValidationError):
        return _turn_of_payload(message)


def _turn_of_payload(message: dict[str, Any]) -> Turn:
    intent = str((message.get("intent") or {}).get("name") or OUT_OF_SCOPE)
    entities = message.get("entities") or []
    concepts = [str(e["value"]) for e in entities if e.get("entity") == "concept"]
    terms = [str(e["value"]) for e in entities if e.get("entity") == "term"]
    part = Part(
        ranking=[Guess(intent=intent, confidence=1.0)],
        mentions=[Mention(text=concept, concepts=[concept]) for concept in concepts],
        terms=terms,
    )
    codes = [str(e["value"]) for e in entities if e.get("entity") == "country"]
    said = Residence(countries=codes, told=bool(codes), declined=intent == DECLINE_COUNTRY)
    return Turn(parts=[part], button=True, residence=said)
