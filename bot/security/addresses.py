"""Whose request it is: the address of the person behind the proxies that the operator trusts.

``X-Forwarded-For`` is whatever the caller writes there, so it counts only when a proxy of our own added it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

PROXIES_VARIABLE = "CLARA_TRUSTED_PROXIES"
# Whoever has one IPv6 address has 2**64 of them.
_ONE_HOME = 64
_MOST_HOPS = 20


class BadProxy(ValueError):
    """The setting names something that is neither an address nor a network."""


@dataclass(frozen=True)
class Proxies:
    """The proxies that are believed.

    >>> Proxies.named("10.0.0.0/8").caller("10.0.0.5", ["203.0.113.9, 10.0.0.7"])
    '203.0.113.9'
    """

    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    @classmethod
    def named(cls, names: str) -> Proxies:
        """Read the setting.

        Args:
            names: addresses or networks, apart by blanks or commas.

        Raises:
            BadProxy: one of them is neither.
        """
        try:
            return cls(tuple(ip_network(name) for name in re.split(r"[\s,]+", names) if name))
        except ValueError as error:
            raise BadProxy(f"{PROXIES_VARIABLE}: {error}; such as 127.0.0.1 or 10.0.0.0/8") from None

    @classmethod
    def of_environment(cls) -> Proxies:
        """The proxies of ``CLARA_TRUSTED_PROXIES``; none without it."""
        return cls.named(os.environ.get(PROXIES_VARIABLE, ""))

    def trusts(self, peer: str) -> bool:
        """Whether this address is a trusted proxy's."""
        found = _address(peer)
        return found is not None and any(found in network for network in self.networks)

    def caller(self, peer: str, forwarded: Sequence[str]) -> str:
        """Whose request it is, as far as it can be believed.

        Args:
            peer: the address at the other end of the connection.
            forwarded: the ``X-Forwarded-For`` headers, in their order.

        Returns:
            An address; for IPv6 the network of one home; ``"local"`` for a connection without addresses.
        """
        hops = [hop.strip() for header in forwarded for hop in header.split(",")][-_MOST_HOPS:]
        while hops and self.trusts(peer):
            hop = _address(hops.pop())
            if hop is None:
                break
            peer = str(hop)
        return _home(peer)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text.strip("[]"))
    except ValueError:
        return None
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        return found.ipv4_mapped
    return found


def _home(peer: str) -> str:
    found = _address(peer)
    if found is None:
        return "local"
    if isinstance(found, IPv6Address):
        return str(ip_network((found.packed, _ONE_HOME), strict=False))
    return str(found)
