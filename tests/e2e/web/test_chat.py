"""The chat page, as a person uses it."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Clara
from tests.e2e.web.conftest import PHONE, Chat, Visit

pytestmark = pytest.mark.e2e
_PURPOSE = "¿Para qué usan mi ubicación?"
_STARTERS = 6


def conversation_of(chat: Chat) -> str:
    """The id of the conversation, from the tab's storage."""
    stored = chat.page.evaluate("JSON.parse(sessionStorage.getItem('clara:conversation')).conversation")
    return str(stored)


def test_the_greeting_says_what_clara_is(chat: Chat) -> None:
    expect(chat.page.locator(".greeting")).to_contain_text("política de privacidad de Netflix")
    expect(chat.page.locator(".greeting")).to_contain_text(
        "no soy Netflix y no guardo nada que te identifique"
    )
    expect(chat.page.locator(".chip")).to_have_count(_STARTERS)
    expect(chat.page.get_by_role("heading", level=1)).to_have_text("Clara")
    chat.picture("chat-start")


@pytest.mark.parametrize("number", range(_STARTERS))
def test_each_first_question_has_an_answer(chat: Chat, number: int) -> None:
    starter = chat.page.locator(".chip").nth(number)
    title = starter.inner_text()
    starter.click()
    answer = chat.answer_to(title)
    assert answer.get_attribute("data-status") in ("answered", "not_in_policy")
    expect(answer.locator("details")).to_be_visible()


def test_a_follow_up_keeps_the_context(chat: Chat) -> None:
    chat.ask(_PURPOSE)
    expect(chat.ask("¿y con quién la comparten?")).to_contain_text("comunicar tus datos a")
    expect(chat.answers).to_have_count(2)


def test_suggested_questions_are_asked_as_they_read(chat: Chat) -> None:
    chat.ask(_PURPOSE)
    suggestion = chat.page.locator(".chip").first
    title = suggestion.inner_text()
    suggestion.click()
    expect(chat.asked.last).to_contain_text(title)
    assert chat.answer_to(title).get_attribute("data-status") == "answered"


def test_the_citation_opens_to_section_date_and_link(chat: Chat) -> None:
    answer = chat.ask(_PURPOSE)
    assert "Fuente" not in answer.locator(".text").inner_text()
    expect(answer.locator("details li").first).to_be_hidden()
    answer.locator("summary").click()
    place = answer.locator("details li").first
    expect(place).to_contain_text("Sección A")
    expect(place).to_contain_text(re.compile(r"Texto del \d+ de \w+ de 20\d\d"))
    link = place.get_by_role("link")
    assert (link.get_attribute("href") or "").startswith("https://help.netflix.com/")
    assert link.get_attribute("rel") == "noopener noreferrer"
    chat.picture("chat-citation")


def test_silence_of_the_policy_looks_different(chat: Chat) -> None:
    answered, silent = chat.ask(_PURPOSE), chat.ask("¿guardan datos de mi salud?")
    expect(silent.locator(".badge")).to_have_text("La política no lo dice")
    expect(answered.locator(".badge")).to_have_count(0)
    ground = "e => getComputedStyle(e).backgroundColor"
    assert answered.evaluate(ground) != silent.evaluate(ground)
    chat.picture("chat-silent")


def test_a_question_back_has_buttons(chat: Chat) -> None:
    assert chat.ask("mis datos").get_attribute("data-status") == "clarify"
    choices = chat.page.locator("[data-kind=choice] .chip")
    expect(choices.first).to_be_visible()
    title = choices.first.inner_text()
    choices.first.click()
    assert chat.answer_to(title).get_attribute("data-status") == "answered"
    expect(choices).to_have_count(0)


def test_a_double_question_gets_two_answers(chat: Chat) -> None:
    chat.ask("¿qué datos guardan de mi voz y con quién la comparten?")
    expect(chat.answers).to_have_count(2)


