"""Security headers of everything that is served."""

from __future__ import annotations

from sanic import Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse

# Only our own files; no inline script or style; nobody frames us; no text becomes HTML unseen.
PAGE_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html",
    ]
)
_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
_ALWAYS = {
    "Content-Security-Policy": _DATA_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


def install_headers(app: Sanic) -> None:
    """Put security headers on every response, errors too; a handler's own values stay.

    Args:
        app: the server, before it starts.
    """

    @app.on_response
    async def secure(_request: Request, response: BaseHTTPResponse) -> None:
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
