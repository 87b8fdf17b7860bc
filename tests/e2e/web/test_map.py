"""The map of the data in a real browser: by mouse, by keyboard, without scripts, on a phone, on paper."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Clara, reword
from tests.e2e.web.conftest import PHONE, SCREENSHOTS, Chat, Visit
from tests.e2e.web.test_accessibility import focused, violations

pytestmark = pytest.mark.e2e
_WIDE = {"width": 1280, "height": 1500}
_PLACES = "ends => [...new Set(ends.map(e => `${e.dataset.source} ${e.dataset.target} ${e.classList[%d]}`))]"
# Boxes that overlap one another, or whose name does not fit.
_UNTIDY = """boxes => boxes.flatMap((box, at) => {
    const a = box.getBoundingClientRect();
    const hidden = box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;
    const over = boxes.slice(at + 1).some(other => {
        const b = other.getBoundingClientRect();
        return a.left < b.right && b.left < a.right && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    });
    return hidden || over ? [box.innerText] : [];
})"""


def box(page: Page, node: str) -> Locator:
    return page.locator(f'[data-node="{node}"]').first


def ribbons(page: Page) -> list[str]:
    """What the picture draws: from, to, and status, each once."""
    expect(page.locator(".ribbon").first).to_be_attached()
    return sorted(page.locator(".ribbon").evaluate_all(_PLACES % 1))


def rows(page: Page) -> list[str]:
    """What the tables say: from, to, and status."""
    return sorted(page.locator("table.links tbody tr").evaluate_all(_PLACES % 0))


def from_api(server: Clara, query: str = "") -> tuple[dict[str, Any], list[str]]:
    """The API's answer, and its links as `rows` gives them."""
    document: dict[str, Any] = httpx.get(f"{server.url}/api/policy{query}", timeout=30).json()
    return document, sorted(f"{one['source']} {one['target']} {one['status']}" for one in document["links"])


def opened(visit: Visit, address: str = "/mapa", **options: Any) -> Chat:
    seen = visit(address, **{"viewport": _WIDE, **options})
    expect(seen.page.locator(".box").first).to_be_visible()
    return seen


@pytest.mark.parametrize(
    ("page_query", "api_query"),
    [
        ("", ""),
        ("?datos=device_data", "?data=device_data"),
        ("?datos=email&version=2021-11-02", "?data=email&version=2021-11-02"),
    ],
)
@pytest.mark.parametrize("viewport", [_WIDE, PHONE], ids=["desktop", "phone"])
def test_picture_tables_and_api_say_the_same(
    visit: Visit, server: Clara, page_query: str, api_query: str, viewport: dict[str, int]
) -> None:
    page = opened(visit, f"/mapa{page_query}", viewport=viewport).page
    _, expected = from_api(server, api_query)
    assert ribbons(page) == expected
    assert rows(page) == expected


def test_tables_name_what_the_picture_names(visit: Visit) -> None:
    page = opened(visit).page
    named = set(page.locator(".box").all_inner_texts())
    cells = page.locator("table.links tbody th, table.links tbody td:nth-child(2)").all_inner_texts()
    assert named == set(cells)


def test_pointing_at_a_box_brings_its_flows_to_the_fore(visit: Visit) -> None:
    seen = opened(visit)
    page = seen.page
    box(page, "data.usage_data").hover()
    expect(page.locator(".ribbon.on").first).to_be_attached()
    ends = page.locator(".ribbon.on").evaluate_all(
        "all => all.map(e => [e.dataset.source, e.dataset.target])"
    )
    assert all("data.usage_data" in pair for pair in ends)
    expect(box(page, "purpose.ads")).to_have_class(re.compile(r"\bon\b"))
    expect(box(page, "data.purchase_data")).not_to_have_class(re.compile(r"\bon\b"))
    seen.picture("map-pointing")
    page.mouse.move(5, 5)
    expect(page.locator(".ribbon.on")).to_have_count(0)


def test_a_click_opens_the_facts_with_their_citations(visit: Visit, server: Clara) -> None:
    seen = opened(visit)
    page = seen.page
    box(page, "purpose.ads").click()
    panel = page.get_by_role("dialog", name="Anuncios en Netflix")
    expect(panel).to_be_visible()
    document, _ = from_api(server)
    node = next(one for one in document["nodes"] if one["id"] == "purpose.ads")
    expect(panel.locator(".cited > li")).to_have_count(len(node["facts"]))
    expect(panel).to_contain_text("Para los anuncios puede usar tus datos de pago, de compras y de uso.")
    expect(panel).to_contain_text(
        "Declaración de privacidad de Netflix (10 de abril de 2026), «Sección A: cómo usa los datos»"
    )
    expect(panel).to_contain_text("Antes: En 2025 los datos de pago y de compras aún no estaban")
    expect(panel.get_by_role("link", name="Ver la fuente").first).to_have_attribute(
        "href", "https://help.netflix.com/legal/privacy"
    )
    seen.picture("map-panel")
    page.mouse.click(40, 700)
    expect(panel).to_be_hidden()
    expect(box(page, "purpose.ads")).to_be_focused()