def votes(server: Clara) -> list[tuple[str, ...]]:
    with sqlite3.connect(server.knowledge.with_name("votes.db")) as database:
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'vote'").fetchall():
            return []  # nobody has voted yet
        return database.execute("SELECT aspect, concepts, status, vote FROM vote").fetchall()


def test_a_vote_is_stored_without_the_person(chat: Chat, server: Clara) -> None:
    before = Counter(votes(server))
    answer = chat.ask("¿con quién comparten mi correo electrónico?")
    answer.get_by_role("button", name="Sí, me sirvió").click()
    expect(chat.page.get_by_text("nada sobre ti")).to_have_count(1)
    [stored] = Counter(votes(server)) - before
    assert stored[0] == "sharing"
    assert "email" in stored[1].split()
    assert stored[2:] == ("answered", "up")
    answer.get_by_role("button", name="No me sirvió").click()
    expect(answer.get_by_role("button", name="No me sirvió")).to_have_attribute("aria-pressed", "true")
    expect(answer.get_by_role("button", name="Sí, me sirvió")).to_have_attribute("aria-pressed", "false")
    expect(chat.page.get_by_text("nada sobre ti")).to_have_count(1)
    assert list(Counter(votes(server)) - before) == [(*stored[:3], "down")]
    with sqlite3.connect(server.knowledge.with_name("votes.db")) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(vote)")]
    assert columns == ["id", "day", "aspect", "concepts", "status", "vote"]
    assert conversation_of(chat).encode() not in server.knowledge.with_name("votes.db").read_bytes()


def test_small_talk_is_not_voted_on(chat: Chat) -> None:
    expect(chat.ask("gracias").locator(".thumb")).to_have_count(0)


def test_erasing_erases_on_the_server_and_says_so(chat: Chat, server: Clara) -> None:
    chat.ask(_PURPOSE)
    erased = conversation_of(chat)
    chat.button("Borrar conversación").click()
    chat.picture("chat-erase")
    chat.page.get_by_role("button", name="Borrar", exact=True).click()
    expect(chat.page.locator(".note")).to_have_text("Conversación borrada, aquí y en el servidor.")
    expect(chat.answers).to_have_count(0)
    expect(chat.page.locator(".chip")).to_have_count(_STARTERS)
    assert httpx.delete(f"{server.url}/chat/conversations/{erased}").json() == {"erased": False}
    expect(chat.question).to_be_focused()
    chat.ask("¿y mi correo?")
    assert conversation_of(chat) != erased
    again = {"conversation": erased, "id": "0123456789abcdef", "text": "¿y mi correo?"}
    reply = httpx.post(f"{server.url}/chat/messages", json=again).json()
    assert (reply["began"], reply["messages"][0]["answer"]["aspect"]) == (True, "collection")


def test_erasing_can_be_thought_better_of(chat: Chat) -> None:
    chat.ask(_PURPOSE)
    chat.button("Borrar conversación").click()
    chat.button("Cancelar").click()
    expect(chat.page.get_by_role("dialog")).to_be_hidden()
    expect(chat.answers).to_have_count(1)


def test_the_conversation_is_downloaded_as_text(chat: Chat) -> None:
    answer = chat.ask(_PURPOSE).locator(".text").inner_text()
    with chat.page.expect_download() as download:
        chat.button("Descargar conversación").click()
    assert download.value.suggested_filename == "conversacion-con-clara.txt"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert f"Tú: {_PURPOSE}" in text
    assert answer in text
    assert "Fuente: Declaración de privacidad de Netflix (" in text


def test_the_tab_remembers_and_a_new_one_does_not(chat: Chat, server: Clara) -> None:
    chat.ask(_PURPOSE)
    chat.page.reload()
    expect(chat.answers).to_have_count(1)
    expect(chat.ask("¿y con quién la comparten?")).to_contain_text("comunicar tus datos a")
    other = Chat(chat.page.context.new_page())
    other.page.goto(server.url)
    expect(other.page.locator(".chip")).to_have_count(_STARTERS)
    expect(other.answers).to_have_count(0)


