"""WCAG 2.2 AA: by axe-core, and what a program cannot see by itself: keyboard, focus, live regions, zoom."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Clara
from tests.e2e.web.conftest import PHONE, Chat, Visit

pytestmark = pytest.mark.e2e
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
_PURPOSE = "¿Para qué usan mi ubicación?"
# What has the focus, through shadow roots: its accessible name, or its tag.
_FOCUSED = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at.getAttribute('aria-label') || at.innerText?.trim() || at.id || at.tagName;
}"""
_SMALL = """() => {
    const small = [];
    const walk = root => root.querySelectorAll('*').forEach(e => {
        if (e.shadowRoot) walk(e.shadowRoot);
        if (!e.matches('button, a, summary, textarea') || !e.checkVisibility()) return;
        const {width, height} = e.getBoundingClientRect();
        if (width < 44 || height < 44) small.push([e.className || e.tagName, width, height]);
    });
    walk(document);
    return small;
}"""


def violations(page: Page) -> list[Any]:
    """What axe finds wrong, with where."""
    options = {"runOnly": {"type": "tag", "values": _TAGS}}
    found = Axe().run(page, options=options).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]


def focused(page: Page) -> str:
    return str(page.evaluate(_FOCUSED))


def back_to(page: Page, name: str) -> None:
    """Go back from control to control until one with this name."""
    for _ in range(10):
        page.keyboard.press("Shift+Tab")
        if focused(page).startswith(name):
            return
    raise AssertionError(f"{name} is not within reach")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(visit: Visit, theme: str, viewport: dict[str, int] | None) -> None:
    chat = visit(color_scheme=theme, **({"viewport": viewport} if viewport else {}))
    expect(chat.page.locator(".chip").first).to_be_visible()
    assert violations(chat.page) == []
    chat.ask(_PURPOSE).locator("summary").click()
    chat.ask("¿guardan datos de mi salud?").get_by_role("button", name="Sí, me sirvió").click()
    assert violations(chat.page) == []
    chat.ask("mis datos")
    chat.question.fill("a" * 1001)
    assert violations(chat.page) == []
    chat.button("Borrar conversación").click()
    assert violations(chat.page) == []


def test_axe_finds_nothing_while_waiting_and_after_a_failure(visit: Visit) -> None:
    for theme in ("light", "dark"):
        chat = visit(color_scheme=theme)
        chat.page.route(
            "**/chat/messages", lambda route: route.fulfill(status=500, json={"message": "Vaya."})
        )
        chat.question.fill(_PURPOSE)
        chat.question.press("Enter")
        expect(chat.button("Reintentar")).to_be_visible()
        assert violations(chat.page) == []


def test_everything_works_by_keyboard_alone(chat: Chat) -> None:
    page = chat.page
    expect(chat.question).to_be_focused()
    page.keyboard.type("mis datos")
    page.keyboard.press("Enter")
    chat.answer_to("mis datos")
    expect(chat.question).to_be_focused()
    back_to(page, "¿Con quién")
    choice = focused(page)
    page.keyboard.press("Enter")
    answer = chat.answer_to(choice)
    expect(chat.question).to_be_focused()
    back_to(page, "No me sirvió")
    page.keyboard.press("Space")
    expect(answer.get_by_role("button", name="No me sirvió")).to_have_attribute("aria-pressed", "true")
    back_to(page, "Fuente")
    page.keyboard.press("Enter")
    expect(answer.locator("details li").first).to_be_visible()
    chat.button("Borrar conversación").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(chat.button("Borrar conversación")).to_be_focused()


def test_new_messages_are_announced_and_old_ones_left_alone(chat: Chat) -> None:
    log = chat.page.get_by_role("log")
    assert log.get_attribute("aria-live") == "polite"
    log.evaluate("""log => {
        window.changes = [];
        new MutationObserver(records => records.forEach(r => {
            r.addedNodes.forEach(n => n.nodeType === 1 && window.changes.push('+' + n.className));
            r.removedNodes.forEach(n => n.nodeType === 1 && window.changes.push('-' + n.className));
        })).observe(log, {childList: true});
    }""")
    chat.ask(_PURPOSE)
    chat.ask("¿y con quién la comparten?")
    assert chat.page.evaluate("window.changes") == ["+person", "+clara", "+person", "+clara"]
    assert chat.page.get_by_role("status").count() >= 2


def test_who_speaks_is_told_without_colour(chat: Chat) -> None:
    answer = chat.ask(_PURPOSE)
    assert (chat.asked.first.text_content() or "").strip().startswith("Tú:")
    assert (answer.text_content() or "").strip().startswith("Clara:")


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desktop", "phone"])
def test_targets_are_big_enough_for_a_finger(visit: Visit, viewport: dict[str, int] | None) -> None:
    chat = visit(**({"viewport": viewport} if viewport else {}))
    expect(chat.page.locator(".chip").first).to_be_visible()
    assert chat.page.evaluate(_SMALL) == []
    chat.ask(_PURPOSE).locator("summary").click()
    assert chat.page.evaluate(_SMALL) == []


@pytest.mark.parametrize(("width", "height"), [(640, 400), (320, 256)], ids=["200 %", "400 %"])
def test_zoom_hides_nothing(visit: Visit, width: int, height: int) -> None:
    chat = visit(viewport={"width": width, "height": height})
    chat.ask(_PURPOSE)
    chat.picture(f"zoom-{width}")
    assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for control in (chat.question, chat.button("Borrar conversación"), chat.page.locator(".chip").last):
        control.scroll_into_view_if_needed()
        expect(control).to_be_in_viewport(ratio=0.9)


def test_nothing_moves_for_who_wants_no_motion(visit: Visit) -> None:
    moving = """() => {
        const e = document.querySelector('clara-chat').shadowRoot.querySelector('.greeting');
        return getComputedStyle(e).animationName;
    }"""
    assert visit(reduced_motion="reduce").page.evaluate(moving) == "none"
    assert visit(reduced_motion="no-preference").page.evaluate(moving) != "none"


def test_the_page_is_spanish_and_has_a_name(chat: Chat, server: Clara) -> None:
    assert chat.page.locator("html").get_attribute("lang") == "es"
    assert "Netflix" in chat.page.title()
    assert chat.page.url == f"{server.url}/"