def test_a_line_opens_its_own_facts(visit: Visit) -> None:
    page = opened(visit).page
    page.locator('.ribbon[data-source="data.payment_data"][data-target="purpose.ads"]').dispatch_event(
        "click"
    )
    panel = page.get_by_role("dialog", name="Datos de pago → Anuncios en Netflix")
    expect(panel).to_contain_text("Para los anuncios puede usar tus datos de pago")
    expect(panel.locator(".cited > li")).to_have_count(3)


def test_clara_is_asked_from_the_panel(visit: Visit) -> None:
    seen = opened(visit)
    box(seen.page, "data.payment_data").click()
    seen.page.get_by_role("link", name="Pregúntale a Clara").first.click()
    expect(seen.asked).to_contain_text("¿Para qué usan mis datos de pago?")
    expect(seen.answer_to("¿Para qué usan mis datos de pago?")).to_contain_text("para cobrarte")


def test_every_question_that_the_map_offers_is_answered(server: Clara) -> None:
    whole, _ = from_api(server)
    queries = ["", *(f"?data={one['id']}" for one in whole["categories"])]
    questions = {node["question"] for query in queries for node in from_api(server, query)[0]["nodes"]}
    assert len(questions) > 50
    missed = {}
    for question in sorted(questions):
        answers = server.other().answers(question)
        if [one["status"] for one in answers] != ["answered"]:
            missed[question] = answers
    assert missed == {}


def test_everything_works_by_keyboard_alone(visit: Visit) -> None:
    page = opened(visit).page
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.box')"):
            break
    first = focused(page)
    assert "conexi" in first
    page.keyboard.press("ArrowDown")
    assert focused(page) != first
    page.keyboard.press("ArrowUp")
    assert focused(page) == first
    page.keyboard.press("ArrowRight")
    assert "Qué dato" in focused(page)
    expect(page.locator(".ribbon.on").first).to_be_attached()
    page.keyboard.press("End")
    assert focused(page).startswith("Tus datos en general")
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Tus datos en general")
    expect(panel).to_be_visible()
    assert page.evaluate("document.activeElement.closest('#panel') !== null")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert focused(page).startswith("Tus datos en general")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.matches('.box')")


def test_a_filter_narrows_picture_and_tables_and_can_be_undone(visit: Visit, server: Clara) -> None:
    page = opened(visit).page
    page.get_by_role("link", name="Dispositivo y red", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Dispositivo y red")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?datos=device_data$"))
    expect(page.get_by_role("link", name="Dispositivo y red", exact=True)).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("Dispositivo y red")
    page.get_by_role("link", name="Ubicación", exact=True).click()
    expect(box(page, "data.location")).to_be_visible()
    expect(box(page, "data.cookies")).to_have_count(0)
    _, expected = from_api(server, "?data=location")
    assert (ribbons(page), rows(page)) == (expected, expected)
    page.go_back()
    expect(box(page, "data.cookies")).to_be_visible()
    page.get_by_role("link", name="Todos", exact=True).click()
    expect(box(page, "data.payment_data")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/mapa$"))


def test_an_older_version_says_what_its_text_did_not(visit: Visit) -> None:
    seen = opened(visit)
    page = seen.page
    page.get_by_role("link", name="17 de abril de 2024").click()
    expect(page.locator(".notice")).to_contain_text("De la versión del 17 de abril de 2024")
    expect(page.locator('.ribbon.denied[data-source="data.purchase_data"]').first).to_be_attached()
    expect(page.locator(".ribbon.unknown").first).to_be_attached()
    box(page, "data.purchase_data").click()
    panel = page.get_by_role("dialog", name="Compras")
    expect(panel).to_contain_text("ese texto no lo decía")
    expect(panel).to_contain_text("no existía la de compras")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Compras", exact=True).click()
    expect(page).to_have_url(re.compile(r"datos=purchase_data&version=2024-04-17"))
    seen.picture("map-version-2024")


def test_without_scripts_the_tables_say_it_all(visit: Visit, server: Clara) -> None:
    page = visit("/mapa", java_script_enabled=False).page
    expect(page.get_by_text("Si no aparece, mira el resumen")).to_be_visible()
    expect(page.get_by_role("button", name="Imprimir")).to_be_hidden()
    page.get_by_role("link", name="Datos de pago", exact=True).click()
    expect(page.get_by_role("heading", name="Datos de pago")).to_be_visible()
    document, _ = from_api(server, "?data=payment_data")
    expect(page.locator("table.links tbody tr")).to_have_count(len(document["links"]))
    number = page.locator("table.links .numbers a").first
    target = number.get_attribute("href") or ""
    expect(page.locator(f"li{target}")).to_contain_text("«")
    assert {f"#hecho-{fact['id']}" for fact in document["facts"]} == {
        f"#{one}" for one in page.locator(".facts li").evaluate_all("all => all.map(e => e.id)")
    }


@pytest.mark.parametrize("query", ["", "?datos=usage_data", "?version=2024-04-17"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_summary_fits_one_sheet(visit: Visit, query: str, theme: str) -> None:
    page = opened(visit, f"/mapa{query}", color_scheme=theme).page
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    pdf = page.pdf(path=SCREENSHOTS / "map-summary.pdf", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    width, height = (float(one) for one in re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)[0])
    assert (round(width), round(height)) == (842, 595)
    page.emulate_media(media="print")
    expect(page.get_by_text("Clara no es Netflix.").first).to_be_visible()
    expect(page.locator(".summary table")).to_be_visible()
    expect(page.locator(".picture")).to_be_hidden()
    expect(page.locator(".facts")).to_be_hidden()


def test_the_button_prints(visit: Visit) -> None:
    page = opened(visit).page
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Imprimir").click()
    assert page.evaluate("window.printed")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [_WIDE, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(visit: Visit, theme: str, viewport: dict[str, int]) -> None:
    seen = opened(visit, color_scheme=theme, viewport=viewport)
    page = seen.page
    assert violations(page) == []
    box(page, "data.usage_data").focus()
    assert violations(page) == []
    box(page, "recipient.marketing_providers").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
    seen.page.goto(page.url + "?datos=location&version=2021-11-02")
    expect(page.locator(".box").first).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 1500), (390, 844), (320, 640)])
def test_labels_fit_and_nothing_overlaps(visit: Visit, theme: str, width: int, height: int) -> None:
    seen = opened(visit, color_scheme=theme, viewport={"width": width, "height": height})
    page = seen.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for canvas in page.locator(".canvas").all():
        assert canvas.locator(".box").evaluate_all(_UNTIDY) == []
    assert page.locator(".canvas").count() == (1 if width > 860 else 4)
    page.locator("#titulo-dibujo").scroll_into_view_if_needed()
    seen.picture(f"map-{width}-{theme}")


def test_the_picture_follows_the_width(visit: Visit) -> None:
    page = opened(visit).page
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".canvas")).to_have_count(4)
    page.set_viewport_size({"width": 1280, "height": 1500})
    expect(page.locator(".canvas")).to_have_count(1)


