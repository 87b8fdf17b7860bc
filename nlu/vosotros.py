"""Spain's "vosotros" as the "ustedes" that everybody understands, and that most examples have.

>>> as_ustedes("¿Guardáis lo que veo y os lo quedáis? ¿Movistar os cuenta algo?")
'¿guardan lo que veo y se lo quedan? ¿Movistar les cuenta a ustedes algo?'
"""

from __future__ import annotations

import re

from knowledge.words import fold

# Folded; the endings below do not tell these.
_IRREGULAR = {
    "teneis": "tienen",
    "podeis": "pueden",
    "quereis": "quieren",
    "habeis": "han",
    "estais": "están",
    "sois": "son",
    "contais": "cuentan",
    "mostrais": "muestran",
    "encontrais": "encuentran",
    "perdeis": "pierden",
    "entendeis": "entienden",
    "pensais": "piensan",
    "cerrais": "cierran",
    "volveis": "vuelven",
    "moveis": "mueven",
    "devolveis": "devuelven",
    "podreis": "podrán",
    "tendreis": "tendrán",
    "habreis": "habrán",
    "sabreis": "sabrán",
    "querreis": "querrán",
    "pondreis": "pondrán",
    "saldreis": "saldrán",
    "fuisteis": "fueron",
    "dijisteis": "dijeron",
    "pedisteis": "pidieron",
    "oiais": "oían",
    "veis": "ven",
    "dais": "dan",
    "vais": "van",
}
# The longest first: what a verb in "vosotros" ends in, and the same in "ustedes".
_ENDINGS = (
    ("asteis", "aron"),
    ("isteis", "ieron"),
    ("ariais", "arían"),
    ("eriais", "erían"),
    ("iriais", "irían"),
    ("areis", "arán"),
    ("ereis", "erán"),
    ("ireis", "irán"),
    ("abais", "aban"),
    ("iais", "ían"),
    ("ais", "an"),
    ("eis", "en"),
)
_NO_VERB = {"seis", "dieciseis", "veintiseis", "beis", "gais", "pais", "anais", "gerais"}
_VERB = re.compile(r"\b\w{2,}[aáeéií]?[aáeé]is\b", re.IGNORECASE)
_TELL = r"cuentan?|dan?|pasan?|dicen?|mandan?|env[ií]an?|venden?|llegan?"
_OURS = (
    (re.compile(r"\bos\s+(?=l[oa]s?\b)", re.IGNORECASE), "se "),
    (re.compile(rf"\bos\s+({_TELL})\b(?!\s+a\s+(?:ustedes|vosotr))", re.IGNORECASE), r"les \1 a ustedes"),
    (re.compile(r"\bvosotr[oa]s\b", re.IGNORECASE), "ustedes"),
    (re.compile(r"\bvuestr[oa](s?)\b", re.IGNORECASE), r"su\1"),
    (re.compile(r"\bos\b", re.IGNORECASE), "les"),
)
_THEMSELVES = re.compile(r"\bos\s+(?=\w+[áaée]is\b)", re.IGNORECASE)


def as_ustedes(text: str) -> str:
    """A text with "ustedes" for "vosotros", as far as the endings tell: "decís" may be "vos".

    Args:
        text: a message.

    Returns:
        The text; the same where nobody is addressed as "vosotros".
    """
    text = _VERB.sub(lambda found: _of_ustedes(found[0]), _THEMSELVES.sub("se ", text))
    for pattern, ours in _OURS:
        text = pattern.sub(ours, text)
    return text


def _of_ustedes(verb: str) -> str:
    folded = fold(verb)
    if folded in _NO_VERB:
        return verb
    if folded in _IRREGULAR:
        return _IRREGULAR[folded]
    for ending, ours in _ENDINGS:
        if folded.endswith(ending):
            return verb[: -len(ending)].lower() + ours
    # A letter that only looks like an "i": "guardaıs".
    return verb
