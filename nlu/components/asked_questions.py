"""What the model of facts and matters learns from: questions that people ask, and labelled turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.content import Content
from nlu.asked_model import AskedModel, Earlier
from nlu.components.turn_examples import ABOUT, AFTER, ANSWERED_BY, ASKED_BEFORE
from nlu.turn_form import Matter


def asked_model(
    content: Content,
    turns: Sequence[Message],
    matters: Mapping[str, Matter] | None = None,
    told: AskedModel | None = None,
) -> AskedModel:
    """Learned from what people ask for each fact, and from turns of which is known what they are about.

    Args:
        content: a policy's, with what people ask.
        turns: training examples, of which some say so (see `nlu.components.turn_examples`).
        matters: what the questions before turns were about; with it, turns teach which facts they ask for.
        told: says what these questions were told, as far as their words tell.
    """
    if not content.questions:
        return AskedModel()
    about, newest = content.mainly_about(), content.newest_facts()
    first = _told_before(told, matters) if told and matters else {}
    questions = [question for question, _ in content.questions]
    facts: list[str | None] = [fact for _, fact in content.questions]
    concepts: list[Sequence[str] | None] = [about[fact] for _, fact in content.questions]
    earlier: list[Earlier | None] = [None for _ in questions]
    for turn in turns:
        known = [newest[one] for one in turn.get(ANSWERED_BY) or () if one in newest]
        answer = known[0] if known and matters is not None else None
        if answer is None and turn.get(ABOUT) is None:
            continue
        questions.append(turn.get(TEXT))
        facts.append(answer)
        concepts.append(turn.get(ABOUT))
        earlier.append(_earlier(turn, matters or {}, first))
    return AskedModel().fit(questions, facts, concepts, earlier)


def _told_before(asked: AskedModel, matters: Mapping[str, Matter]) -> dict[str, str]:
    """The fact that the answer to each earlier question began with."""
    questions = list(matters)
    return dict(zip(questions, asked.best_of(questions), strict=True)) if questions else {}


def _earlier(turn: Message, matters: Mapping[str, Matter], told: Mapping[str, str]) -> Earlier | None:
    before = turn.get(ASKED_BEFORE)
    if before not in matters:
        return None
    about = tuple(concept for concept, _ in matters[before])
    return Earlier(turn.get(AFTER), about, told.get(before))
