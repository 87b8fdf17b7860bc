"""What plain words settle, whatever the classifier says."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.components.plain_requests import PlainRequests
from nlu.components.residence_finder import RESIDENCE
from nlu.components.turn_reader import READING


def read(text: str, *ranking: tuple[str, float], residence: dict[str, Any] | None = None) -> Message:
    """A message as the reader leaves it, then settled."""
    guesses = [{"name": name, "confidence": share} for name, share in ranking]
    parts = [{"text": text, "ranking": [{"intent": n, "confidence": c} for n, c in ranking], "mentions": []}]
    message = Message(
        {TEXT: text, INTENT: guesses[0], INTENT_RANKING_KEY: guesses, READING: {"parts": parts}}
    )
    if residence is not None:
        nothing = {"countries": [], "told": False, "rest": "", "denied": False, "declined": False}
        message.set(RESIDENCE, {**nothing, **residence})
    [settled] = PlainRequests().process([message])
    return settled


@pytest.mark.parametrize(
    ("text", "ranking", "residence", "intent"),
    [
        ("vivo en Chile", ("ask_transfer", 0.9), {"countries": ["CL"], "told": True}, "tell_country"),
        ("ya no vivo en Chile", ("ask_transfer", 0.9), {"countries": ["CL"], "denied": True}, "tell_country"),
        ("¿y en Chile?", ("ask_transfer", 0.9), {"countries": ["CL"]}, "follow_up"),
        (
            "soy de Lima y busco al responsable de los datos de un usuario para un trabajo. ¿Quién es?",
            ("ask_contact", 0.9),
            {
                "countries": ["PE"],
                "told": True,
                "rest": "y busco al responsable de los datos de un usuario para un trabajo. ¿Quién es?",
            },
            None,
        ),
        ("prefiero no decirlo", ("deny", 0.9), {"declined": True}, "decline_country"),
        ("¿cuánto tardan?", ("ask_rights", 0.9), {"declined": True, "rest": "¿cuánto tardan?"}, "ask_rights"),
        ("¿qué derechos tengo?", ("ask_rights", 0.9), {"countries": ["CL"], "told": True, "rest": "x"}, None),
        ("escríbeme la solicitud", ("ask_rights", 0.9), None, "ask_letter"),
        ("redáctame una carta para mi casero", ("ask_letter", 0.9), None, "out_of_scope"),
        ("¿y si no lo digo?", ("decline_country", 0.9), None, "ask_control"),
        ("no lo digo", ("decline_country", 0.9), None, None),
        ("¿cuándo deben contestar?", ("ask_changes", 0.5), None, "ask_rights"),
        ("me mudé", ("tell_country", 0.4), None, "ask_control"),
        (
            "jaja, casi",
            ("out_of_scope", 0.3),
            {"countries": ["VE"], "told": True, "rest": "x"},
            "tell_country",
        ),
        ("¿es vigente la ley?", ("ask_changes", 0.8), {"countries": ["PY"], "rest": "x"}, "ask_rights"),
        ("¿qué cambió?", ("ask_changes", 0.8), {"countries": ["PY"], "rest": "x"}, None),
        (
            "¿qué plazo tienen?",
            ("ask_retention", 0.6),
            {"countries": ["CL", "DO"], "rest": "x"},
            "ask_rights",
        ),
        (
            "allá cómo sería",
            ("out_of_scope", 0.9),
            {"countries": ["PE"], "told": True, "rest": "allá cómo sería"},
            "tell_country",
        ),
        ("¿cuánto las guardan?", ("ask_retention", 0.6), {"countries": ["CL"], "rest": "x"}, None),
        (
            "quiero quejarme",
            ("ask_rights", 0.2),
            {"countries": ["DO"], "told": True, "rest": "quiero quejarme"},
            None,
        ),
    ],
)
def test_plain_words_settle_the_intent(
    text: str, ranking: tuple[str, float], residence: dict[str, Any] | None, intent: str | None
) -> None:
    message = read(text, ranking, ("ask_control", 0.05), residence=residence)
    expected = intent or ranking[0]
    assert message.get(INTENT)["name"] == expected
    assert message.get(READING)["parts"][0]["ranking"][0]["intent"] == expected


def test_danger_is_heard_first() -> None:
    message = read("vivo en Chile", ("crisis", 1.0), residence={"countries": ["CL"], "told": True})
    assert message.get(INTENT)["name"] == "crisis"


def test_a_letter_carries_its_right() -> None:
    [part] = read("una carta para que borren mis datos", ("ask_control", 0.9)).get(READING)["parts"]
    assert part["mentions"][0]["concepts"] == ["erasure"]


def test_a_question_beside_the_one_on_the_deadline_is_left_alone() -> None:
    message = read("¿qué guardan?", ("ask_retention", 0.9))
    [kept] = message.get(READING)["parts"]
    late = {**kept, "text": "cuándo me tienen que responder"}
    message.set(READING, {"parts": [kept, late]})
    PlainRequests().process([message])
    intents = [part["ranking"][0]["intent"] for part in message.get(READING)["parts"]]
    assert intents == ["ask_retention", "ask_rights"]
    assert message.get(INTENT)["name"] == "ask_retention"


def beyond(text: str, share: float) -> Message:
    """What opens a conversation, declined by all evidence."""
    message = read(text, ("ask_control", 0.5))
    ranking = [{"intent": "out_of_scope", "confidence": share}, {"intent": "ask_control", "confidence": 0.1}]
    message.set(INTENT, {"name": "out_of_scope", "confidence": share})
    message.set(INTENT_RANKING_KEY, [{"name": "out_of_scope", "confidence": share}])
    part = {"text": text, "ranking": ranking, "mentions": [], "scope": {"beyond": share}}
    message.set(READING, {"parts": [part]})
    [settled] = PlainRequests().process([message])
    return settled


@pytest.mark.parametrize(
    ("text", "share", "intent"),
    [
        ("escríbeme una carta para el ayuntamiento", 0.9, "out_of_scope"),
        ("escríbeme una carta para el ayuntamiento", 0.45, "ask_letter"),
        ("escríbeme una carta para que borren mis datos", 0.9, "ask_letter"),
        ("cuándo me tienen que responder", 0.9, "out_of_scope"),
        ("cuándo me tienen que responder", 0.45, "ask_rights"),
    ],
)
def test_what_is_surely_beyond_is_no_plain_request(text: str, share: float, intent: str) -> None:
    assert beyond(text, share).get(INTENT)["name"] == intent
