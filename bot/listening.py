"""The address to listen on, taken before the model is loaded and kept until the server listens."""

from __future__ import annotations

import socket

from sanic import Sanic


def take(host: str, port: int) -> socket.socket:
    """Take an address, so that nobody else can between now and the time when the server listens.

    Args:
        host: a name or address of this machine.
        port: a port on it.

    Returns:
        A socket that is bound and does not listen: until the server is ready, connections are refused.

    Raises:
        OSError: it cannot be listened on; somebody else may.
    """
    found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    # "localhost" is two addresses, and browsers that try the newer one first go on to the older.
    family, kind, protocol, _, address = min(found, key=lambda one: one[0] != socket.AF_INET)
    taken = socket.socket(family, kind, protocol)
    try:
        # The last server's ended connections do not count ...
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        # ... but this one counts for whoever comes next and does not count ended ones either.
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
    except OSError:
        taken.close()
        raise
    return taken


def open_for_the_next(taken: socket.socket, app: Sanic) -> None:
    """Let a server that is started after this one has ended take the address at once.

    Args:
        taken: a socket of `take`.
        app: the server that will listen on it.
    """

    @app.before_server_start
    async def reusable(_app: Sanic, _loop: object) -> None:
        # Connections inherit it, and would keep the address for a minute after the server's end.
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
