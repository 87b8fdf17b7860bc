"""What keeps the chat safe: headers, ids, origins, and text that never becomes HTML."""

from __future__ import annotations

import secrets
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Clara
from tests.e2e.web.conftest import Chat, Visit

pytestmark = pytest.mark.e2e
_ATTACKS = [
    "<img src=x onerror=window.hacked=1>",
    "<script>window.hacked=1</script>",
    "<svg/onload=window.hacked=1>",
    "[clic](javascript:window.hacked=1)",
    "**<b onmouseover=window.hacked=1>x</b>**",
    '"><iframe srcdoc="<script>parent.hacked=1</script>">',
    "${window.hacked=1}{{window.hacked=1}}",
    "javascript:window.hacked=1",
]


def ids(**others: Any) -> dict[str, Any]:
    return {"conversation": secrets.token_hex(24), "id": secrets.token_hex(12), **others}


def test_a_visit_asks_nothing_of_other_hosts_and_leaves_no_cookie(chat: Chat, server: Clara) -> None:
    chat.ask("¿Para qué usan mi ubicación?").get_by_role("button", name="Sí, me sirvió").click()
    chat.page.locator(".chip").first.click()
    expect(chat.answers).to_have_count(2)
    chat.page.goto(f"{server.url}/#pregunta=hola")
    assert chat.hosts() == {server.url.partition("://")[2]}
    assert chat.page.context.cookies() == []
    assert chat.page.evaluate("localStorage.length") == 0
    assert chat.console == []


@pytest.mark.parametrize("attack", _ATTACKS)
def test_what_a_person_writes_stays_text(chat: Chat, attack: str) -> None:
    chat.ask(attack)
    expect(chat.asked.last.locator("p")).to_contain_text(attack)
    assert chat.page.evaluate("window.hacked") is None
    assert chat.asked.last.locator("p *:not(.unseen)").count() == 0


@pytest.mark.parametrize("attack", _ATTACKS)
def test_what_comes_back_stays_text(chat: Chat, attack: str) -> None:
    citation = {
        "fact": "f",
        "source": attack,
        "section": attack,
        "url": "javascript:window.hacked=1",
        "as_of": None,
    }
    answer = {"aspect": "purpose", "concepts": [], "status": "answered", "citations": [citation]}
    said = {
        "text": f"{attack}\n• {attack}",
        "buttons": [{"title": attack, "payload": attack}],
        "answer": answer,
    }
    chat.page.route(
        "**/chat/messages", lambda r: r.fulfill(json={"messages": [said], "began": True}), times=1
    )
    shown = chat.ask("hola")
    shown.locator("summary").click()
    expect(shown.locator(".section")).to_have_text(attack)
    expect(chat.page.locator(".chip")).to_have_text(attack)
    assert chat.page.evaluate("window.hacked") is None
    assert shown.locator("img, script, iframe, b, a").count() == 0


def test_bold_lists_and_links_are_shown_as_such(chat: Chat) -> None:
    text = "Esto es **importante**:\n• uno\n• dos: https://help.netflix.com/legal/privacy."
    said: dict[str, Any] = {"text": text, "buttons": [], "answer": None}
    chat.page.route(
        "**/chat/messages", lambda r: r.fulfill(json={"messages": [said], "began": True}), times=1
    )
    shown = chat.ask("hola")
    expect(shown.locator("strong")).to_have_text("importante")
    expect(shown.locator("li")).to_have_count(2)
    expect(shown.get_by_role("link")).to_have_attribute("href", "https://help.netflix.com/legal/privacy")


def test_an_attack_in_the_address_stays_text(visit: Visit) -> None:
    chat = visit("/#pregunta=%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D1%3E")
    expect(chat.asked).to_contain_text("<img src=x onerror=window.hacked=1>")
    assert chat.page.evaluate("window.hacked") is None


def test_an_inline_script_would_not_run(chat: Chat) -> None:
    chat.page.evaluate("""() => {
        const script = document.createElement('script');
        const button = document.createElement('button');
        const attempts = [
            () => { script.textContent = 'window.hacked = 1'; document.body.append(script); },
            () => { button.setAttribute('onclick', 'window.hacked = 1'); button.click(); },
            () => { document.body.innerHTML = '<img src=x onerror="window.hacked = 1">'; },
            () => { setTimeout('window.hacked = 1'); },
        ];
        for (const attempt of attempts) try { attempt(); } catch {}
    }""")
    assert chat.page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in line or "TrustedScript" in line for line in chat.console)


