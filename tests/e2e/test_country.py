"""The person's country over HTTP: told, asked for with buttons, withheld, never guessed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.conftest import Clara
from tests.e2e.test_rest import CONTRACT

pytestmark = pytest.mark.e2e


def test_country_and_question_in_one_turn(clara: Clara) -> None:
    answer = clara.ask("vivo en Perú, ¿cómo pido que borren mis datos?")
    CONTRACT.validate({"answer": answer})
    assert answer["jurisdiction"] == "PE"
    assert "ley-pe-derechos" in [fact["id"] for fact in answer["facts"]]


def test_the_buttons_tell_the_country_and_the_question_goes_on(clara: Clara) -> None:
    said, answer = clara.say("¿Qué derechos tengo sobre mis datos?")
    assert answer["custom"]["answer"]["jurisdiction"] is None
    buttons = {button["title"]: button["payload"] for button in said["buttons"]}
    told = clara.ask(buttons["Colombia"])
    assert (told["aspect"], told["jurisdiction"]) == ("rights", "CO")
    assert clara.ask("no, ahora estoy en Chile")["jurisdiction"] == "CL"


def test_a_country_may_be_withheld_by_button_and_in_words(clara: Clara) -> None:
    said, _ = clara.say("¿ante quién reclamo?")
    buttons = {button["title"]: button["payload"] for button in said["buttons"]}
    assert clara.ask(buttons["Prefiero no decirlo"])["jurisdiction"] is None
    other = clara.other()
    other.say("¿ante quién reclamo?")
    assert other.ask("prefiero no decirlo")["jurisdiction"] is None


@pytest.mark.parametrize("place", ["Chile", "Perú", "Panamá", "Guatemala", "Bolivia", "España"])
def test_by_when_an_answer_is_due_is_told_wherever_one_lives(clara: Clara, place: str) -> None:
    clara.say(f"vivo en {place}")
    answer = clara.ask("si la mando hoy, ¿cuándo deben contestar?")
    CONTRACT.validate({"answer": answer})
    assert (answer["aspect"], answer["status"]) == ("rights", "answered")
    assert clara.text("¿y si la mando mañana?") != clara.text("si la mando hoy, ¿cuándo deben contestar?")


def test_the_letter_comes_whole_in_one_message(clara: Clara) -> None:
    clara.say("soy mexicana")
    said, custom = clara.say("escríbeme la solicitud para que borren mis datos")
    answer: dict[str, Any] = custom["custom"]["answer"]
    CONTRACT.validate({"answer": answer})
    assert answer["letter"]["text"] in said["text"]
    assert "cancelación" in answer["letter"]["text"]
    assert "[tu nombre]" in answer["letter"]["text"]


def test_nothing_but_words_tells_a_country(clara: Clara) -> None:
    headers = {"Accept-Language": "es-MX", "X-Forwarded-For": "189.240.0.1", "CF-IPCountry": "MX"}
    body = {"sender": clara.sender, "message": "mi teléfono es +52 55 1234 5678, ¿qué derechos tengo?"}
    _, answer = clara.post(json=body, headers=headers).json()
    assert answer["custom"]["answer"]["jurisdiction"] is None


@pytest.mark.parametrize(
    "payload", ['/tell_country{"country": ["ZZ"]}', '/tell_country{"country": ["MX\'; DROP"]}']
)
def test_a_made_up_country_is_no_country(clara: Clara, payload: str) -> None:
    assert clara.text(payload)
    assert clara.ask("¿qué derechos tengo?")["jurisdiction"] is None


def test_conversations_do_not_share_a_country(clara: Clara) -> None:
    clara.say("vivo en Uruguay")
    assert clara.ask("¿qué derechos tengo?")["jurisdiction"] == "UY"
    assert clara.other().ask("¿qué derechos tengo?")["jurisdiction"] is None
