"""The REST channel of a running server: good questions, and anything else that may be posted to it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.e2e.conftest import PROJECT, Clara

pytestmark = pytest.mark.e2e
SCHEMA = json.loads((PROJECT / "actions" / "answer.schema.json").read_text())
CONTRACT = Draft202012Validator(SCHEMA)


@pytest.mark.parametrize(
    ("question", "aspect", "concept", "status"),
    [
        ("¿para qué usan mi ubicación?", "purpose", "location", "answered"),
        ("q datos de mi tele guardan", "collection", "device_info", "answered"),
        ("¿con quién comparten mi correo electrónico?", "sharing", "email", "answered"),
        ("¿cómo borro mi historial?", "control", "viewing_history", "answered"),
        ("¿guardan datos de mi salud?", "collection", "health", "not_in_policy"),
        ("¿qué es una cookie?", "definition", "cookies", "answered"),
        ("¿cuánto tiempo guardan mis datos?", "retention", None, "answered"),
        ("¿cuánto cuesta el plan con anuncios?", "overview", None, "out_of_scope"),
    ],
)
def test_a_question_is_answered_by_the_contract(
    clara: Clara, question: str, aspect: str, concept: str | None, status: str
) -> None:
    answer = clara.ask(question)
    CONTRACT.validate({"answer": answer})
    assert (answer["aspect"], answer["status"]) == (aspect, status)
    assert concept is None or concept in answer["concepts"]


def test_a_text_cites_stays_short_and_offers_what_works(clara: Clara) -> None:
    messages = clara.say("¿para qué usan mi ubicación?")
    text = messages[0]["text"]
    assert text.splitlines()[-1].startswith("Fuente")
    assert len(text) <= 600
    for button in messages[0]["buttons"]:
        # More of an answer is told where that was given; other questions stand by themselves.
        asked = clara if button["payload"] == "/ask_more" else clara.other()
        assert asked.ask(button["payload"])["status"] == "answered"


def test_follow_ups_keep_what_they_leave_out(clara: Clara) -> None:
    assert clara.ask("¿para qué usan mi ubicación?")["aspect"] == "purpose"
    second = clara.ask("¿y mi correo?")
    assert (second["aspect"], second["concepts"]) == ("purpose", ["email"])
    assert "custom" not in clara.say("gracias")[0]
    third = clara.ask("¿y con quién lo comparten?")
    assert (third["aspect"], third["concepts"]) == ("sharing", ["email", "third_parties"])
    fresh = clara.ask("¿qué derechos tengo sobre mis datos?")
    assert fresh["aspect"] == "rights"
    # The rights that the answer names, and nothing of the turns before.
    assert {"access", "rectification", "erasure"} <= set(fresh["concepts"])
    assert "email" not in fresh["concepts"]


def test_a_double_question_gets_two_answers(clara: Clara) -> None:
    answers = clara.answers("¿qué datos guardan de mi voz y con quién la comparten?")
    assert [(a["aspect"], a["concepts"]) for a in answers] == [
        ("collection", ["voice"]),
        ("sharing", ["voice", "third_parties"]),
    ]


def test_more_gives_the_rest_and_then_says_so(clara: Clara) -> None:
    first = clara.ask("¿qué cookies usan?")
    more = clara.ask("cuéntame más")
    assert not {f["id"] for f in first["facts"]} & {f["id"] for f in more["facts"]}


def test_a_vague_word_is_asked_back_once(clara: Clara) -> None:
    first, second = clara.ask("mis datos"), clara.ask("mis datos")
    assert (first["status"], second["status"]) == ("clarify", "answered")
    CONTRACT.validate({"answer": first})


def test_conversations_do_not_mix(clara: Clara) -> None:
    clara.ask("¿para qué usan mi ubicación?")
    assert clara.other().ask("¿y mi correo?")["aspect"] == "collection"


@pytest.mark.parametrize(
    "text",
    [
        "🍿🍿🍿",
        "<script>alert(1)</script>",
        "'; DROP TABLE fact; --",
        "a" * 3999,
        "¿" * 500,
        "%s %n {0} {label}",
        "\u202e\u200bhola\x00",
        '/ask_sharing{"concept": "nothing"}',
        "/ask_sharing{bad json",
        "/nothing",
        '/ask_sharing{"concept": 5}',
        "/restart",
        "/session_start",
        "EXTERNAL: hola",
    ],
)
def test_odd_texts_get_a_reply(clara: Clara, text: str) -> None:
    response = clara.post(json={"sender": clara.sender, "message": text})
    assert response.status_code == 200
    assert "Traceback" not in response.text
    assert clara.ask("¿venden mis datos?")["status"] == "answered"


@pytest.mark.parametrize(
    "request_",
    [
        {"json": {"sender": "a", "message": ""}},
        {"json": {"sender": "a", "message": "  \n\x00 "}},
        {"json": {"sender": "a", "message": "///"}},
        {"json": {"sender": "a"}},
        {"json": {"sender": "a", "message": 7}},
        {"json": {"sender": "a", "message": ["hola"]}},
        {"json": {"sender": {"$ne": 1}, "message": "hola"}},
        {"json": {"sender": "a" * 201, "message": "hola"}},
        {"json": {"sender": "a", "message": "a" * 4001}},
        {"json": ["hola"]},
        {"json": None},
        {"content": b"{"},
        {"content": b"\xff\xfe"},
        {"content": b""},
        {"content": b"[" * 5000},
        {"json": {"sender": "a", "message": "a" * 100_000}},
    ],
)
def test_bad_requests_are_refused_in_words(clara: Clara, request_: dict[str, Any]) -> None:
    response = clara.post(**request_)
    assert 400 <= response.status_code < 500
    assert "Traceback" not in response.text
    assert response.json()


def test_a_missing_sender_gets_a_conversation_of_its_own(clara: Clara) -> None:
    first, second = (clara.post(json={"message": "hola"}).json()[0]["recipient_id"] for _ in range(2))
    assert first != second


def test_the_api_is_closed(clara: Clara) -> None:
    for path in ("/conversations/a/tracker", "/domain", "/model/parse", "/status"):
        assert httpx.get(clara.url + path).status_code == 404


def test_a_broken_knowledge_base_is_said_kindly_and_mended_without_a_restart(clara: Clara) -> None:
    away = clara.knowledge.with_suffix(".away")
    clara.knowledge.rename(away)
    try:
        messages = clara.say("¿venden mis datos?")
        assert len(messages) == 1
        assert "Inténtalo de nuevo" in messages[0]["text"]
        clara.knowledge.write_bytes(b"this is no database" * 100)
        assert "Inténtalo de nuevo" in clara.text("¿venden mis datos?")
    finally:
        shutil.move(away, clara.knowledge)
    assert clara.ask("¿venden mis datos?")["status"] == "answered"
    assert "knowledge base trouble" in clara.log.read_text()


def test_new_content_is_live_without_a_restart(clara: Clara, tmp_path: Path) -> None:
    fact = clara.ask("¿para qué usan mi ubicación?")["facts"][0]["id"]
    copy = tmp_path / "project"
    for folder in ("knowledge", "bot"):
        shutil.copytree(PROJECT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    file = copy / "knowledge" / "content" / "netflix" / "facts" / "purpose.yaml"
    page = yaml.safe_load(file.read_text())
    next(entry for entry in page["facts"] if entry["id"] == fact)["text"] = "Texto corregido."
    file.write_text(yaml.safe_dump(page, allow_unicode=True))
    environment = {**os.environ, "CLARA_DATABASE_URL": f"sqlite:///{clara.knowledge}"}
    load = [sys.executable, "-m", "bot", "kb", "load"]
    subprocess.run(load, cwd=copy, env={**environment, "PYTHONPATH": str(copy)}, check=True)
    try:
        assert "Texto corregido." in clara.text("¿para qué usan mi ubicación?")
    finally:
        subprocess.run(load, cwd=PROJECT, env=environment, check=True)


def test_the_log_keeps_nothing_that_people_wrote(clara: Clara) -> None:
    clara.say("mi palabra secreta es abracadabrante")
    clara.post(json={"sender": "a", "message": ["abracadabrante"]})
    assert "abracadabrante" not in clara.log.read_text()
