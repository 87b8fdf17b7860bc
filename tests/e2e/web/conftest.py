"""A real Chromium that talks to the real server, and what is recorded of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from tests.e2e.conftest import PROJECT, Clara

SCREENSHOTS = PROJECT / "var" / "screenshots"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# Without what a browser fetches for itself.
_ALONE = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Nothing is timed: on a busy machine, an answer may take its time.
expect.set_options(timeout=15_000)


@dataclass
class Chat:
    """A page with a chat on it, as a person uses it, and what the browser did meanwhile."""

    page: Page
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self._log(message.type, message.text))
        self.page.on("pageerror", lambda error: self.console.append(str(error)))

    def _log(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.console.append(text)

    @property
    def question(self) -> Locator:
        return self.page.get_by_label("Tu pregunta sobre")

    @property
    def answers(self) -> Locator:
        return self.page.locator(".clara:not(.greeting)")

    @property
    def asked(self) -> Locator:
        return self.page.locator(".person")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def ask(self, text: str) -> Locator:
        """Type a question and send it; the answer that it gets."""
        self.question.fill(text)
        self.question.press("Enter")
        return self.answer_to(text)

    def answer_to(self, text: str) -> Locator:
        """The first answer after the last time that something was asked."""
        asked = self.asked.filter(has_text=text).last
        answer = asked.locator("xpath=following-sibling::*[contains(@class, 'clara')][1]")
        expect(answer).to_be_visible(timeout=20_000)
        return answer

    def hosts(self) -> set[str]:
        """The hosts that the browser asked anything of."""
        return {urlsplit(url).netloc for url in self.requests if not url.startswith(("data:", "blob:"))}

    def picture(self, name: str) -> Path:
        """Keep a screenshot for people to look at."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        self.page.screenshot(path=path)
        return path


Visit = Callable[..., Chat]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for the tests of this folder; no test elsewhere may find its event loop running."""
    path = next((found for name in _CHROMIUM if (found := shutil.which(name))), None)
    assert path, "no Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=_ALONE)
        yield started
        started.close()


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts: each a visitor with storage of its own."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        settings = {"viewport": DESKTOP, "reduced_motion": "reduce", "locale": "es-ES", **options}
        made.append(browser.new_context(**settings))
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture
def visit(contexts: Callable[..., BrowserContext], server: Clara) -> Visit:
    """Opens an address, the chat page unless named otherwise, as a new visitor."""

    def go(address: str = "/", **options: Any) -> Chat:
        chat = Chat(contexts(**options).new_page())
        chat.page.goto(address if "://" in address else server.url + address)
        return chat

    return go


@pytest.fixture
def chat(visit: Visit) -> Chat:
    """The chat page, as a new visitor."""
    return visit()
