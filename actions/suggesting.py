"""The next questions that are worth a button: each leads to facts that exist."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from actions.answering import Answer
from knowledge.queries import KnowledgeBase
from knowledge.records import Aspect, Concept

_MOST = 3
_LONGEST_TITLE = 60


@dataclass(frozen=True)
class Suggestion:
    """A button: what it says, and the payload that it sends."""

    title: str
    payload: str


def payload(aspect: str, concepts: Sequence[Concept] = ()) -> str:
    """What a button sends to ask an aspect of concepts.

    >>> payload("sharing")
    '/ask_sharing'
    """
    if not concepts:
        return f"/ask_{aspect}"
    ids = json.dumps({"concept": [concept.id for concept in concepts]})
    return f"/ask_{aspect}{ids}"


def suggest(answer: Answer, kb: KnowledgeBase, *, more: str | None = None) -> list[Suggestion]:
    """Questions that continue an answer.

    Args:
        answer: the answer just given.
        kb: the knowledge base.
        more: the title of a button for the facts left untold, if there are any.

    Returns:
        At most three suggestions.
    """
    found = [Suggestion(more, "/ask_more")] if more else []
    about = [concept for concept in answer.concepts if concept.kind == "data_category"][:1]
    for other in answer.aspect.next:
        aspect = kb.aspect(other)
        if aspect is not None and len(found) < _MOST:
            found.append(_question(aspect, about, kb))
    return found


def start(kb: KnowledgeBase, aspects: Sequence[str]) -> list[Suggestion]:
    """Questions to begin with, one for each of some aspects."""
    known = [aspect for one in aspects if (aspect := kb.aspect(one)) is not None]
    return [_question(aspect, [], kb) for aspect in known]


def readings(kb: KnowledgeBase, aspects: Sequence[str], concepts: Sequence[str]) -> list[Suggestion]:
    """What a person may have meant: the same concepts under several aspects."""
    about = kb.concepts(concepts)[:1]
    known = [aspect for one in aspects if (aspect := kb.aspect(one)) is not None]
    return list(dict.fromkeys(_question(aspect, about, kb) for aspect in known))


def _question(aspect: Aspect, about: Sequence[Concept], kb: KnowledgeBase) -> Suggestion:
    for concept in about:
        template = aspect.asks.get(concept.kind)
        if template and kb.facts(aspect.id, [concept.id]):
            title = template.format(mine=concept.mine, label=concept.label)
            if len(title) <= _LONGEST_TITLE:
                return Suggestion(title, payload(aspect.id, [concept]))
    return Suggestion(aspect.asks["any"], payload(aspect.id))
