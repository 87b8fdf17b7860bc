"""Settles what plain words say, whatever was learned: a country told or withheld, a letter asked for.

So is by when the company has to answer. Comes last: it puts the intent of such a message first, and leaves
danger alone.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.words import fold
from nlu.components.opening import is_beyond
from nlu.components.question_parts import counting
from nlu.components.residence_finder import RESIDENCE
from nlu.components.turn_reader import READING, TurnReader
from nlu.letters import asks_for_letter, is_other_letter, right_of_letter
from nlu.local_claims import asks_again, asks_for_a_deadline, claims, names_the_law
from nlu.manner import SERVICE
from nlu.reply_dates import asks_when_answered

TELL, DECLINE, LETTER, FOLLOW_UP = "tell_country", "decline_country", "ask_letter", "follow_up"
_ASK, _RIGHTS, _CHANGES = "ask_", "ask_rights", "ask_changes"
# What stands beside a country and asks nothing has no more words than this, and none of these.
_BESIDE = 10
# Nor is an aspect this probable.
_PLAINLY = 0.4
_ASKING = re.compile(
    r"\b(?:que|q|cual\w*|quien\w*|como|cuando|cuant[oa]s?|donde|adonde|quiero|quisiera|necesito|ocupo|dime|digame|"
    rf"datos?|privacidad|{SERVICE}|ley|derechos?)\b"
)
_CRISIS, _OUT_OF_SCOPE = "crisis", "out_of_scope"
# What examples taught of these counts from here on where no plain word says it.
_SURE = 0.6


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class PlainRequests(GraphComponent, IntentClassifier):
    """Overrules the reader where plain rules are surer; needs `TurnReader` before it."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Components that must come before this one."""
        return [TurnReader]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PlainRequests:
        """Make it (Rasa's interface)."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Put the intent first that plain words give a message.

        Args:
            messages: messages that were read.

        Returns:
            The same messages.
        """
        for message in messages:
            reading = message.get(READING)
            if reading is None or message.get(INTENT, {}).get("name") == _CRISIS:
                continue
            intent = _settled(message)
            if intent is not None:
                _put_first(message, reading["parts"], intent)
            else:
                _ask_of_rights(message, reading["parts"])
        return messages


def _ask_of_rights(message: Message, parts: list[dict[str, Any]]) -> None:
    """By when an answer is due is a matter of rights, whatever it stands beside; so is a country's law."""
    read = [_led_by(part, _RIGHTS) if _is_of_rights(part, message) else part for part in parts]
    if read == parts:
        return
    message.set(READING, {"parts": read}, add_to_output=True)
    if read[0] != parts[0]:
        _put_intent_first(message, _RIGHTS)


def _is_of_rights(part: dict[str, Any], message: Message) -> bool:
    if _is_surely_beyond(part):
        return False
    if asks_when_answered(part["text"]):
        return True
    if not _names_a_country(message.get(RESIDENCE)):
        return False
    best = part["ranking"][0]
    if best["intent"] != _RIGHTS and asks_for_a_deadline(message.get(TEXT) or ""):
        return True
    unsure = best["intent"] == _OUT_OF_SCOPE and best["confidence"] < _SURE
    if (unsure or best["intent"].startswith(_ASK)) and claims(part["text"]):
        return True
    return bool(best["intent"] == _CHANGES and names_the_law(part["text"]))


def _names_a_country(residence: dict[str, Any] | None) -> bool:
    return bool(residence and residence["countries"] and not residence.get("maybe"))


def _settled(message: Message) -> str | None:
    residence = message.get(RESIDENCE)
    if residence is not None and (not residence["rest"] or _only_tells(message, residence)):
        if residence["declined"]:
            return DECLINE
        return TELL if residence["told"] or residence["denied"] else FOLLOW_UP
    if residence is not None and _names_a_country(residence) and _only_asks_again(message, residence):
        return FOLLOW_UP
    text = message.get(TEXT) or ""
    return LETTER if asks_for_letter(text) and not _is_of_others(message, text) else _instead(message, text)


def _is_of_others(message: Message, text: str) -> bool:
    """ "Escribidme una queja para el pleno": a letter of no right, and surely beyond."""
    return _is_surely_beyond(message.get(READING)["parts"][0]) and right_of_letter(text) is None


def _is_surely_beyond(part: dict[str, Any]) -> bool:
    return is_beyond(part) and bool(part["ranking"][0]["confidence"] >= _SURE)


def _only_tells(message: Message, residence: dict[str, Any]) -> bool:
    """ "No soy de Colombia, jaja, aprendí con un pana. Vivo en Caracas": what stands beside asks nothing."""
    part, rest = message.get(READING)["parts"][0], fold(residence["rest"])
    if residence["told"] and _only_asks_again(message, residence):
        return True
    asks = _plainly_asks(message) or "?" in rest or _ASKING.search(rest) or len(rest.split()) > _BESIDE
    return bool(residence["told"] and not asks and not part["mentions"] and not part.get("terms"))


def _only_asks_again(message: Message, residence: dict[str, Any]) -> bool:
    """ "¿Ahí quién es?" leans on what was asked; behind a question of its own it belongs to that."""
    long = len(residence["rest"].split()) > _BESIDE
    return asks_again(residence["rest"]) and not (long and _plainly_asks(message))


def _plainly_asks(message: Message) -> bool:
    best = message.get(INTENT)
    return bool(best["name"].startswith(_ASK) and best["confidence"] >= _PLAINLY)


def _instead(message: Message, text: str) -> str | None:
    """What a message means that was taken for one of these without plain words for it."""
    best, *others = message.get(INTENT_RANKING_KEY)
    if best["name"] == LETTER and is_other_letter(text):
        return _OUT_OF_SCOPE
    if best["name"] in (TELL, DECLINE) and ("?" in text or best["confidence"] < _SURE):
        return next((guess["name"] for guess in others if guess["name"] not in (TELL, DECLINE)), None)
    return None


def _put_first(message: Message, parts: list[dict[str, Any]], intent: str) -> None:
    _put_intent_first(message, intent)
    first = _led_by(parts[0], intent)
    if len(parts) > 1:
        # What the whole message names is what is meant, whichever of its parts named it.
        first["mentions"] = [mention for part in parts for mention in part["mentions"]]
    right = right_of_letter(message.get(TEXT) or "") if intent == LETTER else None
    if right is not None:
        named = {"text": right, "concepts": [right], "start": 0, "end": 0, "implied": False, "apart": False}
        first["mentions"] = [named, *first["mentions"]]
    message.set(READING, {"parts": [first]}, add_to_output=True)


def _put_intent_first(message: Message, intent: str) -> None:
    ranking = [guess for guess in message.get(INTENT_RANKING_KEY, []) if guess["name"] != intent]
    message.set(INTENT, {"name": intent, "confidence": 1.0}, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [{"name": intent, "confidence": 1.0}, *ranking], add_to_output=True)


def _led_by(part: dict[str, Any], intent: str) -> dict[str, Any]:
    others = [guess for guess in part["ranking"] if guess["intent"] != intent]
    found = sorted(
        [*part["mentions"], *part.get("elsewhere", [])], key=lambda one: (one["implied"], one["start"])
    )
    mentions, elsewhere = counting(found, intent.removeprefix(_ASK))
    ranking = [{"intent": intent, "confidence": 1.0}, *others]
    return {**part, "ranking": ranking, "mentions": mentions, "elsewhere": elsewhere}
