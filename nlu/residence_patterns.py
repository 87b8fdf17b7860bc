"""The ways in which people say where they live, compiled with the names of places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.words import fold

_ADVERB = r"(?:ya|ahora|actualmente|todavia|aun|hoy|yo|siempre|tambien|aca|aqui|solo|pues|que)"
_LIVES = (
    r"(?:vivo|vivimos|viviendo|resido|residimos|radico|radicamos|estoy|estamos|ando|andamos|"
    r"me encuentro|nos encontramos|me mude|me mudo|me voy a (?:mudar|vivir)|me traslado|me regreso|"
    r"me vuelvo|me devuelvo|nos mudamos|me acabo de (?:mudar|trasladar|pasar|venir|ir)|acabo de llegar|"
    r"me (?:trastee|cambie|marche|largue|traslade|instale|vine a vivir)|"
    r"me vine|me fui|habito|me he mudado|me pas[oe](?= a vivir)|"
    r"me estoy (?:mudando|regresando|volviendo|devolviendo|yendo|trasladando)|"
    r"(?:llevo|tengo) (?:\w+ ){1,3}(?:años?|meses)(?: (?:de vivir|viviendo|por aca|aqui|aca))?)"
)
_THERE = (
    r"(?:(?: (?:yo|ahora|actualmente|aca|aqui|hoy|viviendo|ubicad[oa]|radicad[oa]|residiendo|a vivir|"
    r"legalmente|hace (?:\w+ ){1,2}(?:años?|meses))){0,3})"
    r" (?:en|por|a|cerca de|aca en|aqui en)"
)
_IS = r"(?:soy|somos|seria)"
_SOMEBODY = (
    r"(?:(?:un|una|usuari[oa]s?|ciudadan[oa]s?|suscriptor(?:a|es|as)?|client[ea]s?|titular|residentes?|"
    r"persona|"
    r"consumidor(?:a|es)?|abonad[oa]s?|subscriptor(?:a|es)?|chic[oa]|mujer|hombre|señor[a]?|estudiante|"
    r"profesora?|"
    r"abuel[oa]|jubilad[oa]) ){0,4}"
)
_OPENING = (
    r"(?:(?:si|no|bueno|ok|vale|dale|claro|perdon|mejor|pues|ah|eh|a ver|hola|ahora|es que|digo|quise decir|"
    r"quiero decir|corrijo|me equivoque|mentira|buenas|oye|aclaro|sorry)[ ,.:;!]{1,6}){0,6}"
)
_JOINED = r"(?:[ ,.:;!…-]+(?:(?:y|e|pero|asi que|entonces|por eso|o sea)\b[ ,]*)?)?"
_BEFORE = (
    r"(?:\b(?:y|e|pero|si|porque|ya que|como|aunque|que|dado que|puesto que|por si acaso|"
    r"aclaro que|sabiendo que) )?"
)


@dataclass(frozen=True)
class ResidencePatterns:
    """Expressions over folded text.

    Their groups: ``place`` and ``land`` or ``alone``, or ``people``; ``no`` where it is denied.

    ``residences``: "vivo en …". ``origins``: "soy de …", "desde …". ``bare``: a place and nothing else.
    ``about``: a place beside a question. ``elsewhere``: "¿y en …?". ``others``: where somebody else lives.
    ``born``: "nací en …". ``signed``: a place that stands behind all else, as under a letter. ``anywhere``: a
    place or a people.
    """

    residences: tuple[re.Pattern[str], ...]
    origins: tuple[re.Pattern[str], ...]
    bare: re.Pattern[str]
    about: re.Pattern[str]
    elsewhere: re.Pattern[str]
    others: re.Pattern[str]
    born: re.Pattern[str]
    signed: re.Pattern[str]
    anywhere: re.Pattern[str]


def residence_patterns(
    known_places: Mapping[str, object], known_people: Mapping[str, object]
) -> ResidencePatterns:
    """The expressions for some names.

    Args:
        known_places: plain names (see `plain`) of countries, regions and cities.
        known_people: plain names of the people of countries.
    """
    place, people = _one_of(known_places), _one_of(known_people)
    # "San Luis Potosí" is neither San Luis nor Potosí.
    whole = _one_of(name for name in known_places if _is_two(name, known_places)) or "(?!)"
    named = (
        rf"(?:(?:la|el) (?=cdmx|df|capital)|la ciudad de |el pueblo de |un pueblo de |la provincia de |"
        rf"el estado de |el norte de |"
        rf"el sur de )?"
        rf"(?:(?!(?:{whole})\b)(?P<place>{place})s?(?:\s*[,(]\s*(?:(?:en |de |d )?(?:el )?"
        rf"(?:estado|provincia|departamento|region|edo\.?)(?: de)? |en |de |d )?|\s+(?:en|de|d)\s+|"
        rf"\s+)(?P<land>{place})\)?|(?P<alone>{place}))\b"
    )
    # "Vivo en Nosara, Nicoya, Costa Rica": no list has every village.
    village = r"(?:(?!(?:y|pero|soy|que)\b)\w+(?: \w+)?, ?){1,2}(?:en )?"
    lives = rf"(?P<no>\bno )?(?:\b{_ADVERB} ){{0,4}}\b{_LIVES}{_THERE} "
    # "Soy camba, de Santa Cruz": what one is called may be a word that no list has.
    of = rf"(?P<no>\bno )?(?:\b{_ADVERB} ){{0,4}}\b{_IS} (?:\w+(?: \w+)?, )?{_SOMEBODY}(?:del?|d|desde|en) "
    residences = (
        re.compile(_BEFORE + lives + named + _JOINED),
        re.compile(_BEFORE + lives + village + named + _JOINED),
    )
    origins = (
        re.compile(_BEFORE + of + named + _JOINED),
        re.compile(
            rf"{_BEFORE}(?P<no>\bno )?(?:\b{_ADVERB} ){{0,4}}"
            rf"\b(?:{_IS}|como|siendo|al ser|por ser) {_SOMEBODY}"
            rf"(?P<people>{people})s?\b{_JOINED}"
        ),
        re.compile(rf"^[\s¡]*(?P<people>{people}) (?:aqui|aca|por aca|por aqui)\b{_JOINED}"),
        re.compile(
            rf"\b(?:nosotr[oa]s|somos|los|las|l[oa]s que somos)(?: l[oa]s)? (?P<people>{people})s\b{_JOINED}"
        ),
        re.compile(rf"\bquien (?:te|les?|os) escribe (?:es|vive|reside)(?: \w+)? (?:de|en) {named}{_JOINED}"),
        re.compile(
            rf"(?:\b(?:te |les |os |le )?(?:escrib\w+|redact\w+|habl\w+|pregunt\w+|consult\w+|"
            rf"salud\w+)(?: \w+)? )(?:desde|de) {named}{_JOINED}"
        ),
        re.compile(
            rf"(?:(?<=^)|(?<=[,.;:!?¿] ))[¿ ]*(?:desde|aca en|aqui en|aqui desde|"
            rf"aca desde) {named}(?=[ ,.;:!?¿]*(?:$|[¿,.;:]|\b)){_JOINED}"
        ),
        re.compile(rf"\b(?:aqui|aca|aki) en {named}{_JOINED}"),
        re.compile(
            rf"\b(?:en )?(?:mi pais(?: de residencia)?|mi ciudad|mi residencia|mi cuenta|"
            rf"mi domicilio)(?: es| esta|,|:)*"
            rf"(?: (?:de|en))? {named}{_JOINED}"
        ),
        re.compile(rf"\btengo (?:mi |la )?cuenta (?:en|de) {named}{_JOINED}"),
    )
    bare = re.compile(
        rf"^[\s¡]*{_OPENING}(?:(?:en|de|desde|para|el de|la de|es) )?(?:{named}|"
        rf"(?P<people>{people})s?)[\s.!]*$"
    )
    about = re.compile(
        rf"\b(?:(?P<where>en|desde)|para|(?:usuarios|clientes|gente) de|"
        rf"(?P<body>(?:ley|leyes|legislacion|autoridad|agencia|organismo|oficina|"
        rf"instituto)(?: \w+){{0,4}}) de) {named}"
    )
    elsewhere = re.compile(
        rf"^[\s¿]*(?:(?:y|o|pero|entonces|bueno|ok)[ ,]+)*(?:que pasa |como (?:es|seria|queda) )?"
        rf"(?:si (?:yo )?(?:fuera|fuese|viviera|viviese|estuviera|estuviese|es|vive|vivieramos) )?"
        rf"(?:(?:en|de|desde|para|a) )?(?:(?:alguien|una persona|un|una|los|las|el|la|"
        rf"quien vive)(?: de| en)? )?{named}[?!. ]*(?:$|[?])"
    )
    others = re.compile(
        rf"(?:\b(?P<for>para|a|de) )?\b(?:(?:mi|mis|un|una|el|la|los|las|"
        rf"nuestr[oa]) \w+(?: \w+)?(?:,? de \d+ años)?"
        rf"(?:,? (?:que|q))?|el|ella) (?:es \w+ (?:y|pero) )?"
        rf"(?:vive|viven|reside|residen|esta|estan|es|son|anda) "
        rf"(?:en|de) {named}{_JOINED}"
    )
    born = re.compile(rf"(?:{_BEFORE}\b(?:naci|nacid[oa]|me crie|vengo) (?:en|de) {named}{_JOINED})")
    signed = re.compile(rf"(?<=[.!?;,\n])\s*(?:(?:en|de|desde) )?{named}[\s.!]*$")
    anywhere = re.compile(rf"\b(?:{named}|(?P<people>{people})s?\b)")
    return ResidencePatterns(residences, origins, bare, about, elsewhere, others, born, signed, anywhere)


def plain(name: str) -> str:
    """A place's or people's name as patterns have it: folded, hyphens as blanks."""
    return " ".join(fold(name).replace("-", " ").split())


def _is_two(name: str, places: Mapping[str, object]) -> bool:
    words = name.split()
    return any(
        " ".join(words[:at]) in places and " ".join(words[at:]) in places for at in range(1, len(words))
    )


def _one_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)).replace(r"\ ", "[ -]")
