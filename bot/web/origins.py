"""Which pages may talk to the chat: our own, and those of the origins that the operator allows.

CORS headers only keep a browser from reading a reply; a request of a page that is not allowed is refused.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

ORIGINS_VARIABLE = "CLARA_ALLOWED_ORIGINS"
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?")


class BadOrigin(ValueError):
    """The setting names something that is not an origin."""


@dataclass(frozen=True)
class Origins:
    """The origins that are allowed besides our own.

    >>> Origins.named("https://example.org").allows("https://example.org", host="clara.example.org")
    True
    """

    others: frozenset[str] = frozenset()

    @classmethod
    def named(cls, names: str) -> Origins:
        """Read the setting.

        Args:
            names: origins such as ``https://example.org``, apart by blanks or commas.

        Raises:
            BadOrigin: one of them has a path, a wildcard, or no scheme.
        """
        found = frozenset(name.lower() for name in re.split(r"[\s,]+", names) if name)
        for name in sorted(found):
            if not _ORIGIN.fullmatch(name):
                raise BadOrigin(
                    f"{ORIGINS_VARIABLE}: {name!r} is not an origin such as https://example.org "
                    "(no path, no *)"
                )
        return cls(found)

    @classmethod
    def of_environment(cls) -> Origins:
        """The origins of ``CLARA_ALLOWED_ORIGINS``; none without it."""
        return cls.named(os.environ.get(ORIGINS_VARIABLE, ""))

    def allows(self, origin: str | None, *, host: str) -> bool:
        """Whether a request may be answered.

        Args:
            origin: its Origin header; browsers send it with every request that changes something.
            host: its Host header.
        """
        if origin is None or origin in self.others:
            return True
        return origin.partition("://")[2] == host

    def headers(self, origin: str | None) -> Mapping[str, str]:
        """CORS headers for a reply; none for an origin that is not on the list."""
        if origin is None or origin not in self.others:
            return {"Vary": "Origin"}
        return {
            "Vary": "Origin",
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Methods": "DELETE, POST",
            "Access-Control-Allow-Headers": "Content-Type",
            "Access-Control-Expose-Headers": "Retry-After",
            "Access-Control-Max-Age": "600",
            "Cross-Origin-Resource-Policy": "cross-origin",
        }
