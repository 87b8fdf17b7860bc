"""The widget on a page of another origin, which has a strict policy and hostile styles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Clara
from tests.e2e.web.conftest import PHONE, Chat, Visit
from tests.e2e.web.embedding import embedding
from tests.e2e.web.test_accessibility import violations
from tests.ports import free_port

pytestmark = pytest.mark.e2e
_OPEN = "Abrir el chat con Clara"
_CLOSE = "Cerrar el chat"
_STYLE_OF = "(e, name) => getComputedStyle(e)[name]"


@pytest.fixture(scope="module")
def site(server: Clara, embedding_port: int) -> Iterator[str]:
    """An allowed site with the widget as it comes."""
    with embedding(embedding_port, server.url) as address:
        yield address


@pytest.fixture
def widget(visit: Visit, site: str) -> Chat:
    """A visitor of that site."""
    return visit(site)


def opened(chat: Chat) -> Chat:
    chat.button(_OPEN).click()
    expect(chat.question).to_be_focused()
    return chat


def test_it_answers_on_another_origin(widget: Chat, server: Clara, site: str) -> None:
    widget.picture("widget-closed")
    answer = opened(widget).ask("¿Para qué usan mi ubicación?")
    answer.locator("summary").click()
    answer.get_by_role("button", name="Sí, me sirvió").click()
    expect(widget.page.get_by_text("nada sobre ti")).to_have_count(1)
    widget.picture("widget-open")
    widget.button("Borrar conversación").click()
    widget.page.get_by_role("button", name="Borrar", exact=True).click()
    expect(widget.page.locator(".note")).to_have_text("Conversación borrada, aquí y en el servidor.")
    assert widget.hosts() == {url.partition("://")[2] for url in (server.url, site)}
    assert widget.page.context.cookies() == []
    assert widget.console == []


def test_it_speaks_spanish_whatever_the_page_speaks(widget: Chat) -> None:
    expect(widget.page.locator("clara-widget")).to_have_attribute("lang", "es")


def test_little_is_loaded_until_it_is_opened(widget: Chat, server: Clara) -> None:
    expect(widget.button(_OPEN)).to_be_visible()
    assert [url for url in widget.requests if url.startswith(server.url)] == [f"{server.url}/widget.js"]
    opened(widget)
    assert f"{server.url}/assets/element.js" in widget.requests


def test_the_pages_styles_stay_outside(widget: Chat) -> None:
    chip = opened(widget).page.locator(".chip").first
    assert chip.evaluate(_STYLE_OF, "fontSize") == "16px"
    assert chip.evaluate(_STYLE_OF, "color") != "rgb(255, 0, 0)"
    assert chip.evaluate(_STYLE_OF, "letterSpacing") == "normal"
    assert chip.evaluate(_STYLE_OF, "paddingLeft") == "16px"
    assert widget.page.locator("h1").evaluate(_STYLE_OF, "fontSize") == "40px"


def test_focus_goes_in_and_comes_back(widget: Chat) -> None:
    widget.button(_OPEN).focus()
    widget.page.keyboard.press("Enter")
    expect(widget.question).to_be_focused()
    expect(widget.button(_OPEN)).to_be_hidden()
    widget.page.keyboard.press("Escape")
    expect(widget.question).to_be_hidden()
    expect(widget.button(_OPEN)).to_be_focused()
    opened(widget)
    widget.button(_CLOSE).click()
    expect(widget.button(_OPEN)).to_be_focused()


def test_escape_answers_the_question_before_it_closes(widget: Chat) -> None:
    opened(widget).ask("hola")
    widget.button("Borrar conversación").click()
    widget.page.keyboard.press("Escape")
    expect(widget.question).to_be_visible()
    expect(widget.answers).to_have_count(1)
    widget.page.keyboard.press("Escape")
    expect(widget.question).to_be_hidden()


def test_a_page_can_open_ask_and_close(widget: Chat) -> None:
    expect(widget.button(_OPEN)).to_be_visible()
    widget.page.evaluate("Clara.open()")
    expect(widget.question).to_be_focused()
    assert widget.page.evaluate("Clara.ask('¿Venden mis datos?')") is True
    widget.answer_to("¿Venden mis datos?")
    assert widget.page.evaluate("Clara.ask('  ')") is False
    widget.page.evaluate("Clara.close()")
    expect(widget.question).to_be_hidden()


def test_an_address_opens_it(visit: Visit, site: str) -> None:
    chat = visit(f"{site}/#clara")
    expect(chat.question).to_be_focused()
    chat.button(_CLOSE).click()
    asking = visit(f"{site}/#pregunta=%C2%BFvenden%20mis%20datos%3F")
    asking.answer_to("¿venden mis datos?")


def test_a_link_of_the_page_opens_it(widget: Chat) -> None:
    expect(widget.button(_OPEN)).to_be_visible()
    widget.page.get_by_role("link", name="Pregunta a Clara").click()
    expect(widget.question).to_be_focused()


def test_the_tab_remembers_from_page_to_page(widget: Chat, site: str) -> None:
    opened(widget).ask("¿Para qué usan mi ubicación?")
    widget.page.goto(f"{site}/other")
    expect(widget.answers).to_have_count(1)
    expect(widget.question).not_to_be_focused()
    other = Chat(widget.page.context.new_page())
    other.page.goto(site)
    expect(other.button(_OPEN)).to_be_visible()
    opened(other)
    expect(other.answers).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_closed_or_open(visit: Visit, site: str, theme: str) -> None:
    for viewport in ({"width": 1280, "height": 800}, PHONE):
        chat = visit(site, color_scheme=theme, viewport=viewport)
        expect(chat.button(_OPEN)).to_be_visible()
        assert of_clara(chat) == []
        opened(chat)
        assert of_clara(chat) == []
        chat.ask("¿guardan datos de mi salud?").locator("summary").click()
        assert of_clara(chat) == []
        chat.picture(f"widget-{theme}-{viewport['width']}")


def of_clara(chat: Chat) -> list[Any]:
    """What axe finds wrong within the widget; the page around it is ugly on purpose."""
    return [one for one in violations(chat.page) if any(isinstance(target[0], list) for target in one[1])]


def test_on_a_phone_it_covers_the_page_and_keeps_the_focus(visit: Visit, site: str) -> None:
    chat = opened(visit(site, viewport=PHONE))
    box = chat.page.locator("clara-widget .panel").bounding_box()
    assert box == {"x": 0, "y": 0, **PHONE}
    for _ in range(16):
        chat.page.keyboard.press("Tab")
        tag = chat.page.evaluate("document.activeElement.tagName")
        assert tag in ("CLARA-WIDGET", "BODY")
    chat.page.keyboard.press("Escape")
    expect(chat.question).to_be_hidden()


def test_the_operator_chooses_colour_place_words_and_first_question(
    visit: Visit, server: Clara, embedding_port: int, site: str
) -> None:
    del site  # its port is taken by the site below only when that site is down
    own = {
        "color": "#ffd400",
        "position": "left",
        "theme": "dark",
        "title": "Privacidad",
        "greeting": "Hola, <b>vecina</b>.",
        "question": "¿Qué es una cookie?",
    }
    with embedding(free_port(), server.url, **own) as address:
        chat = visit(address)
        launcher = chat.button(_OPEN)
        box = launcher.bounding_box()
        assert box is not None and box["x"] < 100
        assert launcher.evaluate(_STYLE_OF, "backgroundColor") == "rgb(255, 212, 0)"
        assert launcher.evaluate(_STYLE_OF, "color") == "rgb(0, 0, 0)"
        opened(chat)
        expect(chat.page.get_by_role("dialog", name="Privacidad")).to_be_visible()
        expect(chat.page.get_by_role("heading", level=2, name="Privacidad")).to_be_visible()
        expect(chat.page.locator(".greeting")).to_contain_text("Hola, <b>vecina</b>.")
        expect(chat.page.locator(".chip").first).to_have_text("¿Qué es una cookie?")
        dark = chat.page.locator("clara-chat").evaluate(_STYLE_OF, "backgroundColor")
        assert dark == "rgb(20, 22, 26)"
        assert of_clara(chat) == []


def test_a_site_that_is_not_allowed_is_told_so(visit: Visit, server: Clara) -> None:
    with embedding(free_port(), server.url) as address:
        chat = opened(visit(address))
        chat.question.fill("hola")
        chat.question.press("Enter")
        expect(chat.page.locator(".trouble")).to_be_visible()
        expect(chat.answers).to_have_count(0)


def test_a_server_that_is_away_is_said_kindly(widget: Chat) -> None:
    widget.page.route("**/assets/element.js", lambda route: route.abort(), times=1)
    widget.button(_OPEN).click()
    expect(widget.page.get_by_text("No he podido abrir el chat")).to_be_visible()
    widget.button(_CLOSE).click()
    opened(widget)
