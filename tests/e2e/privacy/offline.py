"""Run Clara as she is set up by default, where there is no network but loopback, and tell what she tried.

``python -m tests.e2e.privacy.offline FOLDER`` prints a JSON object. The test starts it in a network
namespace of its own, if the machine allows that: there the kernel counts what no route leads to.
"""

from __future__ import annotations

import fcntl
import json
import secrets
import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path

import httpx

from tests.e2e.conftest import running

_SIOCSIFFLAGS, _UP_AND_RUNNING = 0x8914, 0x41
QUESTION = "¿para qué usan mi ubicación?"


def open_loopback() -> None:
    """Switch the namespace's loopback on, which is off when it is made."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        fcntl.ioctl(handle, _SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", _UP_AND_RUNNING))


def attempts() -> int:
    """How many packets had no route, of either version of IP, since the namespace was made."""
    names, values = [
        line.split() for line in Path("/proc/net/snmp").read_text().splitlines() if line.startswith("Ip:")
    ]
    sixes = dict(line.split() for line in Path("/proc/net/snmp6").read_text().splitlines())
    return int(values[names.index("OutNoRoutes")]) + int(sixes["Ip6OutNoRoutes"])


def attempt() -> None:
    """Try to reach an address that documentation is made of."""
    with socket.socket() as handle, suppress(OSError):
        handle.settimeout(2)
        handle.connect(("192.0.2.1", 9))


def main(folder: Path, *, isolated: bool) -> None:
    """Serve, ask on every channel, visit the pages, and print what happened."""
    told: dict[str, object] = {"isolated": isolated}
    if isolated:
        open_loopback()
        before = attempts()
        attempt()
        told["an attempt counts"] = attempts() - before
    before = attempts()
    with running(folder, CLARA_TEST_CALLS=str(folder / "calls")) as clara:
        told["rest"] = clara.ask(QUESTION)["status"]
        body = {"conversation": secrets.token_hex(24), "id": secrets.token_hex(12), "text": QUESTION}
        web = httpx.post(f"{clara.url}/chat/messages", json=body, timeout=60)
        told["web"] = web.json()["messages"][0]["answer"]["status"]
        told["pages"] = [httpx.get(clara.url + page).status_code for page in ("/", "/mapa")]
    told["attempts"] = attempts() - before if isolated else 0
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), isolated=sys.argv[2] == "isolated")
