"""The time line of the versions as a page, whole without scripts."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

from bot.web.changes.asked import Asked
from bot.web.changes.timeline import steps, title_of
from bot.web.templating import environment
from knowledge.changes import Kind

_LABELS = {
    Kind.ADDED: "Añadido",
    Kind.REWORDED: "Cambiado",
    Kind.REMOVED: "Quitado",
    Kind.LAST_SEEN: "Solo consta entonces",
}
_COUNTED = {
    Kind.ADDED: ("añadido", "añadidos"),
    Kind.REWORDED: ("cambiado", "cambiados"),
    Kind.REMOVED: ("quitado", "quitados"),
}


def as_page(asked: Asked) -> str:
    """The page of changes.

    Args:
        asked: the changes.

    Returns:
        HTML.
    """
    return _TEMPLATES.get_template("changes.html").render(
        policy=asked.policy, asked=asked, steps=steps(asked), labels=_LABELS, newest=asked.versions[0].date
    )


def as_trouble(*, known: bool) -> str:
    """The page when there are no changes to show.

    Args:
        known: whether the address was right, and the knowledge base is not.

    Returns:
        HTML that says so, with a way back.
    """
    return _TEMPLATES.get_template("no_changes.html").render(known=known)


def address(aspect: str | None) -> str:
    """The address of the page.

    Args:
        aspect: the aspect to narrow it to, if any.

    Returns:
        A path with its parameter.
    """
    return f"/cambios?{urlencode({'tema': aspect})}" if aspect else "/cambios"


def counted(counts: dict[Kind, int]) -> str:
    """How much changed: "3 añadidos, 12 cambiados y 1 quitado".

    Args:
        counts: by kind.

    Returns:
        A phrase; what did not happen is left out.
    """
    parts = [
        f"{counts[kind]} {words[counts[kind] != 1]}" for kind, words in _COUNTED.items() if counts.get(kind)
    ]
    return " y ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


_TEMPLATES = environment(
    Path(__file__).resolve().parent / "templates",
    filters={"counted": counted, "title_of": title_of},
    address=address,
)
