"""The built front end in memory: pages, scripts and styles, ready to be sent."""

from __future__ import annotations

import gzip
import hashlib
import html
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.web.headers import PAGE_POLICY
from knowledge.choice import chosen_policy, company_of

STATIC = Path(__file__).resolve().parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}

_COMPANY = b"{{company}}"
# How a name is written where such a file holds it: in a page's text, in a script's string.
_NAMED: dict[str, Callable[[str], str]] = {
    ".html": html.escape,
    ".js": lambda name: json.dumps(name, ensure_ascii=False)[1:-1].replace("<", "\\u003c"),
}


@dataclass(frozen=True)
class StaticFile:
    """One file with what its response needs."""

    content: bytes
    compressed: bytes
    content_type: str
    tag: str

    @classmethod
    def read(cls, path: Path, company: str) -> StaticFile:
        """Read a file.

        Args:
            path: a file whose ending says what it is.
            company: whose policy it is; stands where pages and scripts say "{{company}}".

        Raises:
            KeyError: files with this ending are not served.
        """
        content = path.read_bytes()
        if path.suffix in _NAMED:
            content = content.replace(_COMPANY, _NAMED[path.suffix](company).encode())
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        return cls(content, gzip.compress(content, mtime=0), _TYPES[path.suffix], tag)

    def respond(self, request: Request) -> HTTPResponse:
        """Answer a request for this file: compressed if the browser can, 304 if it has it."""
        headers = {"ETag": self.tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if self.content_type.startswith("text/html"):
            headers["Content-Security-Policy"] = PAGE_POLICY
        else:
            # A widget's script is loaded by pages of other origins.
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if self.tag in request.headers.get("If-None-Match", ""):
            return HTTPResponse(b"", status=304, headers=headers)
        body = self.content
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            body, headers["Content-Encoding"] = self.compressed, "gzip"
        return HTTPResponse(body, headers=headers, content_type=self.content_type)


def read_static(folder: Path = STATIC, company: str | None = None) -> dict[str, StaticFile]:
    """Read all built files.

    Args:
        folder: where the front end was built to.
        company: whose policy it is; that of the policy chosen by configuration unless given.

    Returns:
        Files by their path in the folder, such as ``"index.html"`` or ``"assets/chat.js"``.
    """
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    name = company or company_of(chosen_policy())
    return {path.relative_to(folder).as_posix(): StaticFile.read(path, name) for path in paths}
