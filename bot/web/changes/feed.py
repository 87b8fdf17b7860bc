"""Changes as an Atom feed (RFC 4287): one entry for each version, so that a reader tells of the next one."""

from __future__ import annotations

import datetime as dt
from html import escape
from xml.etree import ElementTree

from bot.web.changes.asked import Asked
from bot.web.changes.page import counted
from bot.web.changes.timeline import Step, steps
from bot.web.templating import citation
from knowledge.changes import Change, Kind
from knowledge.dates import dated

_ATOM = "http://www.w3.org/2005/Atom"
_MARKS = {Kind.ADDED: "Añadido", Kind.REWORDED: "Cambiado", Kind.REMOVED: "Quitado"}


def as_feed(asked: Asked, here: str) -> str:
    """The feed of a policy's changes.

    Args:
        asked: the changes.
        here: scheme and host under which the feed was asked for, without a slash at the end.

    Returns:
        XML. Ids do not depend on the host: a reader knows an entry again wherever it is served.
    """
    ElementTree.register_namespace("", _ATOM)
    policy = asked.policy
    feed = ElementTree.Element(f"{{{_ATOM}}}feed", {"xml:lang": "es"})
    _add(feed, "id", f"urn:clara:{policy.id}:changes")
    _add(feed, "title", f"Cambios en la {policy.name}")
    _add(feed, "subtitle", f"Según Clara, que no es {policy.company}.")
    _add(feed, "updated", _moment(asked.versions[0].date))
    _add(_add(feed, "author"), "name", "Clara")
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{here}/cambios.atom")
    _add(feed, "link", rel="alternate", type="text/html", hreflang="es", href=f"{here}/cambios")
    for step in steps(asked):
        if step.date is not None:
            _entry(feed, step, asked, here)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'


def _entry(feed: ElementTree.Element, step: Step, asked: Asked, here: str) -> None:
    assert step.date is not None
    entry = _add(feed, "entry")
    day = step.date.isoformat()
    _add(entry, "id", f"urn:clara:{asked.policy.id}:version:{day}")
    _add(entry, "title", f"Versión del {dated(step.date)}")
    _add(entry, "updated", _moment(step.date))
    _add(entry, "published", _moment(step.date))
    _add(entry, "link", rel="alternate", type="text/html", href=f"{here}/cambios#version-{day}")
    _add(entry, "content", _content(step), type="html")


def _content(step: Step) -> str:
    if step.previous is None:
        return "<p>Es la versión más antigua de la comparación.</p>"
    told = counted(step.counts) or "ningún cambio anotado"
    parts = [f"<p>Respecto de la versión del {dated(step.previous)}: {told}.</p>"]
    for group in step.groups:
        items = "".join(f"<li>{_item(change)}</li>" for change in group.changes)
        parts.append(f"<h2>{escape(group.name)}</h2><ul>{items}</ul>")
    return "".join(parts)


def _item(change: Change) -> str:
    sides = [("Antes", change.older), ("Ahora", change.newer)]
    told = [f"{side}: {escape(fact.text)} ({escape(citation(fact))})" for side, fact in sides if fact]
    return f"<b>{_MARKS[change.kind]}.</b> {'<br>'.join(told)}"


def _add(
    parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    found = ElementTree.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
    found.text = text
    return found


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
