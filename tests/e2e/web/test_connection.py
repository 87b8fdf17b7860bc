"""What the chat does when the connection or the server goes away: nothing is lost, nothing is doubled."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Route, expect

from tests.e2e.conftest import Clara, running
from tests.e2e.web.conftest import Chat, Visit
from tests.ports import free_port

pytestmark = pytest.mark.e2e
_MESSAGES = "**/chat/messages"
_PURPOSE = "¿Para qué usan mi ubicación?"
_WRITE_AND_SEND = """async () => {
    const root = document.querySelector('clara-chat').shadowRoot;
    const composer = root.querySelector('clara-composer').shadowRoot;
    const field = composer.querySelector('textarea');
    field.value = '¿venden mis datos?';
    field.dispatchEvent(new InputEvent('input', {bubbles: true}));
    const enter = () => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', cancelable: true}));
    enter(); enter();
    composer.querySelector('button').click();
    await new Promise(requestAnimationFrame);
    const writing = root.querySelector('.writing')?.textContent.trim();
    return {writing, asked: root.querySelectorAll('.person').length};
}"""


def hold(chat: Chat) -> list[Route]:
    """Keep messages from reaching the server until they are let go."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    chat.page.route(_MESSAGES, keep)
    return held


def sent(chat: Chat) -> int:
    return sum(url.endswith("/chat/messages") for url in chat.requests)


def test_work_is_visible_in_the_next_frame_and_sending_twice_is_impossible(chat: Chat) -> None:
    held = hold(chat)
    seen = chat.page.evaluate(_WRITE_AND_SEND)
    assert seen == {"writing": "Clara está escribiendo…", "asked": 1}
    chat.picture("chat-writing")
    chat.question.fill("¿y mi correo?")
    chat.question.press("Enter")
    expect(chat.asked).to_have_count(1)
    expect(chat.question).to_have_value("¿y mi correo?")
    assert len(held) == 1
    held[0].continue_()
    expect(chat.answers).to_have_count(1)
    expect(chat.page.locator(".writing")).to_have_count(0)
    assert sent(chat) == 1


def test_a_double_click_asks_once(chat: Chat) -> None:
    chat.page.locator(".chip").first.dblclick()
    expect(chat.answers).to_have_count(1)
    expect(chat.asked).to_have_count(1)
    assert sent(chat) == 1


def test_a_message_that_never_arrived_is_sent_again(chat: Chat) -> None:
    chat.page.route(_MESSAGES, lambda route: route.abort(), times=2)
    chat.question.fill(_PURPOSE)
    chat.question.press("Enter")
    expect(chat.page.get_by_text("Se ha perdido la conexión con Clara")).to_be_visible()
    chat.picture("chat-reconnecting")
    expect(chat.answers).to_have_count(1)
    expect(chat.page.get_by_text("Se ha perdido la conexión con Clara")).to_have_count(0)
    assert sent(chat) == 3


def test_a_reply_that_was_lost_is_given_again_and_the_message_not_taken_twice(chat: Chat) -> None:
    chat.ask(_PURPOSE)
    lost = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().json())
        route.abort()

    chat.page.route(_MESSAGES, lose, times=1)
    # Taken twice, it would tell what is next, and then that there is no more.
    again = chat.ask("cuéntame más")
    assert lost[0]["messages"][0]["text"].split("\n")[0] in again.locator(".text").inner_text()
    expect(chat.asked).to_have_count(2)
    expect(chat.answers).to_have_count(2)


def test_a_page_left_while_waiting_gets_its_answer_when_it_is_back(chat: Chat) -> None:
    held = hold(chat)
    chat.question.fill(_PURPOSE)
    chat.question.press("Enter")
    expect(chat.page.locator(".writing")).to_be_visible()
    chat.page.unroute(_MESSAGES)
    assert len(held) == 1
    chat.page.reload()
    expect(chat.answers).to_have_count(1)
    expect(chat.asked).to_have_count(1)


def test_a_refusal_is_told_in_words_and_can_be_tried_again(chat: Chat) -> None:
    words = "Algo ha fallado al responderte."
    refusal = {"status": 500, "json": {"error": "trouble", "message": words}}
    chat.page.route(_MESSAGES, lambda route: route.fulfill(**refusal), times=1)
    chat.question.fill(_PURPOSE)
    chat.question.press("Enter")
    expect(chat.page.get_by_text(words)).to_be_visible()
    chat.button("Reintentar").click()
    expect(chat.answers).to_have_count(1)
    expect(chat.asked).to_have_count(1)
    expect(chat.button("Reintentar")).to_have_count(0)


