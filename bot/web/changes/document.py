"""Changes as JSON; `bot/web/map/openapi.json` describes it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bot.web.changes.asked import Asked
from knowledge.changes import Change
from knowledge.records import Fact

Json = dict[str, Any]


def as_document(asked: Asked) -> Json:
    """Changes, ready to be serialised.

    Args:
        asked: the changes and what they are of.

    Returns:
        What `openapi.json` calls `PolicyChanges`.
    """
    policy = asked.policy
    return {
        "policy": {
            "id": policy.id,
            "name": policy.name,
            "company": policy.company,
            "contact": policy.contact,
        },
        "versions": [
            {"date": one.date.isoformat(), "current": one.current, "url": one.url} for one in asked.versions
        ],
        "aspects": [{"id": aspect.id, "name": aspect.name} for aspect in asked.aspects],
        "aspect": asked.aspect,
        "changes": [_change(one) for one in asked.changes],
    }


def _change(change: Change) -> Json:
    return {
        "kind": change.kind.value,
        "aspect": change.aspect,
        "concepts": list(change.concepts),
        "weight": change.weight,
        "after": _iso(change.after),
        "by": _iso(change.by),
        "exact": change.exact,
        "older": _fact(change.older) if change.older else None,
        "newer": _fact(change.newer) if change.newer else None,
    }


def _fact(fact: Fact) -> Json:
    where = fact.citation
    return {
        "id": fact.key,
        "text": fact.text,
        "region": fact.region,
        "citation": {
            "source": where.source,
            "section": where.section,
            "date": _iso(where.as_of),
            "url": where.url,
        },
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
