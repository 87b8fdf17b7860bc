"""From Clara's plain texts to Telegram's HTML, with nothing in them taken for markup."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping


def escaped(text: str) -> str:
    """A text in which nothing is markup.

    >>> escaped("Art. 15.1 (RGPD) - a < b & c > d")
    'Art. 15.1 (RGPD) - a &lt; b &amp; c &gt; d'
    """
    return html.escape(text, quote=False)


def bold(text: str) -> str:
    """A text, escaped and bold."""
    return f"<b>{escaped(text)}</b>"


def with_links(text: str, links: Mapping[str, str]) -> str:
    """An escaped text; its last line, which cites, in italics and with the names of sources linked.

    Args:
        text: an answer of Clara's, or the last piece of one.
        links: the web addresses of sources by their names; with none, nothing is cited and nothing set apart.

    Returns:
        Telegram's HTML.
    """
    if not links:
        return escaped(text)
    body, newline, last = text.rpartition("\n")
    return f"{escaped(body)}{newline}<i>{_linked(last, links)}</i>"


def _linked(text: str, links: Mapping[str, str]) -> str:
    """A text, escaped, with each name linked where it is first named; longer names may contain others."""
    names = re.compile("|".join(re.escape(name) for name in sorted(links, key=len, reverse=True)))
    done: set[str] = set()
    parts, at = [], 0
    for found in names.finditer(text):
        name = found.group()
        if name not in done:
            done.add(name)
            parts += [escaped(text[at : found.start()]), _link(name, links[name])]
            at = found.end()
    return "".join([*parts, escaped(text[at:])])


def _link(name: str, url: str) -> str:
    if not url.startswith(("https://", "http://")):
        return escaped(name)
    return f'<a href="{html.escape(url)}">{escaped(name)}</a>'