def test_a_pause_that_the_server_asks_for_is_kept_and_said_kindly(chat: Chat) -> None:
    words = "Vas más deprisa que yo. Espera un momento y sigue, por favor."
    refusal = {
        "status": 429,
        "headers": {"Retry-After": "1"},
        "json": {"error": "too_many", "message": words, "retry_after": 1},
    }
    chat.page.route(_MESSAGES, lambda route: route.fulfill(**refusal), times=2)
    chat.question.fill(_PURPOSE)
    chat.question.press("Enter")
    expect(chat.page.get_by_text("Clara recibe muchos mensajes ahora mismo.")).to_be_visible()
    chat.picture("chat-slowed")
    expect(chat.answers).to_have_count(1)
    expect(chat.asked).to_have_count(1)
    expect(chat.page.get_by_text("Clara recibe muchos mensajes ahora mismo.")).to_have_count(0)
    assert sent(chat) == 3


def test_a_long_pause_is_not_waited_for_but_told(chat: Chat) -> None:
    # As a proxy refuses: a page, no JSON.
    refusal = {"status": 429, "headers": {"Retry-After": "3600"}, "body": "<h1>Too Many Requests</h1>"}
    chat.page.route(_MESSAGES, lambda route: route.fulfill(**refusal), times=1)
    chat.question.fill(_PURPOSE)
    chat.question.press("Enter")
    chat.button("Reintentar").click()
    expect(chat.answers).to_have_count(1)
    assert sent(chat) == 2


def test_what_was_not_erased_is_not_said_to_be(chat: Chat) -> None:
    chat.ask(_PURPOSE)
    chat.page.route("**/chat/conversations/*", lambda route: route.abort(), times=1)
    chat.button("Borrar conversación").click()
    chat.page.get_by_role("button", name="Borrar", exact=True).click()
    expect(chat.page.get_by_text("No se ha borrado nada")).to_have_count(1)
    expect(chat.answers).to_have_count(1)
    expect(chat.page.get_by_text("Conversación borrada")).to_have_count(0)


def test_what_is_erased_while_it_is_answered_does_not_come_back(chat: Chat, server: Clara) -> None:
    chat.ask(_PURPOSE)
    erased = chat.page.evaluate("JSON.parse(sessionStorage.getItem('clara:conversation')).conversation")
    hold(chat)
    chat.question.fill("¿y mi correo?")
    chat.question.press("Enter")
    chat.button("Borrar conversación").click()
    chat.page.get_by_role("button", name="Borrar", exact=True).click()
    expect(chat.page.locator(".note")).to_have_text("Conversación borrada, aquí y en el servidor.")
    expect(chat.asked).to_have_count(0)
    expect(chat.button("Reintentar")).to_have_count(0)
    chat.page.unroute(_MESSAGES)
    chat.page.reload()
    expect(chat.page.locator(".chip")).to_have_count(6)
    expect(chat.asked).to_have_count(0)
    assert httpx.delete(f"{server.url}/chat/conversations/{erased}").json() == {"erased": False}


def test_a_vote_that_was_not_stored_is_taken_back(chat: Chat) -> None:
    answer = chat.ask(_PURPOSE)
    chat.page.route("**/chat/votes", lambda route: route.abort(), times=1)
    thumb = answer.get_by_role("button", name="Sí, me sirvió")
    thumb.click()
    expect(chat.page.get_by_text("No hay conexión con Clara.")).to_have_count(1)
    expect(thumb).to_have_attribute("aria-pressed", "false")


def test_a_server_that_restarts_in_between_is_waited_for(visit: Visit, tmp_path: Path) -> None:
    port = free_port()
    with running(tmp_path, port=port) as first:
        chat = visit(first.url)
        chat.ask(_PURPOSE)
    chat.question.fill("¿Venden mis datos?")
    chat.question.press("Enter")
    expect(chat.page.get_by_text("Se ha perdido la conexión con Clara")).to_be_visible()
    with running(tmp_path, port=port) as second:
        assert isinstance(second, Clara)
        expect(chat.answers).to_have_count(2, timeout=60_000)
        expect(chat.asked).to_have_count(2)
        expect(chat.page.locator(".note")).to_have_text(
            "Clara se ha reiniciado y no recuerda lo anterior. Si preguntabas por algo, nómbralo otra vez."
        )
        chat.picture("chat-restarted")
        chat.ask("¿y mi correo?")
        expect(chat.page.locator(".note")).to_have_count(1)