def test_an_address_can_ask(visit: Visit) -> None:
    chat = visit("/#pregunta=%C2%BFvenden%20mis%20datos%3F")
    chat.answer_to("¿venden mis datos?")
    assert chat.page.url.endswith("/")
    chat.page.evaluate("location.hash = '#pregunta=' + encodeURIComponent('¿y mi correo?')")
    chat.answer_to("¿y mi correo?")
    expect(chat.asked).to_have_count(2)


@pytest.mark.parametrize(
    "fragment", ["#clara", "#otra", "#pregunta=", "#pregunta=%E0%A4%A", "#pregunta=+%20"]
)
def test_an_address_that_asks_nothing_does_no_harm(visit: Visit, fragment: str) -> None:
    chat = visit(f"/{fragment}")
    expect(chat.page.locator(".chip")).to_have_count(_STARTERS)
    expect(chat.asked).to_have_count(0)
    assert chat.console == []


def test_the_limit_is_counted_near_the_end(chat: Chat) -> None:
    count = chat.page.locator("#count")
    chat.question.fill("a" * 899)
    expect(count).to_be_empty()
    chat.question.fill("ñ" * 999)
    expect(count).to_have_text("Te queda 1 carácter")
    chat.question.fill("a" * 1012)
    expect(count).to_have_text("Sobran 12 caracteres: acorta un poco")
    chat.picture("chat-limit")
    chat.question.press("Enter")
    chat.button("Enviar").click(force=True)
    expect(chat.asked).to_have_count(0)
    chat.question.fill("🍿" * 1000)
    expect(count).to_have_text("Te quedan 0 caracteres")
    chat.question.press("Enter")
    expect(chat.answers).to_have_count(1)


def test_shift_and_enter_begin_a_line(chat: Chat) -> None:
    chat.question.fill("¿venden")
    chat.question.press("Shift+Enter")
    chat.question.press_sequentially("mis datos?")
    expect(chat.asked).to_have_count(0)
    chat.question.press("Enter")
    expect(chat.answers).to_have_count(1)


def test_a_phone_has_room_for_it_all(visit: Visit) -> None:
    chat = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    expect(chat.page.locator(".chip")).to_have_count(_STARTERS)
    chat.picture("phone-start")
    chat.page.locator(".chip").first.tap()
    expect(chat.answers).to_have_count(1)
    expect(chat.question).not_to_be_focused()
    chat.picture("phone-answer")
    width = "document.documentElement.scrollWidth <= innerWidth"
    assert chat.page.evaluate(width)
    scroller = chat.page.locator(".scroller")
    assert scroller.evaluate("e => e.scrollWidth <= e.clientWidth")
    expect(chat.question).to_be_in_viewport()


@pytest.mark.parametrize("size", ["16px", "24px"])
def test_measures_follow_the_size_of_letters(chat: Chat, size: str) -> None:
    chat.page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
    chip = chat.page.locator(".chip").first
    assert chip.evaluate("e => getComputedStyle(e).fontSize") == size
    assert chip.evaluate("e => getComputedStyle(e).paddingLeft") == size
    greeting = chat.page.locator(".greeting").bounding_box()
    header = chat.page.locator("header").bounding_box()
    assert greeting and header
    assert greeting["y"] - header["height"] >= 16


def test_dark_and_light_follow_the_system(visit: Visit) -> None:
    ground = "getComputedStyle(document.querySelector('clara-chat')).backgroundColor"
    light, dark = visit(color_scheme="light"), visit(color_scheme="dark")
    dark.ask("¿guardan datos de mi salud?")
    dark.picture("chat-dark")
    assert light.page.evaluate(ground) != dark.page.evaluate(ground)


def test_the_map_is_a_click_away(chat: Chat, server: Clara) -> None:
    link = chat.page.get_by_role("link", name="Mapa de tus datos")
    assert link.evaluate("e => e.href") == f"{server.url}/mapa"
