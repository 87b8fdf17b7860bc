"""Whether somebody asks by when the company has to answer a request.

>>> asks_when_answered("si la mando hoy, ¿cuándo deben contestar?")
True
"""

from __future__ import annotations

import re

from knowledge.words import fold

_WHEN = (
    r"(?:cuando|que dia|(?:que|cual) (?:es )?(?:el )?(?:fecha|plazo)(?: legal| maximo)?|"
    r"cuant[oa]s? (?:tiempo|dias|semanas|meses)|cuanto)"
)
# Of those who answer, not of the person: "contestan", "deben contestar".
_ANSWER = (
    r"(?:contestar(?:me|nos|le|les)?|responder(?:me|nos|le|les)?|contest(?:an|en|aran)|respond(?:en|an|eran)|"
    r"haber(?:me|nos|le|les)? (?:contestado|respondido)|"
    r"(?:dar(?:me|nos|le)?|den|dan|daran) (?:una )?respuesta|"
    r"(?:atender|resolver|cumplir)(?:me|nos|le|les)?(?:l[oa]s?)?|"
    r"entregar(?:me|nos|le|les)(?:l[oa]s?)?|(?:mandar|enviar|dar|hacer|pasar)(?:me|nos|se)l[oa]s?|"
    r"(?:me|nos|le) l[oa]s? (?:entregan|mandan|envian|dan|pasan|entreguen|manden|envien|den))"
)
_OBLIGED = (
    r"\bcuant[oa]s? (?:tiempo|dias|semanas|meses) (?:(?:les?|netflix|ellos|ustedes|legalmente) )*"
    r"(?:(?:tienen?|hay|dan?|tendrian?|deben|deberian)(?: \w+)? "
    r"para \w+(?:ar|er|ir)(?:me|nos|le|les)?(?:l[oa]s?)?|"
    r"(?:estan?|estarian?) obligad[oa]s?|(?:tienen?|deben) que)\b"
)
_ANSWERS_ME = r"(?:(?:me|nos|netflix) (?:contest(?:a|e|ara)|respond(?:e|a|era)))"
_WORD = r"(?:\W+(?!(?:tengo|tenemos|debo|debemos|puedo|podemos|guard\w+|conserv\w+|almacen\w+|borr\w+)\b)\w+)"
_ASKED = re.compile(rf"\b{_WHEN}\b(?:{_WORD}{{0,6}}?\W+{_ANSWER}|{_WORD}{{0,1}}?\W+{_ANSWERS_ME})\b")
_RUNS_OUT = re.compile(
    r"\b(?:cuando|que dia|que fecha) (?:me |se |les )?(?:vence|cumple|acaba|termina) "
    r"(?:el |ese |su |mi )?plazo\b(?! (?:de|para))"
    r"|\bplazo (?:\w+ ){0,5}?para (?:que (?:me )?)?"
    r"(?:respond|contest|entreg|dar|mand|envi|borr|correg|elimin|resol)\w*"
    r"|\ben cuant[oa]s? (?:tiempo |dias |semanas )?(?:(?:me|nos|lo|la|los|las|se) )*"
    r"(?:tienen? que|deben?|estan? obligad\w+)\b"
    r"|\b(?:cuando|que dia|q dia|que fecha|hasta cuando) se (?:les? )?(?:vence|cumple|acaba|termina|pasa)n?\b"
    rf"|\bcuando (?:se )?(?:les? )?vence\W*$|{_OBLIGED}"
)
# Other things that are answered, or kept.
_OTHERS = re.compile(
    r"\b(?:encuestas?|cuestionarios?|(?<!que )guardan|(?<!que )conservan|chat|avis\w+|rob\w+|hacke\w+)\b"
)


def asks_when_answered(text: str) -> bool:
    """Whether a question asks by when an answer to a request is due.

    Args:
        text: one question.

    Returns:
        True for "¿cuándo deben contestar?", "¿cuánto tardan en responderme?", "¿cuándo vence el plazo?".
    """
    folded = fold(text)
    if _OTHERS.search(folded):
        return False
    return bool(_ASKED.search(folded) or _RUNS_OUT.search(folded))
