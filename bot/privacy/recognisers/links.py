"""Addresses on the web that may open something of a person's: with a query, a fragment, a login or a code.

An address that anybody could write ("https://www.netflix.com/privacy") stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from linkify_it import LinkifyIt

from bot.privacy.found import Found, Kind

_LINKIFY = LinkifyIt(options={"fuzzy_email": False, "fuzzy_ip": True, "fuzzy_link": True})
_MAY_BE = re.compile(r"://|\bwww\.|\w\.\w+(?::\d+)?[/?#]", re.IGNORECASE)
# In a path: a code rather than a word.
_CODE = re.compile(r"(?=[^/]*\d)[\w\-~.%=+]{10,}|\w{24,}|\d{6,}|[^/]*@[^/]*")


def links(text: str) -> Iterator[Found]:
    """Find addresses that carry something of a person's.

    Args:
        text: any text.
    """
    if not _MAY_BE.search(text):
        return
    for match in _LINKIFY.match(text) or []:
        if _is_personal(match.url):
            yield Found(match.index, match.last_index, Kind.LINK)


def _is_personal(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    if parts.query or "=" in parts.fragment or "@" in parts.netloc:
        return True
    return any(_CODE.fullmatch(part) for part in [*parts.path.split("/"), parts.fragment])
