"""What a message says that it is not about: "no hablo de mi correo, ¿qué novedades trae?" asks nothing of it.

>>> undenied("No me refiero a los correos, digo qué cosas nuevas pone la política")
'no, digo qué cosas nuevas pone la política'
>>> undenied("¿Qué les pasan a esas empresas, no de dónde lo sacan?")
'¿Qué les pasan a esas empresas?'
"""

from __future__ import annotations

import re

_BEFORE = r"(?:(?:no+|nah|que va|pero|si|yo|que|es que|oye|a ver)[\s,]+)*"
# "No me refiero a mi voz, ¿…?" may lack a comma behind "no": what is meant must be said, too.
_BUT = r"(?=.*[,;.:]\s*(?:(?:yo|te|le|solo)\s+)*(?:sino|digo|pregunto|hablo|me\s+refiero)\b)"
_SAYING = (
    rf"(?:me\s+refer[ií]a{_BUT}|me\s+refiero{_BUT}"
    r"|(?:te\s+|le\s+)?(?:hablo|hablaba|pregunto|pregunt[eé]|preguntaba|digo|dije|dec[ií]a)"
    r"|(?:te\s+|le\s+)?estoy\s+(?:hablando|preguntando|diciendo))"
)
_MISSED = (
    r"(?:no\s+me\s+(?:entendi(?:ste|ó|o)|contest(?:aste|ó|o|as)|respond(?:iste|ió|io|es)|aclar(?:aste|ó|o|as)"
    r"|(?:est[aá]s?\s+)?entendiendo|entiendes|entend[eé]s|est[aá]\s+sirviendo)"
    r"|eso\s+no(?=\s*[.,;:])"
    r"|no\s+(?:de|por|sobre|a)\s+(?:mi|mis|el|la|los|las|lo|eso)(?:\s+\w+){0,3}(?=\s*[.,;:])"
    r"|eso\s+no\s+(?:es|era|fue)(?:\s+(?:lo\s+)?(?:que|q)\s+(?:te\s+|le\s+)?(?:pregunt\w+|digo|dije|quer\w+|quiero))?)"
)
_FIRST = re.compile(
    rf"(?:^|(?<=[.!?;…]\s))[\s¡¿]*{_BEFORE}(?:no\s+{_SAYING}\b|{_MISSED})[^.,;:!?¿¡…]*[.,;:!…]+\s*(?=\S+\s+\S)",
    re.IGNORECASE,
)
_LAST = re.compile(
    r",\s+(?:y\s+)?no\s+(?:de|a|por|para|en|con|sobre|del|al|el|lo\s+(?:de|que))\s+[^,.;:!?¿¡]{2,60}(?=[.?!…]*\s*$)",
    re.IGNORECASE,
)


def undenied(text: str) -> str:
    """A text without what it says that it does not ask; a "no" stands in its place.

    Args:
        text: a message.

    Returns:
        The text; the same where nothing else would be left.
    """
    return _LAST.sub("", _FIRST.sub("no, ", text, count=1), count=1)
