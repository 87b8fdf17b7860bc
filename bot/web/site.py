"""The web site: which address serves which page or script."""

from __future__ import annotations

from sanic import Blueprint, Sanic
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.web.changes.routes import change_routes
from bot.web.files import StaticFile, read_static
from bot.web.headers import install_headers
from bot.web.map.routes import map_routes

# Address → file in `static/`. Files below `static/assets/` are served at `/assets/…` by themselves.
PAGES = {
    "/": "index.html",
    "/widget.js": "widget.js",
}
# Further routes, each a blueprint (see README.md).
BLUEPRINTS: tuple[Blueprint, ...] = (map_routes, change_routes)


def install(app: Sanic) -> None:
    """Serve pages, scripts and the site's own routes, with security headers.

    Args:
        app: the server, before it starts.
    """
    install_headers(app)
    app.blueprint(_pages(read_static()))
    for blueprint in BLUEPRINTS:
        app.blueprint(blueprint)


def _pages(files: dict[str, StaticFile]) -> Blueprint:
    pages = Blueprint("clara_pages")
    for address, name in PAGES.items():
        _serve(pages, address, files[name])

    @pages.route("/assets/<name:str>", methods=["GET", "HEAD"], name="assets")
    async def asset(request: Request, name: str) -> HTTPResponse:
        found = files.get(f"assets/{name}")
        if found is None:
            raise NotFound(f"no asset {name!r}")
        return found.respond(request)

    return pages


def _serve(pages: Blueprint, address: str, file: StaticFile) -> None:
    async def page(request: Request) -> HTTPResponse:
        return file.respond(request)

    pages.add_route(page, address, methods=["GET", "HEAD"], name=f"page {address}".replace("/", "-"))
