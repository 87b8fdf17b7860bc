"""Python imports this by itself: writes down every host that the process looks up or connects to."""

from __future__ import annotations

import os
import sys
from typing import Any

_FILE = os.environ.get("CLARA_TEST_CALLS")


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname"):
        return
    address = arguments[0] if event in ("socket.getaddrinfo", "socket.gethostbyname") else arguments[1]
    host = address[0] if isinstance(address, tuple) else address
    with open(str(_FILE), "a") as calls:  # noqa: PTH123
        calls.write(f"{event} {host}\n")


if _FILE:
    sys.addaudithook(_note)
