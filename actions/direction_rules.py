"""How people lean on who was said to give data to whom: turned round, or to those who receive."""

from __future__ import annotations

import re

from actions.short_turns import Before, said
from actions.turn import ASK, Part

_TURNED = {"source": "sharing", "sharing": "source", "collection": "sharing"}
_OTHER_WAY = re.compile(
    r"(?:(?:y|o|pero|tambien) )*(?:es |pasa |ocurre |funciona )?"
    r"(?:al reves|viceversa|a la inversa|en sentido contrario|en el otro sentido|para el otro lado)"
    # "…, ¿ustedes a ellos qué les dan?": it is said who gives now.
    r"(?:\W+(?:(?:ustedes|vosotros|y) )*"
    r"(?:(?:a |de )?(?:ellos|ellas|ese|esa|esos|esas)\b|ustedes|vosotros)(?: .{0,40})?)?"
)


def other_way(part: Part, before: Before) -> str | None:
    """ "¿Y al revés?": who gets what from whom, turned round.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent turned round, or None.
    """
    turned = _TURNED.get(before.aspect)
    return f"{ASK}{turned}" if turned and _OTHER_WAY.fullmatch(said(part)) else None


_TO_THEM = re.compile(
    r"\bles (?:pasa|da|manda|cuenta|vende|entrega|envia|comparte|cede|llega|dice)n?\b"
    r"|\bse l[oa]s? (?:dan|pasan|venden|mandan)\b"
)


_FROM = re.compile(r"\bde (?:quien|donde|que)\w*\b")


def given_to_them(part: Part, before: Before) -> str | None:
    """ "¿Y qué datos míos les pasan?", after those who receive: to them, and not from them.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    receive = before.aspect in ("sharing", "advertising") and part.intent == f"{ASK}source"
    return (
        f"{ASK}sharing" if receive and _TO_THEM.search(said(part)) and not _FROM.search(said(part)) else None
    )
