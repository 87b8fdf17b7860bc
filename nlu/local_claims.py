"""What is asked of a country's law, where a country is named beside it.

>>> claims("¿me tienen que dejar ver lo que saben?"), asks_again("¿ahí quién es?")
(True, True)
"""

from __future__ import annotations

import re

from knowledge.words import fold

# "Me mudo a Lima, ¿allá cómo sería?", "ahora vivo en Lima. ¿Ante quién sería?" ask again what was asked.
_PLACE = r"(?:alla|alli|ahi|aca|aqui|ella|ellas|el|ellos)"
_ASKED = r"(?:como|que|(?:ante |a |con )?quien|(?:a )?donde|adonde|cual|cuantos?|(?:en )?cuanto(?: tiempo)?)"
_BE = r"(?:es|son|seria|serian|queda|quedaria|pasa|pasaria|cambia|me toca|aplica|funciona|va)"
_AGAIN = re.compile(
    rf"\b{_PLACE} {_ASKED} {_BE}\b|\b(?:como|que) {_BE} (?:{_PLACE}|la cosa|eso|el asunto)\b"
    rf"|(?:^|[¿,.;:] ?)(?:entonces |y |pues )*(?:{_PLACE} )?{_ASKED} {_BE}(?: {_PLACE}| eso| entonces)?\W*$"
    rf"|\b{_ASKED} {_BE} para (?:ella|ellas|el|ellos)\W*$|\bcambia (?:algo|la cosa|la vaina|eso)\W*$"
    rf"|(?:^|[¿,.;:] ?)(?:entonces |y |pues )*(?:ante|a|con) quien\W*$"
    rf"|(?:^|[¿,.;:] ?)(?:y )?{_PLACE} (?:tambien|igual|es igual|(?:es )?lo mismo)\W*$"
)
_DUE = re.compile(
    r"\b(?:plazos?|tardar(?:se)?|tardan?|tardaron|demorar(?:se)?|demoran?|vence\w*|cuant[oa]s? dias|"
    r"cuanto (?:tiempo )?(?:espera|esperan|(?:hay|tiene|tengo) que esperar)|"
    r"cuanto tiempo tienen?|se pasaron)\b|\b(?:pido|pedi|pedimos|solicit\w+)\b.*\bcuanto duran?\b"
)
# Of what is kept, or of thefts, one asks how long, too.
_KEPT = re.compile(r"\b(?:guard|conserv|almacen|retien|mantien|avis|rob|hacke|filtr)\w*")
_LAW = re.compile(
    r"\b(?:ley|leyes|legislacion|norma|derechos?|autoridad|inai|quej\w+|reclam\w+|denunci\w+)\b"
)
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


def asks_again(text: str) -> bool:
    """Whether it is asked how what was asked before is there, or for somebody: "¿ahí quién es?".

    Args:
        text: what stands beside a country.
    """
    return bool(_AGAIN.search(fold(text)))


def asks_for_a_deadline(text: str) -> bool:
    """Whether it is asked by when something is due, and not how long data are kept.

    Args:
        text: a message that names a country.
    """
    said = fold(text)
    return bool(_DUE.search(said)) and not _KEPT.search(said)


def claims(text: str) -> bool:
    """Whether it is asked what one may claim, what the company has to do, or to which office one goes.

    Args:
        text: a question beside a country. Where it asks for an address, it is none.
    """
    said = fold(text)
    return bool(_CLAIM.search(said)) and not _ADDRESS.search(said)


def names_the_law(text: str) -> bool:
    """Whether laws or authorities are named: "¿ya está vigente la ley?" asks of no policy's changes.

    Args:
        text: a question beside a country.
    """
    return bool(_LAW.search(fold(text)))
