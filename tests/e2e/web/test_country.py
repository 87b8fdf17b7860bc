"""Countries and letters on the chat page, as a person uses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.web.conftest import PHONE, Chat, Visit

pytestmark = pytest.mark.e2e


def test_the_country_is_chosen_by_button(chat: Chat) -> None:
    chat.ask("¿Qué derechos tengo sobre mis datos?")
    chat.button("México").click()
    answer = chat.answer_to("México")
    expect(answer).to_contain_text("En México te ampara")
    expect(answer.locator("ol li")).to_have_count(4)
    chat.picture("country-steps")


def test_the_letter_is_downloaded_and_copied(visit: Visit) -> None:
    chat = visit(permissions=["clipboard-read", "clipboard-write"])
    chat.ask("vivo en España")
    answer = chat.ask("escríbeme la solicitud de acceso")
    with chat.page.expect_download() as download:
        answer.get_by_role("button", name="Descargar la carta").click()
    assert download.value.suggested_filename == "solicitud-de-acceso.txt"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "[tu nombre]" in text
    assert "RGPD" in text
    answer.get_by_role("button", name="Copiar la carta").click()
    expect(answer.get_by_role("button", name="Copiada")).to_be_visible()
    assert chat.page.evaluate("navigator.clipboard.readText()").strip() == text.strip()
    chat.picture("letter")


def test_the_letter_fits_a_phone(visit: Visit) -> None:
    chat = visit(viewport=PHONE)
    chat.ask("soy colombiana, escríbeme una carta para borrar mis datos")
    assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    chat.picture("letter-phone")
