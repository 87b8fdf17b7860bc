"""Ports for the servers that tests start."""

from __future__ import annotations

import random
import socket
from contextlib import ExitStack

# Below what systems give to outgoing connections (Linux from 32768 on): such a port may be taken by one
# of those between the moment it is found and the one when its server, its model loaded, listens.
# Browsers refuse some below 11,000.
_PORTS = range(11_000, 32_000)


def free_port(count: int = 1) -> int:
    """The first of some ports in a row, on loopback, that nobody listens on now.

    Args:
        count: how many.

    Returns:
        A port that the system gives to no outgoing connection.
    """
    while True:
        first = random.choice(_PORTS)
        try:
            with ExitStack() as probes:
                for port in range(first, first + count):
                    probes.enter_context(socket.socket()).bind(("127.0.0.1", port))
        except OSError:
            continue
        return first
