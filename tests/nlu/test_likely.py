"""What a question is likely to ask for, in a conversation and by itself."""

from __future__ import annotations

from typing import Any

from nlu.asked_model import AskedModel, Earlier
from nlu.components.likely import guessed, leant_on, likely

BEFORE = Earlier("sharing", ("email",), "com-correo")


class Asked(AskedModel):
    """Asks for one fact after anything, and for another after nothing."""

    def near(
        self, text: str, earlier: Earlier | None = None
    ) -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
        facts = [("alone", 0.8), ("there", 0.1)] if earlier is None else [("there", 0.6), ("alone", 0.35)]
        return facts, [("location", 0.5), ("email", -0.2)]


def part(*named: str, length: int = 6, **manner: bool) -> dict[str, Any]:
    mentions = [{"concepts": [one]} for one in named]
    ways = {"leans": False, "pronoun": False, "corrects": False, **manner, "length": length}
    ranking = [{"intent": "ask_purpose", "confidence": 0.9}]
    return {"text": "¿para qué usan mi ubicación?", "mentions": mentions, "manner": ways, "ranking": ranking}


def shares(asked: dict[str, Any], earlier: Earlier | None) -> list[tuple[str, float]]:
    return [(one["fact"], one["share"]) for one in likely(Asked(), asked, earlier)["facts"]]


def test_what_says_by_itself_what_it_asks_lies_between_both_opinions() -> None:
    assert shares(part("location"), BEFORE) == [("alone", 0.575), ("there", 0.35)]


def test_what_leans_asks_for_what_it_asks_for_there() -> None:
    there = [("there", 0.6), ("alone", 0.35)]
    assert shares(part("location", leans=True), BEFORE) == there
    assert shares(part("location", pronoun=True), BEFORE) == there
    assert shares(part("location", corrects=True), BEFORE) == there
    assert shares(part("location", length=3), BEFORE) == there
    assert shares(part(), BEFORE) == there


def test_what_begins_a_conversation_is_asked_for_alone() -> None:
    assert shares(part(), None) == [("alone", 0.8), ("there", 0.1)]


def test_a_guess_stands_beside_what_is_named_unless_a_name_says_it_all() -> None:
    known = {**part("email"), **likely(Asked(), part("email"), None)}
    [_, guess] = guessed(known, 0.0)["mentions"]
    assert (guess["concepts"], guess["guessed"], guess["implied"]) == (["location"], True, True)
    assert guessed({**known, **part("email", length=3)}, 0.0)["mentions"] == [{"concepts": ["email"]}]
    assert guessed(known, 0.6)["mentions"] == [{"concepts": ["email"]}]


def test_the_next_question_of_a_message_leans_on_what_this_one_names() -> None:
    known = {**part("location"), **likely(Asked(), part("location"), None)}
    assert leant_on(known, BEFORE) == Earlier("purpose", ("location",), "alone")
    assert leant_on({**known, "mentions": []}, BEFORE) == BEFORE
