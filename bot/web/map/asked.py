"""What a request for the map asks for, checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.errors import UnknownConcept, UnknownVersion
from knowledge.flow_records import FlowMap
from knowledge.flows import FlowQuery
from knowledge.queries import KnowledgeBase
from knowledge.records import Policy


class WrongParameter(ValueError):
    """A parameter that cannot be used; says which and why."""


@dataclass(frozen=True)
class Asked:
    """A policy and the map of it that was asked for."""

    policy: Policy
    drawn: FlowMap


def read_map(query: FlowQuery, parameters: Mapping[str, list[str]], names: tuple[str, str]) -> Asked:
    """Draw the map that a request's parameters ask for.

    Args:
        query: where maps are drawn.
        parameters: the request's, each with all its values.
        names: how the data category and the version are called in them.

    Returns:
        The policy and the map.

    Raises:
        WrongParameter: a parameter is not known, is given twice, or names nothing.
        NotLoaded: the knowledge base is empty.
    """
    data_name, version_name = names
    for name, values in parameters.items():
        if name not in names:
            raise WrongParameter(f"parameter {name[:40]!r} is not known; known: {', '.join(names)}")
        if len(values) > 1:
            raise WrongParameter(f"{name!r} is given {len(values)} times")
    data = parameters.get(data_name, [None])[0]
    day = parameters.get(version_name, [None])[0]
    try:
        version = dt.date.fromisoformat(day) if day is not None else None
    except ValueError:
        raise WrongParameter(f"{version_name!r} must be a date such as 2026-04-10") from None
    try:
        drawn = query.draw(data=data, version=version)
    except UnknownConcept as error:
        raise WrongParameter(f"{data_name!r}: {error}") from error
    except UnknownVersion as error:
        raise WrongParameter(f"{version_name!r}: {error}") from error
    return Asked(KnowledgeBase(query.session, query.policy_id).policy(), drawn)
