"""A turn as the turn before lets it be read.

"¿Cuáles?" alone says nothing; after an answer it asks for more of it. The first rule that applies (see
`actions.leaning_rules`) gives the intent; where none does, what such turns asked in other people's dialogues.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import structs

from actions.claiming_rules import done_so_far, ignored
from actions.direction_rules import given_to_them, other_way
from actions.leaning_rules import (
    ASKED_OF_CHILDREN,
    CHILDREN,
    RULES,
    by_oneself,
    own_part,
)
from actions.short_turns import BARE, PLAIN, POSSIBLE, SURE, Before, Rule
from actions.telling_rules import by_name
from actions.turn import ASK, FOLLOW_UP, MORE, OUT_OF_SCOPE, Guess, Mention, Part, aspect_of
from actions.version_rules import notice
from knowledge.words import fold

# Of the matters that no fact speaks of: whether one hears of an authority's request.
_NOTICE = "notice_of_requests"
_BOT, _YOU = "bot", "you"
# What one guards oneself.
_GUARDED = ("password", "device_id")
# A question of so few words that names nothing is about what was said before.
SHORT = 7
# Below this, what a longer turn says by itself is not clear: what such turns ask there is surer.
_CLEAR = 0.4
# By so much must be surer, in a longer turn, what dialogues teach.
_SURER = 0.1
# In a conversation a short turn is beyond Clara's matter only when that is this probable.
_SURELY_BEYOND = 0.8
# "¿En qué apartado de la política viene?" asks of what was told, and not of the policy.
_PLACES = ("parte", "punto", "apartado", "seccion", "clausula", "articulo", "pagina")
_NO_PLACE = "".join(f"(?<!{place} de la )" for place in _PLACES)
_ALL = re.compile(
    rf"\b(?:datos|derechos|informacion|info|data|privacidad|{_NO_PLACE}politica|(?<!del )todo|cuenta|"
    r"medidas de seguridad)\b"
)


def is_elliptical(part: Part) -> bool:
    """Whether a question seems to leave something out: it leans, points back, or is short."""
    leans = part.manner.leans or part.manner.pronoun
    return (leans or part.manner.length <= SHORT) and not names_all(part.text)


def names_all(text: str) -> bool:
    """Whether a text names data, rights or the account as a whole, and so leaves nothing out."""
    return bool(_ALL.search(fold(text)))


def in_context(part: Part, before: Before) -> Part:
    """Read a question in its conversation.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The part; another intent leads its ranking where the conversation decides.
    """
    if not is_elliptical(part):
        # "¿Y qué datos les pasan?" names all data, and leaves out to whom.
        intent = given_to_them(part, before) if part.manner.leans else None
        if intent:
            return _between_the_same(_read_as(part, intent), before)
        learned = _as_learned(part, before) if _unclear(part, before) else None
        return learned.settled(before.aspect) if learned else part
    if before.aspect == _BOT and part.concepts and part.aspect != _BOT and _YOU not in part.cues:
        # "¿Y un perfil que ya no uso?", after how to erase the chat.
        return part
    if before.asked is not None and part.aspect == before.asked and _says_by_itself(part):
        # "¿Deduce cosas sobre mí la empresa?" asks for one fact in so many words, whatever was asked before.
        return part
    for rule in RULES:
        intent = rule(part, before)
        if intent is not None:
            read = _read_as(part, intent)
            about = _ABOUT.get(rule)
            return (about(read, before) if about else read).settled(before.aspect)
    return (_as_learned(part, before) or _within_matter(part)).settled(before.aspect)


def _unclear(part: Part, before: Before) -> bool:
    """Whether what a longer turn asks by itself is less sure than what such turns asked in dialogues."""
    own, learned = part.ranking[0].confidence, part.learned_after(before.aspect)
    surer = learned is not None and learned.confidence > own + _SURER
    return surer or own < _CLEAR or part.intent == OUT_OF_SCOPE


def _as_learned(part: Part, before: Before) -> Part | None:
    """What such turns asked in other people's dialogues; asking the same again is a mere follow-up."""
    learned, own = part.learned_after(before.aspect), part.ranking[0].confidence
    if learned is None:
        return None
    other = learned.intent not in (part.intent, FOLLOW_UP)
    # What seems beyond Clara's matter by itself, and asks something in other people's dialogues, asks that.
    beyond = part.intent == OUT_OF_SCOPE and aspect_of(learned.intent) is not None
    if own >= PLAIN and learned.confidence < own and learned.intent != part.intent and not beyond:
        return None
    if other and part.aspect == before.aspect and learned.confidence < SURE:
        # What was asked before is asked again by its own words, too.
        return None
    intent = FOLLOW_UP if learned.intent == MORE and not before.more else learned.intent
    asks_the_same = aspect_of(intent) == before.aspect
    if intent == part.intent or (asks_the_same and part.intent == FOLLOW_UP):
        return part.led_by(part.intent)
    return _read_as(part, FOLLOW_UP if asks_the_same else intent)


