"""A site of another origin that embeds the widget, under a strict policy and with styles that fight it."""

from __future__ import annotations

import html
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_STYLE = """
* { font-size: 40px !important; color: red !important; letter-spacing: 1em !important; }
button { display: none !important; transform: rotate(180deg) !important; }
html, body { height: 200%; background: white; }
.panel, .chip { visibility: hidden !important; }
"""
_PAGE = """<!doctype html>
<html lang="es"><head><meta charset="utf-8"><title>Otro sitio</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/style.css"><script async src="{clara}/widget.js" {attributes}></script></head>
<body><main><h1>Otro sitio</h1><p>Una página.</p><p><a href="#clara">Pregunta a Clara</a></p></main>
</body></html>"""


def policy(clara: str) -> str:
    """What the README tells sites with a Content-Security-Policy to allow, and nothing else."""
    allowed = f"script-src {clara}; connect-src {clara}; trusted-types clara lit-html"
    return f"default-src 'none'; style-src 'self'; require-trusted-types-for 'script'; {allowed}"


@contextmanager
def embedding(port: int, clara: str, **attributes: str) -> Iterator[str]:
    """Serve the site.

    Args:
        port: where.
        clara: where Clara is served.
        attributes: the script's ``data-…`` attributes.

    Yields:
        The site's address.
    """
    named = " ".join(f'data-{name}="{html.escape(value)}"' for name, value in attributes.items())

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            style = self.path == "/style.css"
            body = _STYLE if style else _PAGE.format(clara=clara, attributes=named)
            self.send_response(200)
            self.send_header("Content-Type", "text/css" if style else "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", policy(clara))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """A test's output needs no access log."""

    site = ThreadingHTTPServer(("127.0.0.1", port), Site)
    thread = threading.Thread(target=site.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        site.shutdown()
        site.server_close()
        thread.join()
