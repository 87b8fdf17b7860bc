"""What of a message is answered: all of it, or the parts that surely ask something of their own."""

from __future__ import annotations

from dataclasses import replace

from nlu.components.question_parts import PREFIX, Read, points_at_others
from nlu.components.rankings import PLAINLY
from nlu.plain_words import asks_what_that_is
from nlu.splitting import is_question, is_remark

# Of a message of more words than this, the one clear question in it is what counts.
_LONG_STORY = 18
# Of so few words, what stands before "¿qué es eso?" is what is meant.
_BARE = 3
_OUT_OF_SCOPE, _CRISIS, _MORE = "out_of_scope", "crisis", "ask_more"
_CHILDREN, _DEFINITION = "ask_children", "ask_definition"
# Help offered to somebody who does not need it costs little; help not offered may cost a life.
_NEED = 0.4


def in_need(reads: list[Read]) -> list[Read]:
    """Whatever else a message asks: who may be in danger is heard first.

    Args:
        reads: the message as a whole and its parts.

    Returns:
        One reading of danger, or none.
    """
    needs = [read for read in reads for intent, share in read.ranking if intent == _CRISIS and share >= _NEED]
    return [Read(read.span, ((_CRISIS, 1.0),), read.nearest) for read in needs[:1]]


def point_of(reads: list[Read], sure_at: float) -> list[Read]:
    """The one stretch of a long story that surely asks something; else the story as a whole.

    Args:
        reads: the story as a whole and its stretches.
        sure_at: how probable a reading is that is sure.
    """
    whole, *stretches = reads
    asking = [one for one in stretches if one.intent.startswith(PREFIX)]
    best = max(asking, key=lambda one: one.confidence, default=whole)
    return [best if best.confidence >= sure_at else whole]


def chosen_of(reads: list[Read], text: str, sure_at: float) -> list[Read]:
    """The whole message, or its parts when they surely ask different things.

    What is only told beside a question ("me sale el aviso. ¿Para qué son las cookies?") asks nothing.

    Args:
        reads: the message as a whole and its parts.
        text: the message.
        sure_at: how probable a reading is that is sure.
    """
    whole, *parts = reads
    sure = [
        part
        for part in parts
        if part.intent.startswith(PREFIX) and part.intent != _MORE and part.confidence >= sure_at
    ]
    if parts and asks_what_that_is(parts[-1].span.text):
        bare = len(parts[0].span.text.split()) <= _BARE
        if whole.names_data or bare:
            # "Me salió un aviso de cookies. ¿Qué es eso?", "¿EEE? ¿Qué es eso?"
            return [_defined(parts[-1] if whole.names_data else whole)]
    asked = [part for part in sure if is_question(part.span, text)]
    if any(is_question(part.span, text) for part in parts):
        sure = [part for part in sure if not is_remark(part.span, text)]
    intents = [part.intent for part in sure]
    if len(set(intents)) > 1:
        return [part for i, part in enumerate(sure) if intents[i] not in intents[:i]]
    if len(sure) == 1:
        # "Spotify suena mal, ¿cómo lo arreglo?": the question's own words do not say of what it is.
        if _is_beyond(whole) and not sure[0].names_data:
            return [whole]
        if whole.intent == _CHILDREN and not sure[0].names_data and points_at_others(sure[0].span.text):
            # "Mi nene tiene 7, ¿qué pasa con su privacidad?"
            return [whole]
        story = len(whole.span.text.split()) > _LONG_STORY
        alike = bool(asked) and sure[0].intent == whole.intent
        if story or alike or sure[0].confidence > whole.confidence:
            return sure
    return [whole]


def _defined(read: Read) -> Read:
    rest = tuple(guess for guess in read.ranking if guess[0] != _DEFINITION)
    return replace(read, ranking=((_DEFINITION, max(read.confidence, PLAINLY)), *rest))


def _is_beyond(read: Read) -> bool:
    return read.intent == _OUT_OF_SCOPE and read.confidence >= PLAINLY