@pytest.mark.parametrize(
    "path", ["/", "/widget.js", "/assets/element.js", "/nothing", "/webhooks/rest/", "/chat/messages"]
)
def test_every_response_is_guarded(server: Clara, path: str) -> None:
    headers = httpx.get(server.url + path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "Set-Cookie" not in headers
    assert "Access-Control-Allow-Origin" not in headers
    assert "rasa" not in str(headers).lower()


def test_files_beside_the_site_are_not_served(server: Clara) -> None:
    for path in (
        "/assets/..%2Fbuild.json",
        "/assets/../../site.py",
        "/assets/%2e%2e/index.html",
        "/static/",
        "/version",
    ):
        assert httpx.get(server.url + path).status_code == 404


def test_files_are_compressed_and_not_sent_twice(server: Clara) -> None:
    first = httpx.get(f"{server.url}/assets/element.js")
    assert first.headers["Content-Encoding"] == "gzip"
    again = httpx.get(f"{server.url}/assets/element.js", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = httpx.get(f"{server.url}/assets/element.js", headers={"Accept-Encoding": "identity"})
    assert plain.content == first.content


@pytest.mark.parametrize(
    ("path", "request_", "status", "code"),
    [
        ("messages", {"json": ids(text="hola", conversation="0" * 48)}, 400, "bad_request"),
        ("messages", {"json": ids(text="hola", conversation="me")}, 400, "bad_request"),
        ("messages", {"json": ids(text="hola", conversation=7)}, 400, "bad_request"),
        ("messages", {"json": ids(text="hola", id="1")}, 400, "bad_request"),
        ("messages", {"json": ids(text="hola", id="../../../../../../etc")}, 400, "bad_request"),
        ("messages", {"json": ids(text=["hola"])}, 400, "bad_request"),
        ("messages", {"json": ids(text="hola", sender="other")}, 400, "bad_request"),
        ("messages", {"json": ids()}, 400, "bad_request"),
        ("messages", {"json": []}, 400, "bad_request"),
        ("messages", {"json": [[1, 2]]}, 400, "bad_request"),
        ("votes", {"json": [[1, 2]]}, 400, "bad_request"),
        ("messages", {"json": ids(text="")}, 400, "empty"),
        ("messages", {"json": ids(text="\u200b///")}, 400, "empty"),
        ("messages", {"json": ids(text="a" * 1001)}, 400, "too_long"),
        ("messages", {"json": ids(text="a" * 20_000)}, 413, "too_big"),
        ("messages", {"content": b"{}"}, 415, "not_json"),
        ("messages", {"content": b"{", "headers": {"Content-Type": "application/json"}}, 400, "bad_request"),
        (
            "messages",
            {"content": b"[" * 5000, "headers": {"Content-Type": "application/json"}},
            400,
            "bad_request",
        ),
        (
            "votes",
            {"json": {"conversation": secrets.token_hex(24), "message": "m", "part": 0, "vote": "up"}},
            404,
            "forgotten",
        ),
        (
            "votes",
            {"json": {"conversation": secrets.token_hex(24), "message": "m", "part": 0, "vote": "x"}},
            400,
            "bad_request",
        ),
    ],
)
def test_bad_requests_are_refused_in_words(
    server: Clara, path: str, request_: dict[str, Any], status: int, code: str
) -> None:
    response = httpx.post(f"{server.url}/chat/{path}", **request_)
    assert (response.status_code, response.json()["error"]) == (status, code)
    assert response.json()["message"][0].isupper()


def test_only_what_buttons_send_passes_as_understood(server: Clara) -> None:
    for text in ('/ask_sharing{"aspect": ["x"]}', "/restart", "/session_start"):
        reply = httpx.post(f"{server.url}/chat/messages", json=ids(text=text))
        assert reply.status_code == 200
        assert reply.json()["messages"]


def test_other_conversations_are_out_of_reach(server: Clara) -> None:
    mine = ids(text="¿Para qué usan mi ubicación?")
    httpx.post(f"{server.url}/chat/messages", json=mine).raise_for_status()
    other = httpx.post(f"{server.url}/chat/messages", json=ids(text="¿y mi correo?")).json()
    assert other["messages"][0]["answer"]["aspect"] == "collection"
    vote = {"conversation": secrets.token_hex(24), "message": mine["id"], "part": 0, "vote": "up"}
    assert httpx.post(f"{server.url}/chat/votes", json=vote).status_code == 404
    for part in (-1, 1, 10**9):
        wrong = {**vote, "conversation": mine["conversation"], "part": part}
        assert httpx.post(f"{server.url}/chat/votes", json=wrong).status_code == 404
    for name in ("x", "0" * 48, "..%2F..%2Fetc"):
        assert httpx.delete(f"{server.url}/chat/conversations/{name}").status_code == 404


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1", "http://localhost:1"])
def test_other_origins_are_refused(server: Clara, origin: str) -> None:
    headers = {"Origin": origin}
    for response in (
        httpx.post(f"{server.url}/chat/messages", json=ids(text="hola"), headers=headers),
        httpx.options(
            f"{server.url}/chat/messages", headers={**headers, "Access-Control-Request-Method": "POST"}
        ),
        httpx.delete(f"{server.url}/chat/conversations/{secrets.token_hex(24)}", headers=headers),
    ):
        assert response.status_code == 403
        assert "Access-Control-Allow-Origin" not in response.headers


def test_the_operators_origins_are_let_in_without_credentials(server: Clara, embedding_port: int) -> None:
    origin = f"http://127.0.0.1:{embedding_port}"
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    preflight = httpx.options(f"{server.url}/chat/messages", headers=headers)
    assert preflight.headers["Access-Control-Allow-Origin"] == origin
    assert "Access-Control-Allow-Credentials" not in preflight.headers
    reply = httpx.post(f"{server.url}/chat/messages", json=ids(text="hola"), headers={"Origin": origin})
    assert (reply.status_code, reply.headers["Access-Control-Allow-Origin"]) == (200, origin)
    assert reply.headers["Vary"] == "Origin"
