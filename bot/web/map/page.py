"""The map as a page: everything that the picture shows, as tables and lists that need no script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from urllib.parse import urlencode

from bot.web.map.asked import Asked
from bot.web.map.document import short_id
from bot.web.templating import environment
from knowledge.flow_records import DENIED, STATED, UNKNOWN, FlowMap, Link, Node, Place


@dataclass(frozen=True)
class Cell:
    """What facts state of some data, and what they deny."""

    stated: tuple[str, ...]
    denied: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A data place with what leads to it and from it, for the summary of one page."""

    place: Place
    name: str
    sources: Cell
    purposes: Cell
    recipients: Cell


def as_page(asked: Asked) -> str:
    """The page of a map.

    Args:
        asked: the policy and its map.

    Returns:
        HTML, whole without scripts.
    """
    drawn = asked.drawn
    numbers = {key: number for number, key in enumerate(_in_order(drawn), 1)}
    return _TEMPLATES.get_template("map.html").render(
        policy=asked.policy,
        map=drawn,
        chosen=next((place for place in drawn.places.values() if place.id == f"data.{drawn.data}"), None),
        steps=[
            (pair, list(links)) for pair, links in groupby(_by_step(drawn), key=lambda one: _step(one, drawn))
        ],
        stages={stage.id: stage.name for stage in drawn.stages},
        rows=_summary(drawn),
        facts=[(number, drawn.facts[key]) for key, number in numbers.items()],
        numbers=numbers,
        names={node.place.id: _name(node) for node in drawn.nodes},
        later={old: new for new, old in drawn.replaced},
    )


def as_trouble(*, known: bool) -> str:
    """The page when there is no map to show.

    Args:
        known: whether the address was right, and the knowledge base is not.

    Returns:
        HTML that says so, with a way back.
    """
    return _TEMPLATES.get_template("trouble.html").render(known=known)


def address(data: str | None, version: dt.date | None) -> str:
    """The address of a map.

    Args:
        data: the data category to narrow it to, if any.
        version: the version, unless it is the newest.

    Returns:
        A path with its parameters.
    """
    given = {"datos": data, "version": version.isoformat() if version else None}
    asked = urlencode({name: value for name, value in given.items() if value})
    return f"/mapa?{asked}" if asked else "/mapa"


def _in_order(drawn: FlowMap) -> Iterable[str]:
    """Keys of facts as the tables come to them; then those that they replaced, and what has no line."""
    keys = [key for link in _by_step(drawn) for key in link.facts]
    keys += [key for pair in drawn.replaced for key in pair]
    keys += [key for key in (drawn.general_fact, *drawn.absences) if key]
    return dict.fromkeys(keys)


def _by_step(drawn: FlowMap) -> list[Link]:
    return sorted(drawn.links, key=lambda link: [_ORDER.index(place.stage) for place in _ends(link, drawn)])


_BESIDE_DATA = ("source", "purpose", "recipient")
_ORDER = ("source", "data", "purpose", "recipient")


def _step(link: Link, drawn: FlowMap) -> tuple[str, str]:
    source, target = _ends(link, drawn)
    return source.stage, target.stage


def _ends(link: Link, drawn: FlowMap) -> tuple[Place, Place]:
    return drawn.places[link.source], drawn.places[link.target]


def _summary(drawn: FlowMap) -> list[Row]:
    nodes = [node for node in drawn.nodes if node.place.stage == "data"]
    return [
        Row(node.place, _name(node), *(_cell(node.place, stage, drawn) for stage in _BESIDE_DATA))
        for node in nodes
    ]


def _cell(place: Place, stage: str, drawn: FlowMap) -> Cell:
    found: dict[str, dict[str, None]] = {STATED: {}, DENIED: {}, UNKNOWN: {}}
    for link in drawn.links:
        source, target = _ends(link, drawn)
        # A purpose's recipient counts where a fact says it of these very data.
        if place not in (source, target) and not (
            source.stage == "purpose" and _is_about(link, place, drawn)
        ):
            continue
        other = source if stage == "source" else target
        if other.stage == stage:
            of = f" ({', '.join(_lower_first(drawn.places[one].name) for one in link.about)})"
            found[link.status][other.name + (of if link.about and link.status == DENIED else "")] = None
    return Cell(tuple(found[STATED]), tuple(one for one in found[DENIED] if one not in found[STATED]))


def _name(node: Node) -> str:
    return f"{node.place.name} (en conjunto)" if node.whole else node.place.name


def _is_about(link: Link, place: Place, drawn: FlowMap) -> bool:
    return any(place.id in (one, drawn.places[one].parent) for one in link.about)


def _lower_first(name: str) -> str:
    """As inside a sentence: "datos de pago", but "IP" stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


_TEMPLATES = environment(
    Path(__file__).resolve().parent / "templates",
    filters={"short_id": short_id, "lower_first": _lower_first},
    address=address,
)
