"""Parts that may mean several things: which reading counts, and when none is sure enough to answer."""

from __future__ import annotations

import re
from collections import defaultdict

from msgspec import structs

from actions.completing import names_data_only
from actions.context import Context
from actions.short_turns import SURE
from actions.turn import ASK, FOLLOW_UP, Part, aspect_of
from knowledge.queries import KnowledgeBase
from knowledge.words import fold

# A question whose best reading is less probable than this, and whose next is nearly as probable, is
# asked back. Chosen from the curves of `make calibrate`: of the readings below, two in five are wrong.
UNSURE = 0.40
CLOSE = 0.15
# From here on, two close readings need not be asked back: of the facts that people ask for in such words, one
# stands out; and from that one on, one aspect is asked for, whatever else is read.
STANDS_OUT, PLAINLY_ASKED = 0.3, 0.97
_CHANGES = "changes"
# What changed, and what a law gives, is told by more than facts of the policy.
_ITS_OWN = {None, _CHANGES, "rights"}
# Words that compare what is said now with what was said before.
_THEN_AND_NOW = re.compile(
    r"\b(?:antes|antigu\w+|todavia|aun|sigue[ns]?|ya no|quitaron|sacaron|pusieron|agregaron|version|viej[oa]|"
    r"20\d\d)\b"
)


def standing_out(part: Part, kb: KnowledgeBase) -> str | None:
    """The aspect of the fact that stands out of those that are asked for in such words, if one does.

    Args:
        part: one question of a turn.
        kb: the knowledge base.
    """
    sure = [one.fact for one in part.facts if one.share >= STANDS_OUT]
    return next((fact.aspect for fact in kb.facts_by_key(sure)), None)


def as_plainly_asked(part: Part, context: Context, kb: KnowledgeBase) -> Part:
    """A question in its conversation, read as what people plainly ask for in such words after such a turn.

    Args:
        part: one question of a turn, read in its conversation.
        context: the last answered turn.
        kb: the knowledge base.
    """
    asked = context.aspect if part.intent == FOLLOW_UP else part.aspect
    if asked in _ITS_OWN or context.aspect is None:
        return part
    aspects = {fact.key: fact.aspect for fact in kb.facts_by_key([one.fact for one in part.facts])}
    shares: defaultdict[str, float] = defaultdict(float)
    for one in part.facts:
        if one.fact in aspects:
            shares[aspects[one.fact]] += one.share
    plain = next((aspect for aspect, share in shares.items() if share >= PLAINLY_ASKED), asked)
    return part if plain == asked else part.led_by(f"{ASK}{plain}").settled(context.aspect)


def is_unclear(part: Part, context: Context) -> bool:
    """Whether two readings are too close to choose.

    Args:
        part: one question of a turn, read in its conversation.
        context: the last answered turn.
    """
    if part.intent == FOLLOW_UP and part.concepts and context.aspect is not None:
        return False
    if names_data_only(part.text) and not part.concepts and part.aspect != "definition":
        return True
    best, *others = part.ranking
    if part.mentions:
        # What names a matter of Clara's is neither beyond it nor a mere follow-up.
        others = [guess for guess in others if aspect_of(guess.intent)]
    close = others and best.confidence - others[0].confidence < CLOSE
    return best.confidence < UNSURE and bool(close)


def in_time(part: Part) -> Part:
    """ "¿Lo de la raza lo quitaron?": of two readings, words of change speak for what changed.

    Args:
        part: one question of a turn.
    """
    best, *others = part.ranking
    close = others and best.confidence < SURE and best.confidence - others[0].confidence < CLOSE
    if not close or not _THEN_AND_NOW.search(fold(part.text)) or part.aspect is None:
        return part
    if aspect_of(others[0].intent) != _CHANGES and part.aspect != _CHANGES:
        return part
    return part.led_by(f"{ASK}{_CHANGES}")


def as_question(part: Part) -> Part:
    """What a part asks where nothing was said that it could lean on: what it names is a matter of its own.

    Args:
        part: one question of a turn.
    """
    asked = [guess for guess in part.ranking if aspect_of(guess.intent)]
    if not part.mentions or not asked:
        return part
    return structs.replace(part, ranking=[*asked, *(one for one in part.ranking if one not in asked)])
