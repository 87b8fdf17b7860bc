"""The questions in messages: which stretches ask something, what each asks, mentions, and how it is put."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.aspect_model import AspectModel, Judgement, Sample
from nlu.components.concept_linker import CONCEPT
from nlu.components.learned import Learned
from nlu.components.question_parts import (
    Clitics,
    Ranking,
    Read,
    as_part,
    beside_news,
    meant,
    names_data,
    sample_of,
    within,
)
from nlu.components.rankings import beyond_manners, in_plain_words
from nlu.components.scope import OUT_OF_SCOPE, cautious
from nlu.components.what_is_asked import chosen_of, in_need, point_of
from nlu.danger import speaks_of_danger
from nlu.framing import unframed, unframed_parts
from nlu.splitting import Span, is_whole, split, windows

# One of more words than this is a story: only a stretch of it asks anything.
_STORY = 45
_CRISIS = "crisis"

# A question of a message: as it was read, and as the action reads it.
Question = tuple[Read, dict[str, Any]]


@dataclass(frozen=True)
class _Heard:
    """A message, with the whole of it and the stretches that may be questions of their own.

    ``settled``: the intent of one that is not judged.
    """

    message: Message
    text: str
    entities: list[dict[str, Any]]
    candidates: list[Span]
    settled: str | None

    @property
    def samples(self) -> list[Sample]:
        if self.settled:
            return []
        return [sample_of(span, self.text, self.entities) for span in self.candidates]


def questions_of(
    messages: Iterable[Message], learned: Learned, settings: Mapping[str, Any]
) -> list[list[Question]]:
    """The questions of messages; of many at once, in a fraction of the time of one after another.

    Args:
        messages: linked messages.
        learned: what reading them has been learned for; ``aspects`` at least.
        settings: those of `nlu.components.turn_reader.TurnReader`.

    Returns:
        At least one question for each message.
    """
    assert learned.aspects is not None
    heard = [_heard(message, learned.aspects) for message in messages]
    samples = [one.samples for one in heard]
    # Of many stretches of a story, some look like anything by chance.
    thorough = [_is_story(one.text) for one, some in zip(heard, samples, strict=True) for _ in some]
    judged = iter(learned.aspects.judge([sample for some in samples for sample in some], thorough))
    read = []
    for one, some in zip(heard, samples, strict=True):
        clitics = Clitics(one.message, learned.usage)
        if one.settled:
            # Names nothing that counts.
            alone = Read(one.candidates[0], ((one.settled, 1.0),), ())
            read.append([(alone, as_part(alone, one.text, [], clitics))])
        else:
            read.append(_asked(one, some, [next(judged) for _ in some], clitics, settings))
    return read


def _heard(message: Message, aspects: AspectModel) -> _Heard:
    text = message.get(TEXT) or ""
    entities = beside_news(message.get(ENTITIES, []), text)
    settled = None
    if speaks_of_danger(text):
        settled = _CRISIS
    elif not entities and not aspects.knows(text):
        settled = OUT_OF_SCOPE
    return _Heard(message, text, entities, _candidates(text, entities), settled)


def _asked(
    heard: _Heard,
    samples: Sequence[Sample],
    judged: Sequence[Judgement],
    clitics: Clitics,
    settings: Mapping[str, Any],
) -> list[Question]:
    text, entities = heard.text, heard.entities
    reads = [
        Read(
            span,
            _ranking(judgement, sample, span, text, settings),
            judgement.nearest,
            names_data(sample),
            judgement.meaning,
        )
        for span, sample, judgement in zip(heard.candidates, samples, judged, strict=True)
    ]
    sure_at = settings["part_confidence"]
    of_story = _is_story(text)
    chosen = in_need(reads) or (point_of(reads, sure_at) if of_story else chosen_of(reads, text, sure_at))
    if len(chosen) == 1 and not of_story:
        [one] = chosen
        return [(one, as_part(one, text, meant(entities, one.span, text, clitics), clitics))]
    return [(read, as_part(read, text, within(entities, read.span), clitics)) for read in chosen]


def _ranking(
    judged: Judgement, sample: Sample, span: Span, text: str, settings: Mapping[str, Any]
) -> Ranking:
    asks = beyond_manners(cautious(judged.ranking, sample, settings), span, asks="?" in text)
    return in_plain_words(asks, span, text)


def _is_story(text: str) -> bool:
    return len(text.split()) > _STORY


def _candidates(text: str, entities: list[dict[str, Any]]) -> list[Span]:
    """The whole of a message, and the stretches of it that may be questions of their own."""
    named_until = max((e["end"] for e in entities if e["entity"] == CONCEPT), default=0)
    whole = unframed(Span(text.strip(), 0, len(text)), named_until)
    if _is_story(text):
        return [whole, *windows(text)]
    parts = split(text)
    return [whole] if is_whole(parts, text) else [whole, *unframed_parts(parts, text, named_until)]
