"""The machine-readable object that goes with every answer; ``answer.schema.json`` describes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.letters import Letter
from actions.statuses import Status
from actions.suggesting import Suggestion
from knowledge.records import Fact, Policy


def contract(
    policy: Policy,
    *,
    aspect: str,
    concepts: Sequence[str],
    status: Status,
    facts: Sequence[Fact] = (),
    suggestions: Sequence[Suggestion] = (),
    jurisdiction: str | None = None,
    letter: Letter | None = None,
) -> dict[str, Any]:
    """Build the ``custom`` payload of one answered question.

    Args:
        policy: the policy it is about.
        aspect: what was asked.
        concepts: what it was asked about; none for the policy as a whole.
        status: how it was answered.
        facts: the facts told, in the order of the text.
        suggestions: the buttons shown.
        jurisdiction: the country that the answer is for, if it is for one.
        letter: the letter that it brings.

    Returns:
        ``{"answer": {...}}``, only of JSON types.
    """
    brought = {"letter": {"title": letter.title, "file": letter.file, "text": letter.text}} if letter else {}
    return {
        "answer": {
            "policy": {"id": policy.id, "version": policy.version.isoformat()},
            "aspect": aspect,
            "concepts": list(concepts),
            "status": status.value,
            "facts": [{"id": fact.key, "text": fact.text} for fact in facts],
            "citations": [_citation(fact) for fact in facts],
            "jurisdiction": jurisdiction,
            "suggestions": [{"title": one.title, "payload": one.payload} for one in suggestions],
            **brought,
        }
    }


def _citation(fact: Fact) -> dict[str, Any]:
    where = fact.citation
    return {
        "fact": fact.key,
        "source": where.source,
        "section": where.section,
        "url": where.url,
        "as_of": where.as_of.isoformat() if where.as_of else None,
    }
