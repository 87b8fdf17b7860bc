"""Who sees: where somebody else is said to see what is one's own, it is asked who gets to know it.

>>> others_look("¿mi ex puede ver lo que yo veo?"), others_look("¿saben lo que veo?")
(True, False)
"""

from __future__ import annotations

import re

from knowledge.words import spoken
from nlu.cues import firms

_PERSON = (
    r"(?:ex|exnovi[oa]|exmarido|papas?|mamas?|padres?|madre|viej[oa]s?|hij[oa]s?|niñ[oa]s?|hij[oa]s|nen[ea]s?|"
    r"herman[oa]s?|espos[oa]|marido|mujer|novi[oa]|pareja|prim[oa]s?|cuñad[oa]s?|suegr[oa]s?|yerno|nuera|"
    r"roomies?|roommates?|compañer[oa]s?|amig[oa]s?|vecin[oa]s?|abuel[oa]s?|niet[oa]s?|ti[oa]s?|sobrin[oa]s?|"
    r"familia|familiares|inquilin[oa]s?|huespedes?|huesped|hotel|titular|dueñ[oa]|"
    r"operador[a]?|compañia|proveedor|telefonica|marca|banco|fabricante|tienda|supermercado|cablera)"
)
_WHO = (
    rf"(?:(?:mis?|el|la|los|las|un|una|otr[oa]s?|su|tu|ese|esa)(?: \w+)? {_PERSON}"
    r"(?: de (?:la |mi |el )?\w+)?"
    r"|el|ella|ellas|alguien(?: mas)?|otr[oa]s|los demas|los otros|el otro|la otra|cualquiera|nadie|"
    r"(?:la |otra )?gente|(?:los |las |otros )?(?:jugadores|desconocidos|extraños)|"
    r"(?:los |las )?(?:demas|otros) jugadores)"
)
_LOOKS = (
    r"(?:(?:puede|pueden|podra|podran|podria|podrian|va a|van a|logra|logran|alcanza a|alcanzan a) )?"
    r"(?:ver|ve|ven|vea|vean|vera|veran|vio|vieron|saber|sabe|saben|sepa|sepan|sabra|sabran|leer|lee|leen|"
    r"mirar|mira|miran|(?:se )?enter(?:a|an|e|en|ara|arse)|cachar|cacha|espiar|espia|espian|fisgone\w+)"
)
_MINE = (
    r"(?:(?:de |a )?(?:todo )?(?:lo|que|q)(?: (?:que|q))? (?:yo |nosotros )?(?:me )?(?:he |hemos )?"
    r"(?:veo|vemos|vi|vimos|visto|miro|mire|mirado|busco|busque|buscado|hago|hice|pongo|puse|juego|escribo|"
    r"escribi|estoy viendo)"
    r"|(?:que |q |cuales )?(?:series?|peliculas?|pelis?|cosas|programas?|videos?) (?:\w+ )?"
    r"(?:veo|vi|miro|he visto)"
    r"|(?:de |a |en )?mis? (?:\w+ )?(?:historial|datos|cosas|busquedas|perfil|actividad|series|pelis|"
    r"peliculas|info|informacion|privacidad|correo|mail|tarjeta|compras|mensajes|lista)"
    r"|(?:(?:algo|nada) )?(?:de )?lo (?:mio|nuestro))"
)
_FIRM = "|".join(re.escape(name) for name in sorted(firms(), key=len, reverse=True))
_OTHERS_LOOK = re.compile(
    rf"\b(?:{_WHO}|{_FIRM})(?: (?:que|q) (?:\w+ ){{1,6}}?)?"
    rf"(?: (?:tambien|igual|no|si|todavia|ya|aun|siempre|ahi))* {_LOOKS}"
    rf"(?: (?:ahi|tambien|todo|igual|acaso|exactamente))* {_MINE}\b"
)

# "El papá tiene la cuenta, ¿él podría verla?"
_LOOKS_AT_IT = re.compile(
    rf"\b(?:mis?|el|la|los|las|su) (?:\w+ )?{_PERSON}\b.* (?:el|ella|ellos|ellas) (?:tambien |igual )?"
    r"(?:(?:podria|podrian|puede|pueden|podra|va a|van a) (?:ver|saber|leer)l[oa]s?"
    r"|l[oa]s? (?:podria|podrian|puede|pueden) (?:ver|saber|leer)|l[oa]s? (?:ve|ven|sabe|saben|lee|leen))\b"
)
_TOLD = re.compile(
    rf"\b(?:le|les) (?:cuenta|cuentan|dice|dicen|pasa|pasan|da|dan|manda|mandan|informa|informan|chiva|"
    rf"chivan|sopla|soplan|revela|revelan) (?:\w+ )?a (?:{_FIRM}|"
    rf"(?:mis?|la|los) (?:\w+ )?{_PERSON})\b"
)
# "Mi ex sigue entrando. ¿Puede ver lo que veo?": one who was named before looks.
_THEN_LOOKS = re.compile(
    rf"\b(?:mis?|el|la|su) (?:\w+ )?{_PERSON}\b.* (?:(?:puede|podra|podria|alcanza a)"
    rf" (?:ver|saber|leer|mirar|enterarse de|espiar)|ve|ven|se enteran? de) {_MINE}\b"
)


def others_look(text: str) -> bool:
    """Whether it is asked if somebody else sees or knows what is the person's own.

    Args:
        text: a message.
    """
    said = spoken(text)
    return any(pattern.search(said) for pattern in (_OTHERS_LOOK, _THEN_LOOKS, _LOOKS_AT_IT))


def others_told(text: str) -> bool:
    """Whether it is asked what somebody else is told: "¿qué le cuentan a Claro de mí?".

    Args:
        text: a message.
    """
    return bool(_TOLD.search(spoken(text)))
