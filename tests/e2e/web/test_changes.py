"""``/cambios`` in a browser, its JSON and its feed over HTTP."""

from __future__ import annotations

from xml.etree import ElementTree

import httpx
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from playwright.sync_api import expect

from tests.e2e.conftest import Clara
from tests.e2e.web.conftest import DESKTOP, PHONE, Visit
from tests.e2e.web.test_accessibility import violations

pytestmark = pytest.mark.e2e
_NARROW = {"width": 320, "height": 640}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE, _NARROW], ids=["desktop", "phone", "narrow"])
def test_axe_finds_nothing_and_all_fits(visit: Visit, theme: str, viewport: dict[str, int]) -> None:
    seen = visit("/cambios", color_scheme=theme, viewport=viewport)
    page = seen.page
    seen.picture(f"changes-{viewport['width']}-{theme}")
    for closed in page.locator("summary").all():
        closed.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_visit_asks_nothing_of_other_hosts_and_needs_no_script(visit: Visit, server: Clara) -> None:
    seen = visit("/cambios", java_script_enabled=False)
    expect(seen.page.get_by_role("heading", level=1)).to_have_text("Qué ha cambiado")
    assert seen.hosts() == {server.url.partition("://")[2]}
    assert seen.page.context.cookies() == []
    assert seen.console == []


def test_the_newest_version_leads_with_what_touches_a_person_most(visit: Visit) -> None:
    first = visit("/cambios").page.locator(".change").first
    expect(first).to_contain_text("Si usas funciones de voz")
    expect(first).to_contain_text("17 de abril de 2025")
    expect(first).to_contain_text("10 de abril de 2026")


def test_a_theme_narrows_it_by_keyboard(visit: Visit) -> None:
    page = visit("/cambios").page
    page.get_by_role("link", name="Qué derechos tienes").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=3).first).to_have_text("Qué derechos tienes")
    assert set(page.get_by_role("heading", level=3).all_inner_texts()) == {"Qué derechos tienes"}
    expect(page.locator(".filters [aria-current]")).to_have_text("Qué derechos tienes")


def test_the_first_key_leads_past_the_top(visit: Visit) -> None:
    page = visit("/cambios").page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ir al contenido")).to_be_focused()


def test_the_chat_and_the_map_lead_there_and_it_leads_back(visit: Visit, server: Clara) -> None:
    page = visit().page
    page.get_by_role("link", name="Cambios").click()
    expect(page).to_have_url(f"{server.url}/cambios")
    page.get_by_role("navigation", name="Páginas de Clara").get_by_role(
        "link", name="Mapa de tus datos"
    ).click()
    page.get_by_role("link", name="Qué ha cambiado").click()
    page.get_by_role("link", name="Volver al chat").click()
    expect(page).to_have_url(f"{server.url}/")


def test_an_unknown_theme_is_told_kindly(visit: Visit, server: Clara) -> None:
    assert httpx.get(f"{server.url}/cambios?tema=nada", timeout=30).status_code == 400
    page = visit("/cambios?tema=nada").page
    expect(page.get_by_role("heading", name="Ese tema no existe")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("query", ["", "?aspect=sharing", "?from=2024-04-17&to=2025-04-17"])
def test_the_json_is_as_described(server: Clara, query: str) -> None:
    description = httpx.get(f"{server.url}/api/openapi.json", timeout=30).json()
    schema = {"$ref": "#/components/schemas/PolicyChanges", "components": description["components"]}
    document = httpx.get(f"{server.url}/api/changes{query}", timeout=30).json()
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(document)] == []
    assert document["changes"]


def test_the_feed_is_served_as_one_and_not_twice(server: Clara) -> None:
    first = httpx.get(f"{server.url}/cambios.atom", timeout=30)
    assert first.headers["Content-Type"].startswith("application/atom+xml")
    assert ElementTree.fromstring(first.content).tag.endswith("feed")
    again = httpx.get(
        f"{server.url}/cambios.atom", headers={"If-None-Match": first.headers["ETag"]}, timeout=30
    )
    assert again.status_code == 304
    assert httpx.get(f"{server.url}/cambios.atom?x=1", timeout=30).status_code == 400


def test_what_changed_is_answered_over_http(clara: Clara) -> None:
    answer = clara.ask("¿antes también guardaban mi voz?")
    assert (answer["aspect"], answer["status"]) == ("changes", "answered")
    assert [fact["id"] for fact in answer["facts"]] == ["col-voz-2025", "col-voz"]
    assert {citation["as_of"] for citation in answer["citations"]} == {"2025-04-17", "2026-04-10"}
    assert "entre la versión del 2 de noviembre de 2021" in clara.text("¿qué hay de nuevo desde 2021?")