def _says_by_itself(part: Part) -> bool:
    manner = part.manner
    leans = manner.pronoun or (manner.leans and not manner.corrects)
    return manner.length > BARE and part.ranking[0].confidence >= _CLEAR and not leans


def _read_as(part: Part, intent: str) -> Part:
    read = part.led_by(intent)
    about = ASKED_OF_CHILDREN.get(part.aspect or "", []) if intent == f"{ASK}{CHILDREN}" else []
    if not about:
        return read
    aside = [structs.replace(mention, implied=True) for mention in part.mentions]
    return structs.replace(read, mentions=[Mention(text="", concepts=about), *aside])


def _between_the_same(part: Part, before: Before) -> Part:
    """Turned round, it is between the same two."""
    return _about(part, *before.concepts) if before.concepts else part


def _of_notice(part: Part, before: Before) -> Part:
    """Whether one hears of a theft, or of what an authority asks for: the policy is silent on both."""
    if before.aspect == "security":
        return _about(part, "breach")
    return structs.replace(part, unmentioned=[_NOTICE]) if part.intent == FOLLOW_UP else part


def _of_what_guards(part: Part, before: Before) -> Part:
    """After a theft: of what one guards oneself, or of security in general."""
    if before.aspect != "security":
        return part
    return _about(part, *_GUARDED) if by_oneself(part) else _about(part, "security_fraud")


def _of_complaints(part: Part, before: Before) -> Part:
    """Whoever is not heard asks for whom to go to."""
    return _about(part, "complaint")


def _of_firms(part: Part, before: Before) -> Part:
    """The names of firms are nobody's data."""
    return _about(part, "third_parties")


def _of_taking_back(part: Part, before: Before) -> Part:
    return _about(part, "withdraw_consent")


def _about(part: Part, *concepts: str) -> Part:
    return structs.replace(part, mentions=[Mention(text="", concepts=list(concepts))])


# What a turn is about by the way in which it leans.
_ABOUT: dict[Rule, Callable[[Part, Before], Part]] = {
    other_way: _between_the_same,
    given_to_them: _between_the_same,
    notice: _of_notice,
    own_part: _of_what_guards,
    ignored: _of_complaints,
    by_name: _of_firms,
    done_so_far: _of_taking_back,
}


def _within_matter(part: Part) -> Part:
    """A short turn in a conversation about data is rarely beyond it: "¿cuánto duran?" is not of films."""
    best, *others = part.ranking
    asked = [guess for guess in others if aspect_of(guess.intent) and guess.confidence >= POSSIBLE]
    if part.concepts or part.intent != OUT_OF_SCOPE or best.confidence >= _SURELY_BEYOND or not asked:
        return part
    rest = 1 - best.confidence
    found = [Guess(intent=one.intent, confidence=min(1.0, one.confidence / rest)) for one in asked]
    return structs.replace(part, ranking=[*found, best])
