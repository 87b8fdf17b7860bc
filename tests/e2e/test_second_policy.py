"""Another policy, chosen by configuration: its questions are answered from its content, by the same model."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.e2e.conftest import Clara, running

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clara]:
    """A Clara that explains the made-up policy."""
    with running(tmp_path_factory.mktemp("zancada"), CLARA_POLICY="zancada") as clara:
        yield clara


@pytest.mark.parametrize(
    ("question", "aspect", "fact"),
    [
        ("¿Qué datos recoge Zancada?", "collection", "zan-datos"),
        ("¿guardan datos de mi salud?", "collection", "zan-salud"),
        ("¿para qué usan mi ubicación?", "purpose", "zan-uso-ubicacion"),
        ("zancada comparte mis datos con alguien?", "sharing", "zan-comparte"),
        ("¿cuánto tiempo guardan mi ubicación?", "retention", "zan-plazo-ubicacion"),
        ("¿están cifrados mis datos?", "security", "zan-cifrado"),
        ("¿cómo borro mi cuenta?", "control", "zan-borrar"),
        ("¿qué derechos tengo?", "rights", "zan-derechos"),
        ("¿qué es un dato personal?", "definition", "def-dato-personal"),
        ("¿qué cambió en la política?", "changes", "zan-salud"),
        ("¿antes también recogían mi ubicación?", "changes", "zan-ubicacion-2024"),
        ("¿quién eres?", "bot", "bot-que-es"),
    ],
)
def test_its_questions_are_answered_from_its_content(
    other: Clara, question: str, aspect: str, fact: str
) -> None:
    answer = other.other().ask(question)
    assert (answer["policy"], answer["status"]) == ({"id": "zancada", "version": "2026-03-01"}, "answered")
    assert answer["aspect"] == aspect
    assert fact in [told["id"] for told in answer["facts"]]


@pytest.mark.parametrize("place", ["España", "Estados Unidos", "Puerto Rico", "Chile", "Bolivia"])
def test_the_law_of_a_country_is_told_for_its_company(other: Clara, place: str) -> None:
    clara = other.other()
    said = [
        clara.say(f"vivo en {place}"),
        clara.say("¿qué derechos tengo?"),
        clara.say("¿ante quién reclamo?"),
    ]
    said += [
        clara.say("si la mando hoy, ¿cuándo deben contestar?"),
        clara.say("escríbeme la carta de acceso"),
    ]
    assert "privacidad@zancada.example" in str(said[-1])
    assert place in str(said[1])
    assert "Netflix" not in str(said)


def test_where_it_is_silent_that_is_said(other: Clara) -> None:
    assert other.other().ask("¿recogen mi voz?")["status"] == "not_in_policy"
    assert other.other().ask("¿mi casero puede ver mis datos?")["status"] == "not_in_policy"


@pytest.mark.parametrize("text", ["hola", "ayuda", "¿qué tiempo hace mañana en Lima?", "cuéntame más"])
def test_all_that_is_said_names_its_company(other: Clara, text: str) -> None:
    said = str(other.other().say(text))
    assert "Zancada" in said
    assert "Netflix" not in said


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/mapa",
        "/mapa?datos=nada",
        "/cambios",
        "/cambios.atom",
        "/assets/element.js",
        "/api/policy",
        "/api/changes",
    ],
)
def test_all_pages_name_its_company(other: Clara, address: str) -> None:
    text = httpx.get(f"{other.url}{address}", timeout=30).text
    assert "Zancada" in text
    assert "Netflix" not in text


def test_its_changes_are_told_with_both_dates(other: Clara) -> None:
    text = other.other().text("¿antes también recogían mi ubicación?")
    assert "Antes (15 de junio de 2024): recogía tu ubicación también con la app cerrada." in text
    assert "Ahora (1 de marzo de 2026): Recoge tu ubicación exacta" in text
