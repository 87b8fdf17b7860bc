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
from nlu.components.question_parts import counting
from nlu.components.residence_finder import RESIDENCE
from nlu.components.turn_reader import READING, TurnReader
from nlu.letters import asks_for_letter, is_other_letter, right_of_letter
from nlu.manner import SERVICE
from nlu.reply_dates import asks_when_answered

TELL, DECLINE, LETTER, FOLLOW_UP = "tell_country", "decline_country", "ask_letter", "follow_up"
_ASK, _RIGHTS, _CHANGES = "ask_", "ask_rights", "ask_changes"
# What stands beside a country and asks nothing has no more words than this, and none of these.
_BESIDE = 10
# "Me mudo a Lima, ¿allá cómo sería?", "ahora vivo en Lima. ¿Ante quién sería?" ask again what was asked.
_PLACE = r"(?:alla|alli|ahi|aca|aqui|ella|ellas|el|ellos)"
_ASKED = r"(?:como|que|(?:ante |a |con )?quien|(?:a )?donde|adonde|cual|cuantos?|(?:en )?cuanto(?: tiempo)?)"
_BE = r"(?:es|son|seria|serian|queda|quedaria|pasa|pasaria|cambia|me toca|aplica|funciona|va)"
_THERE = re.compile(
    rf"\b{_PLACE} {_ASKED} {_BE}\b|\b(?:como|que) {_BE} (?:{_PLACE}|la cosa|eso|el asunto)\b"
    rf"|(?:^|[¿,.;:] ?)(?:entonces |y |pues )*(?:{_PLACE} )?{_ASKED} {_BE}(?: {_PLACE}| eso| entonces)?\W*$"
    rf"|\b{_ASKED} {_BE} para (?:ella|ellas|el|ellos)\W*$|\bcambia (?:algo|la cosa|la vaina|eso)\W*$"
    rf"|(?:^|[¿,.;:] ?)(?:entonces |y |pues )*(?:ante|a|con) quien\W*$"
    rf"|(?:^|[¿,.;:] ?)(?:y )?{_PLACE} (?:tambien|igual|es igual|(?:es )?lo mismo)\W*$"
)
# Nor is an aspect this probable.
_PLAINLY = 0.4
_ASKING = re.compile(
    r"\b(?:que|q|cual\w*|quien\w*|como|cuando|cuant[oa]s?|donde|adonde|quiero|quisiera|necesito|ocupo|dime|digame|"
    rf"datos?|privacidad|{SERVICE}|ley|derechos?)\b"
)
# Beside a country, by when something is due is asked of its law.
_DUE = re.compile(
    r"\b(?:plazos?|tardar(?:se)?|tardan?|tardaron|demorar(?:se)?|demoran?|vence\w*|cuant[oa]s? dias|"
    r"cuanto (?:tiempo )?(?:espera|esperan|(?:hay|tiene|tengo) que esperar)|"
    r"cuanto tiempo tienen?|se pasaron)\b|\b(?:pido|pedi|pedimos|solicit\w+)\b.*\bcuanto duran?\b"
)
# Of what is kept, or of thefts, one asks how long, too.
_KEPT = re.compile(r"\b(?:guard|conserv|almacen|retien|mantien|avis|rob|hacke|filtr)\w*")
# "¿Ya está vigente la ley en Paraguay?" asks of the law there, and not of the policy's changes.
_LAW = re.compile(
    r"\b(?:ley|leyes|legislacion|norma|derechos?|autoridad|inai|quej\w+|reclam\w+|denunci\w+)\b"
)
# Beside a country, these are asked of its law, too.
_CLAIM = re.compile(
    r"\b(?:(?:me |nos |se )?(?:puedo|podemos|puede|podria|tengo derecho a) (?:yo )?"
    r"(?:oponer|negar|quejar|denunciar|reclamar|exigir)\w*|me quejo|quejarme|"
    r"(?:poner|presentar|meter|pongo|presento) (?:una |la |un |el )?(?:queja|denuncia|reclamo|reclamacion)|"
    r"(?:me |nos )?(?:tienen? que|deben?|estan? obligad\w+ a) (?:\w+ )?(?:dejar|ense\w+|mostrar\w*|dar|"
    r"darme|darnos|"
    r"entregar\w*|borrar\w*|correg\w+|contest\w+|respond\w+|eliminar\w*|decirme)|"
    r"(?:a|ante|con) quien (?:acudo|voy|recurro|me dirijo|se acude|hay que ir|se va|toca ir)|"
    r"(?:(?:a|ante|cual es) )?(?:que|cual|la) (?:oficina|agencia|entidad|organismo|autoridad|institucion)|"
    r"(?<!con )(?<!bajo )(?:que |una |alguna |hay |la |por |segun )?(?:ley|leyes|normas?|normativa|"
    r"reglamento|legislacion)"
    r"(?! (?:les|le|se apoya\w*|usan|permite\w*)\b)|quien (?:controla|vigila) a)\b"
)
_ADDRESS = re.compile(r"\b(?:correo|mail|email|telefono|direccion)\b")
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
    if asks_when_answered(part["text"]):
        return True
    residence = message.get(RESIDENCE) or {}
    there = residence.get("countries") and not residence.get("maybe")
    said = fold(message.get(TEXT) or "")
    best = part["ranking"][0]["intent"]
    if there and best != _RIGHTS and _DUE.search(said) and not _KEPT.search(said):
        return True
    asked = fold(part["text"])
    if there and best.startswith(_ASK) and _CLAIM.search(asked) and not _ADDRESS.search(asked):
        return True
    of_law = part["ranking"][0]["intent"] == _CHANGES and _LAW.search(fold(part["text"]))
    return bool(there and of_law)


def _settled(message: Message) -> str | None:
    residence = message.get(RESIDENCE)
    if residence is not None and (not residence["rest"] or _only_tells(message, residence)):
        if residence["declined"]:
            return DECLINE
        return TELL if residence["told"] or residence["denied"] else FOLLOW_UP
    about = residence is not None and residence["countries"] and not residence.get("maybe")
    if about and _THERE.search(fold(residence["rest"])):
        return FOLLOW_UP
    text = message.get(TEXT) or ""
    return LETTER if asks_for_letter(text) else _instead(message, text)


def _only_tells(message: Message, residence: dict[str, Any]) -> bool:
    """ "No soy de Colombia, jaja, aprendí con un pana. Vivo en Caracas": what stands beside asks nothing."""
    part, rest, best = message.get(READING)["parts"][0], fold(residence["rest"]), message.get(INTENT)
    if residence["told"] and _THERE.search(rest):
        return True
    plain = best["name"].startswith(_ASK) and best["confidence"] >= _PLAINLY
    asks = plain or "?" in rest or _ASKING.search(rest) or len(rest.split()) > _BESIDE
    return bool(residence["told"] and not asks and not part["mentions"] and not part.get("terms"))


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
