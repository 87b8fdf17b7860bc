"""What a question is likely to ask for and to be about, by the questions that people ask."""

from __future__ import annotations

from typing import Any

from nlu.asked_model import AskedModel, Earlier
from nlu.components.question_parts import PREFIX

# Of so few words, a name leaves none for anything else.
_BARE = 3
_Shares = list[tuple[str, float]]


def likely(asked: AskedModel, part: dict[str, Any], earlier: Earlier | None) -> dict[str, Any]:
    """Which facts a question probably asks for, and what it is probably about.

    Args:
        asked: what people ask.
        part: a question, as `nlu.components.question_parts.as_part` gives it.
        earlier: what stood before it, if anything did.

    Returns:
        ``facts`` and ``about`` of the reading (see `nlu.components.turn_reader`), of JSON types.
    """
    facts, concepts = asked.near(part["text"], earlier)
    if earlier is not None and _says_by_itself(part):
        # "¿Para qué usan mi ubicación?" asks for the same after anything.
        alone, _ = asked.near(part["text"])
        facts = _between(facts, alone)
    return {
        "facts": [{"fact": fact, "share": round(share, 3)} for fact, share in facts],
        "about": [{"concept": one, "margin": round(margin, 2)} for one, margin in concepts],
    }


def guessed(part: dict[str, Any], guess_at: float) -> dict[str, Any]:
    """A question with what it is about though no name of it stands in it.

    Args:
        part: a question with what is `likely`.
        guess_at: how sure that must be.

    Returns:
        The same where nothing is guessed: "¿y mi correo?" says it all.
    """
    named = {concept for mention in part["mentions"] for concept in mention["concepts"]}
    if named and part["manner"]["length"] <= _BARE:
        return part
    guesses = [
        one["concept"] for one in part["about"] if one["margin"] >= guess_at and one["concept"] not in named
    ]
    if not guesses:
        return part
    guess = {"text": part["text"], "start": 0, "end": 0, "concepts": guesses, "guessed": True}
    mention = {**guess, "implied": True, "apart": False, "within": []}
    return {**part, "mentions": [*part["mentions"], mention]}


def leant_on(part: dict[str, Any], earlier: Earlier | None) -> Earlier | None:
    """What the next question of a message leans on.

    Args:
        part: a question with what is `likely` and `guessed`.
        earlier: what it leant on itself.

    Returns:
        What it was about, if it names anything; else what stood before it.
    """
    about = tuple(one for mention in part["mentions"] for one in mention["concepts"])
    if not about:
        return earlier
    asked = part["ranking"][0]["intent"].removeprefix(PREFIX)
    return Earlier(asked, about, next((one["fact"] for one in part["facts"]), None))


def _says_by_itself(part: dict[str, Any]) -> bool:
    """Whether a question names something, at some length, and leans on nothing."""
    manner = part["manner"]
    leans = manner["leans"] or manner["pronoun"] or manner["corrects"]
    return bool(part["mentions"]) and manner["length"] > _BARE and not leans


def _between(ones: _Shares, others: _Shares) -> _Shares:
    """Halfway between two opinions on which facts are asked for."""
    shares = dict.fromkeys([fact for fact, _ in [*ones, *others]], 0.0)
    for fact, share in [*ones, *others]:
        shares[fact] += share / 2
    return sorted(shares.items(), key=lambda one: -one[1])
