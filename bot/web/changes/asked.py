"""What a request for changes asks for, checked, and what it is answered with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.web.map.asked import WrongParameter
from knowledge.changes import Change, ChangeQuery
from knowledge.errors import UnknownVersion
from knowledge.flow_records import Version
from knowledge.flows import FlowQuery
from knowledge.queries import KnowledgeBase
from knowledge.records import Aspect, Policy

ASPECT, FROM, TO = "aspect", "from", "to"


@dataclass(frozen=True)
class Asked:
    """Changes, and what is needed to show them.

    ``versions``: the newest first; ``aspects``: those in which anything changed; ``aspect``: the one that the
    changes are narrowed to, if any.
    """

    policy: Policy
    versions: Sequence[Version]
    changes: Sequence[Change]
    aspects: Sequence[Aspect]
    aspect: str | None = None


def read_changes(kb: KnowledgeBase, parameters: Mapping[str, list[str]], names: Mapping[str, str]) -> Asked:
    """Find the changes that a request's parameters ask for.

    Args:
        kb: the knowledge base.
        parameters: the request's, each with all its values.
        names: what stands for `ASPECT`, and for `FROM` and `TO` if versions may be chosen, by the name of the
            parameter.

    Returns:
        The changes, step by step; from one version to another if one is given.

    Raises:
        WrongParameter: a parameter is not known, is given twice, or names nothing.
        NotLoaded: the knowledge base is empty.
    """
    given: dict[str, str] = {}
    for name, values in parameters.items():
        if name not in names:
            raise WrongParameter(f"parameter {name[:40]!r} is not known; known: {', '.join(names)}")
        if len(values) > 1:
            raise WrongParameter(f"{name!r} is given {len(values)} times")
        given[names[name]] = values[0]
    query = ChangeQuery(kb)
    everything = query.all()
    aspects = [
        found
        for one in kb.weights()
        if any(change.aspect == one for change in everything) and (found := kb.aspect(one)) is not None
    ]
    wanted = given.get(ASPECT)
    if wanted is not None and wanted not in {aspect.id for aspect in aspects}:
        known = ", ".join(aspect.id for aspect in aspects)
        raise WrongParameter(f"{wanted[:40]!r} is no aspect in which anything changed; known: {known}")
    if FROM in given or TO in given:
        everything = _between(query, given)
    return Asked(
        policy=kb.policy(),
        versions=FlowQuery(kb.session, kb.policy_id).versions(),
        changes=[one for one in everything if wanted is None or one.aspect == wanted],
        aspects=aspects,
        aspect=wanted,
    )


def _between(query: ChangeQuery, given: Mapping[str, str]) -> list[Change]:
    try:
        return query.between(*(_day(given[name]) if name in given else None for name in (FROM, TO)))
    except UnknownVersion as error:
        raise WrongParameter(str(error)) from error


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise WrongParameter(f"{text[:40]!r} is not a date such as 2026-04-10") from None
