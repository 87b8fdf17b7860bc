"""Hearing that somebody wants this conversation forgotten ("borra esta conversación"), in many wordings.

It is heard at the door, so that nothing of the turn in which it is said gets any further. Only an order
counts: whoever asks how it is done is told how, and whoever speaks of data at the company is answered so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import DamerauLevenshtein

from knowledge.words import fold

_VERBS = """
    borra borrar borrame borres borre borren borrad borras
    elimina eliminar eliminame elimines elimine eliminen
    eliminad eliminas olvida olvidar olvides olvide olviden olvidad olvidas olvidate suprime suprimir suprimas
    limpia limpiar limpies vacia vaciar destruye destruir quita quitar quites
""".split()
_CONVERSATION = "conversacion charla chat platica dialogo hilo chateo".split()
_OTHERS = """
    esta este nuestra nuestro conversaciones mensajes
    dicho dije conte contado escribi escrito hablamos hablado
    contigo aqui historial favor porfa puedes podrias quiero quisiera necesito todo toda ahora mismo
""".split()
# These tell or ask what others do.
_TOLD = """
    borran borraron borrado borraban borraste borro eliminan eliminaron eliminado elimino olvidan olvidaron
    olvidado olvido limpian vacian quitan quitaron suprimen
""".split()
# What a mistyped word is compared with; short ones are too like others.
_KNOWN = frozenset((*_VERBS, *_CONVERSATION, *_OTHERS, *_TOLD))
_SHORTEST, _LONG = 4, 8
_BY_LETTER = {
    letter: sorted(word for word in _KNOWN if word[0] == letter) for letter in {word[0] for word in _KNOWN}
}

_VERB = rf"(?:{'|'.join(sorted(_VERBS, key=len, reverse=True))})"
_THIS = rf"(?:(?:el )?historial (?:del?|de (?:esta|este|la|nuestra)) )?(?:{'|'.join(_CONVERSATION)})"
_WITH_ME = (
    r"(?: (?:contigo|con vos|con usted|de aqui|aqui|entera|entero|completa|completo"
    r"|que (?:tuvimos|hemos tenido|tengo contigo)))*"
)
_SAID = (
    r"(?:dije|he dicho|dijimos|conte|he contado|escribi|he escrito|mande|he mandado|pregunte|he preguntado"
    r"|puse|he puesto|hablamos|hemos hablado|charlamos)"
)
_WHAT = (
    rf"(?:tod[oa] )?(?:(?:de )?(?:esta|este|la|el|nuestra|nuestro|mi|del) {_THIS}{_WITH_ME}|{_THIS}{_WITH_ME}"
    rf"|(?:de )?lo (?:que|q|k) (?:(?:te|le|os|les|ya|aqui|hoy) ){{0,2}}{_SAID}"
    r"(?: (?:hoy|aqui|antes|hasta ahora))?"
    r"|lo que (?:sabes|guardas|tienes|recuerdas|has guardado) (?:de|sobre) mi"
    r"|mis (?:mensajes|preguntas|datos) (?:de (?:este chat|esta (?:conversacion|charla)|aqui)|contigo)"
    r"|(?:los|estos) mensajes (?:de (?:este|el) chat|de esta conversacion|contigo))"
)
_POLITE = (
    r"(?:por favor|porfa(?:vor)?|porfis|plis|gracias|ya|ahora|ahora mismo|ya mismo|hola|oye|oiga|clara|vale"
    r"|ok|bueno|bien|listo|pues|entonces|y|adios|chao|mejor|de una vez|para siempre|del todo|de inmediato"
    r"|inmediatamente|si)"
)
_ASKED = (
    r"(?:quiero|quisiera|necesito|me gustaria|te pido|puedes|podrias|podes|puede|podria|haz el favor de"
    r"|hazme el favor de|me puedes|me podrias|me haces el favor de|te importa|serias tan amable de"
    r"|deseo|solicito)(?: que)?"
)
_ORDER = re.compile(
    rf"(?:{_POLITE} )*(?P<asked>{_ASKED} )?(?P<me>me |te )?{_VERB}(?:me|te|nos)?"
    rf"(?: ya| ahora)?(?: de)? {_WHAT}(?: {_POLITE})*"
)
# An order is short; a story is not read word by word.
_LONGEST = 20
_CLAUSES = re.compile(r"[.!¡?¿;:\n…]+|,")


def asks_to_forget(text: str) -> bool:
    """Whether a message orders that this conversation be forgotten.

    >>> asks_to_forget("Borra esta conversasión, porfa"), asks_to_forget("¿cómo borro esta conversación?")
    (True, False)

    Args:
        text: what somebody wrote.
    """
    orders = [_ORDER.fullmatch(_put_right(clause)) for clause in _clauses(text)]
    # A question orders only if it is a polite one: "¿puedes borrar …?", and not "¿borras …?".
    return any(one and ("?" not in text or one["asked"] or one["me"]) for one in orders)


def _clauses(text: str) -> Iterator[list[str]]:
    for clause in _CLAUSES.split(text):
        words = re.findall(r"\w+", fold(clause))
        if 1 < len(words) <= _LONGEST:
            yield words


def _put_right(words: list[str]) -> str:
    return " ".join(_nearest(word) for word in words)


def _nearest(word: str) -> str:
    """The known word that this one is a slip of: one letter in a short word, two in a long one."""
    if word in _KNOWN or len(word) < _SHORTEST:
        return word
    slips = 2 if len(word) >= _LONG else 1
    near = [known for known in _BY_LETTER.get(word[0], ()) if abs(len(known) - len(word)) <= slips]
    best = min(near, key=lambda known: DamerauLevenshtein.distance(word, known), default=word)
    return best if DamerauLevenshtein.distance(word, best) <= slips else word