def test_a_visit_asks_nothing_of_other_hosts(visit: Visit, server: Clara) -> None:
    seen = opened(visit)
    box(seen.page, "source.partner_sources").click()
    seen.page.keyboard.press("Escape")
    seen.page.get_by_role("link", name="Compras", exact=True).click()
    expect(box(seen.page, "data.purchase_data")).to_be_visible()
    assert seen.hosts() == {server.url.partition("://")[2]}
    assert seen.page.context.cookies() == []
    assert seen.console == []


def test_a_picture_that_cannot_be_loaded_is_told_and_tried_again(visit: Visit) -> None:
    seen = visit("/", viewport=_WIDE)
    page = seen.page
    page.route("**/api/policy*", lambda route: route.abort(), times=1)
    page.goto(page.url + "mapa")
    expect(page.get_by_role("alert")).to_contain_text("No se pudo cargar el dibujo")
    page.get_by_role("button", name="Intentarlo de nuevo").click()
    expect(page.locator(".box").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_words_of_the_knowledge_base_stay_text(visit: Visit, server: Clara) -> None:
    attack = "<img src=x onerror=window.hacked=1>"
    with sqlite3.connect(server.knowledge) as database:
        [(old,)] = database.execute("SELECT text FROM fact WHERE key = 'pub-datos'")
    reword(server, "pub-datos", attack)
    try:
        page = opened(visit).page
        expect(page.locator("#hecho-pub-datos")).to_contain_text(attack)
        box(page, "purpose.ads").click()
        expect(page.get_by_role("dialog")).to_contain_text(attack)
        assert page.evaluate("window.hacked") is None
    finally:
        reword(server, "pub-datos", old)


@pytest.mark.parametrize("query", ["?datos=nada", "?version=ayer", "?otra=1"])
def test_a_wrong_address_is_told_kindly(visit: Visit, server: Clara, query: str) -> None:
    assert httpx.get(f"{server.url}/mapa{query}").status_code == 400
    page = visit(f"/mapa{query}").page
    expect(page.get_by_role("heading", name="Ese mapa no existe")).to_be_visible()
    page.get_by_role("link", name="Ver el mapa completo").click()
    expect(page.locator(".box").first).to_be_visible()


def test_the_page_is_spanish_says_who_it_is_and_leads_back(visit: Visit, server: Clara) -> None:
    page = opened(visit).page
    assert page.locator("html").get_attribute("lang") == "es"
    expect(page.get_by_text("Clara no es Netflix.").first).to_be_visible()
    page.get_by_role("link", name="Volver al chat").click()
    expect(page).to_have_url(f"{server.url}/")
