"""Whether what opens a conversation is beyond Clara's matter."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, cast

import pytest
from rasa.shared.nlu.training_data.message import Message

from nlu.components.opening import is_beyond, judged, scope_model
from nlu.evidence import WEIGHTS, Evidence
from nlu.scope_model import Look, ScopeModel


def part(text: str = "¿es seguro?", facts: float = 0.3, **ranking: float) -> dict[str, Any]:
    return {
        "text": text,
        "ranking": [{"intent": intent, "confidence": share} for intent, share in ranking.items()],
        "facts": [{"fact": "seg-resumen", "share": facts}],
        "cues": ["safe"],
    }


class Known:
    """Stands for what was learned: says the same of any text."""

    def __init__(self, margin: float, strange_share: float):
        self._look = Look(margin, strange_share)
        self.looked_at: list[str] = []

    def look(self, text: str) -> Look:
        self.looked_at.append(text)
        return self._look


def judge(asked: dict[str, Any], known: Known, said: str | None = None) -> dict[str, Any]:
    return judged(asked, said or asked["text"], cast(ScopeModel, known), 0.4)


STRANGE, PLAIN = Known(1.5, 0.5), Known(-4.0, 0.0)


def test_all_evidence_together_declines_what_opens_a_conversation() -> None:
    asked = part("¿Temu es seguro?", ask_security=0.7, ask_control=0.1, out_of_scope=0.1)
    declined = judge(asked, STRANGE)
    beyond = declined["scope"]["beyond"]
    assert [guess["intent"] for guess in declined["ranking"]] == [
        "out_of_scope",
        "ask_security",
        "ask_control",
    ]
    assert [guess["confidence"] for guess in declined["ranking"]] == pytest.approx(
        [beyond, (1 - beyond) * 7 / 8, (1 - beyond) / 8], abs=1e-3
    )
    assert is_beyond(declined)
    kept = judge(asked, PLAIN)
    assert kept["ranking"] == asked["ranking"]
    assert kept["scope"]["beyond"] < 0.05
    assert not is_beyond(kept)


def test_each_piece_of_evidence_counts() -> None:
    usual = part(ask_security=0.6, out_of_scope=0.2)
    middle = Known(0.0, 0.2)

    def beyond(asked: dict[str, Any], known: Known = middle, said: str | None = None) -> float:
        share: float = judge(asked, known, said)["scope"]["beyond"]
        return share

    assert beyond(part(ask_security=0.9, out_of_scope=0.2)) < beyond(usual)
    assert beyond(part(ask_security=0.6, out_of_scope=0.01)) < beyond(usual)
    assert beyond(part(facts=0.9, ask_security=0.6, out_of_scope=0.2)) < beyond(usual)
    assert beyond(usual, said="Veo Netflix. ¿Es seguro?") < beyond(usual)
    assert beyond({**usual, "cues": []}) < beyond(usual)
    assert beyond(usual, Known(-2.0, 0.2)) < beyond(usual) < beyond(usual, Known(0.0, 0.6))


def test_what_is_not_declined_is_not_led_by_out_of_scope() -> None:
    kept = judge(part(out_of_scope=0.6, ask_security=0.25, ask_control=0.12), PLAIN)
    assert [guess["intent"] for guess in kept["ranking"]] == ["ask_security", "ask_control", "out_of_scope"]
    # What was left for it is shared among the others: it is no reason to ask back.
    assert kept["ranking"][0]["confidence"] > 0.5
    assert not is_beyond(kept)


def test_what_the_ranking_is_certain_of_stays_beyond() -> None:
    declined = judge(part(out_of_scope=0.95, ask_security=0.03), Known(-9.0, 0.0))
    assert declined["scope"]["beyond"] < 0.4
    assert declined["ranking"][0] == {"intent": "out_of_scope", "confidence": 0.95}


@pytest.mark.parametrize("intent", ["thank", "crisis", "follow_up", "tell_country", "ask_more", "ask_letter"])
def test_what_asks_nothing_of_the_policy_is_left_alone(intent: str) -> None:
    known = Known(1.5, 0.5)
    said = part(out_of_scope=0.3)
    said["ranking"].insert(0, {"intent": intent, "confidence": 0.6})
    assert judge(said, known) == said
    # Nor does small talk come to lead because something is not beyond.
    second = part(out_of_scope=0.5)
    second["ranking"].append({"intent": intent, "confidence": 0.3})
    assert judge(second, known) == second
    assert known.looked_at == []


def test_where_nothing_else_is_known_it_stays_beyond() -> None:
    unknown = part(out_of_scope=1.0)
    assert judge(unknown, PLAIN) == unknown


def message(text: str, intent: str) -> Message:
    return Message({"text": text, "intent": intent})


def test_the_model_learns_from_examples_turns_and_what_people_ask() -> None:
    inside, beyond = message("¿guardan mi foto?", "ask_collection"), message("¿qué hora es?", "out_of_scope")
    model = scope_model([inside, beyond], ["¿borran mi carta?"] * 3)
    assert model is not None
    assert model.look("¿qué hora es?").margin > model.look("¿guardan mi foto?").margin
    assert model.look("carta").strange_share == 0
    assert scope_model([inside], ["¿borran mi carta?"]) is None


def test_each_piece_of_evidence_has_a_weight() -> None:
    assert list(WEIGHTS) == [one.name for one in fields(Evidence)]
