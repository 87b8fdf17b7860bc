"""Changes in the order of the versions that brought them, for the page and the feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.web.changes.asked import Asked
from knowledge.changes import Change, Kind
from knowledge.records import Aspect

_NOTICE = "cómo avisan de los cambios"


@dataclass(frozen=True)
class Group:
    """The changes of one aspect, those that touch a person most first."""

    aspect: str
    name: str
    changes: Sequence[Change]


@dataclass(frozen=True)
class Step:
    """What one version brought; ``date`` is None for sources without a date.

    ``previous``: the version before, if one was read. ``groups``: what was added, reworded or removed;
    ``last_seen``: what only the version before is known to say.
    """

    date: dt.date | None
    previous: dt.date | None
    url: str | None
    current: bool
    groups: Sequence[Group]
    last_seen: Sequence[Change]

    @property
    def counts(self) -> dict[Kind, int]:
        """How many changes of each kind it has."""
        told = [change for group in self.groups for change in group.changes]
        return {kind: sum(one.kind is kind for one in told) for kind in Kind}


def title_of(aspect: Aspect) -> str:
    """An aspect as a heading; of changes themselves, it is their notice that changes."""
    name = _NOTICE if aspect.id == "changes" else aspect.name
    return name[:1].upper() + name[1:]


def steps(asked: Asked) -> list[Step]:
    """The steps from version to version.

    Args:
        asked: the changes.

    Returns:
        One step for each version, the newest first; then one for what carries no date, if there is anything.
    """
    days = [version.date for version in asked.versions]
    found = []
    for version, previous in zip(asked.versions, [*days[1:], None], strict=True):
        of_it = [one for one in asked.changes if one.by == version.date]
        found.append(
            Step(
                version.date, previous, version.url, version.current, _groups(of_it, asked), _last_seen(of_it)
            )
        )
    undated = [one for one in asked.changes if one.by is None]
    if undated:
        found.append(Step(None, None, None, False, _groups(undated, asked), ()))
    return found


def _groups(changes: Iterable[Change], asked: Asked) -> list[Group]:
    told = [one for one in changes if one.kind is not Kind.LAST_SEEN]
    groups = []
    for aspect in asked.aspects:
        own = [one for one in told if one.aspect == aspect.id]
        if own:
            groups.append(Group(aspect.id, title_of(aspect), own))
    return sorted(groups, key=lambda group: -group.changes[0].weight)


def _last_seen(changes: Iterable[Change]) -> list[Change]:
    return [one for one in changes if one.kind is Kind.LAST_SEEN]
