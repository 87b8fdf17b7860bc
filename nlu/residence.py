"""Where somebody says that they live, and which country a question on rights is about.

>>> reader = ResidenceReader([Place("CO", ("Colombia",), ("colombiana",), ("Medellín",))])
>>> reader.read("vivo en Medellín, ¿cómo pido que borren mis datos?")
Residence(countries=('CO',), told=True, rest='¿cómo pido que borren mis datos?', denied=False, declined=False)

Only what is said counts: "vivo en …", "soy mexicana", "desde España". Where data go to ("¿mandan mis datos a
Estados Unidos?") or where somebody else lives says nothing of the person. A name that several countries
share stays ambiguous unless a country is named beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.words import fold
from nlu.declining import beside_declining, declines
from nlu.lexicon import spanish_words
from nlu.place_spelling import PlaceSpeller


@dataclass(frozen=True)
class Place:
    """A country with its names, the names of its people, and those of its regions and cities."""

    code: str
    names: tuple[str, ...]
    people: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Residence:
    """What a message says of a country.

    ``countries``: codes, several for an ambiguous name. ``told``: it is the person's own; otherwise a
    question is about it. ``rest``: the message without those words. ``denied``: the person is not there
    (any more). ``declined``: the person will not say.
    """

    countries: tuple[str, ...]
    told: bool
    rest: str
    denied: bool = False
    declined: bool = False


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    countries: tuple[str, ...]
    denied: bool = False


_ADVERB = r"(?:ya|ahora|actualmente|todavia|aun|hoy|yo|siempre|tambien|aca|aqui|solo|pues|que)"
_LIVES = (
    r"(?:vivo|vivimos|viviendo|resido|residimos|radico|radicamos|estoy|estamos|ando|andamos|"
    r"me encuentro|nos encontramos|"
    r"me mude|nos mudamos|me vine|me fui|habito|me he mudado|llevo \w+ anos(?: viviendo)?)"
)
_THERE = (
    r"(?:(?: (?:yo|ahora|actualmente|aca|aqui|hoy|viviendo|ubicad[oa]|radicad[oa]|residiendo|a vivir|"
    r"legalmente)){0,3})"
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
_SAYS_NOTHING = re.compile(
    r"\W*(?:(?:si|no|ok|vale|bueno|perdon|claro|gracias|hola|un|una|saludos?|buenas|pues|ah|eh|ya|y|"
    r"pero|ahora|mira|"
    r"te cuento|dale|que|"
    r"por si (?:acaso|sirve|ayuda|importa)|por si eso cambia algo|entonces)\W*)*"
)
# A question to which a country's law matters, and none to which the country is where data go.
_OF_LAW = re.compile(
    r"\b(?:derech\w+|plazo\w*|le(?:y|yes)|autoridad\w*|reclam\w+|denunci\w+|quej\w+|solicitud\w*|"
    r"solicit\w+|cartas?|arco|"
    r"habeas|organismo\w*|agencia\w*|superintendencia|respond\w+|contest\w+|ampara\w*|proteg\w+ legal|"
    r"tramit\w*|exig\w+|"
    r"demand\w+|legal\w*|acud\w+|recurr\w+|base\w* legal\w*|modelo|formato|escrito|pedir|pido|pide|"
    r"borr\w+|oponer\w*|"
    r"razon social|responsable|responde)\b"
)
_FIRST_PERSON = re.compile(
    r"\b(?:me|yo|nos|tengo|tenemos|puedo|podemos|quiero|necesito|denuncio|reclamo|pido|acudo|recurro|"
    r"exijo|solicito)\b"
    r"|\b(?:mis?|nuestr[oa]s?) (?:dat[oa]s?|informacion|info|derechos?|cuenta|solicitud|queja|reclamo|"
    r"caso|historial)\b"
)
# "¿Quién les contó que vivo en Maracaibo?": what others know or believe is not told to Clara.
_REPORTED = re.compile(
    r"\b(?:de|creen?|crean|sab\w+|sepan|cont\w+|piens\w+|averigu\w+|detect\w+|dice[ns]?|enter\w+|"
    r"supon\w+) que "
    r"(?:\w+ ){0,2}?(?:vivo|vivimos|resido|estoy|soy|me mude|me fui)\b"
)
_OF_TRANSFER = re.compile(
    r"\b(?:mand\w+|envi\w+|transf\w+|viaj\w+|salen|sale|salgan|llev\w+|servidor\w*|guard\w+|almacen\w+|"
    r"acab\w+|terminan|van|"
    r"va|quedan?|llegan?|cuest\w+|precio|plan|catalogo|pelicula\w*|serie\w*)\b"
)


class ResidenceReader:
    """Reads messages.

    Args:
        places: the countries to know.
        spanish: folded words and their shares, of which ordinary ones are no misspelt names; those of Spanish
            unless given.
    """

    def __init__(self, places: Iterable[Place], spanish: Mapping[str, float] | None = None):
        places = list(places)
        towns = [name for place in places for name in place.towns]
        countries = [name for place in places for name in (*place.names, *place.people)]
        self._spelling = PlaceSpeller(towns, countries, spanish_words() if spanish is None else spanish)
        self._places: dict[str, tuple[str, ...]] = {}
        self._people: dict[str, tuple[str, ...]] = {}
        self._countries: dict[str, str] = {}
        for place in places:
            for name in (*place.names, *place.towns):
                self._add(self._places, name, place.code)
            for name in place.people:
                self._add(self._people, name, place.code)
            self._countries.update({_plain(name): place.code for name in place.names})
        self._compile()

    def _add(self, known: dict[str, tuple[str, ...]], name: str, code: str) -> None:
        plain = _plain(name)
        known[plain] = tuple(dict.fromkeys((*known.get(plain, ()), code)))

    def _compile(self) -> None:
        place = _one_of(self._places)
        people = _one_of(self._people)
        # "San Luis Potosí" is neither San Luis nor Potosí.
        whole = _one_of(name for name in self._places if _is_two(name, self._places)) or "(?!)"
        named = (
            rf"(?:la ciudad de |el pueblo de |un pueblo de |la provincia de |el estado de |el norte de |"
            rf"el sur de )?"
            rf"(?:(?!(?:{whole})\b)(?P<place>{place})s?(?:\s*[,(]\s*(?:en |de |d )?|\s+(?:en|de|d)\s+|"
            rf"\s+)(?P<land>{place})\)?|(?P<alone>{place}))\b"
        )
        lives = rf"(?P<no>\bno )?(?:\b{_ADVERB} ){{0,4}}\b{_LIVES}{_THERE} "
        of = rf"(?P<no>\bno )?(?:\b{_ADVERB} ){{0,4}}\b{_IS} {_SOMEBODY}(?:de|d|desde|en) "
        self._residences = [re.compile(_BEFORE + lives + named + _JOINED)]
        self._origins = [
            re.compile(_BEFORE + of + named + _JOINED),
            re.compile(
                rf"{_BEFORE}(?P<no>\bno )?(?:\b{_ADVERB} ){{0,4}}"
                rf"\b(?:{_IS}|como|siendo|al ser|por ser) {_SOMEBODY}"
                rf"(?P<people>{people})s?\b{_JOINED}"
            ),
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
        ]
        self._bare = re.compile(
            rf"^[\s¡]*{_OPENING}(?:(?:en|de|desde|para|el de|la de|es) )?(?:{named}|"
            rf"(?P<people>{people})s?)[\s.!]*$"
        )
        self._about = re.compile(
            rf"\b(?:(?P<where>en|desde)|para|(?:ley|leyes|legislacion|usuarios|clientes|gente) de) {named}"
        )
        self._elsewhere = re.compile(
            rf"^[\s¿]*(?:(?:y|o|pero|entonces|bueno|ok)[ ,]+)*(?:que pasa |como (?:es|seria|queda) )?"
            rf"(?:si (?:yo )?(?:fuera|fuese|viviera|viviese|estuviera|estuviese|es|vive|vivieramos) )?"
            rf"(?:(?:en|de|desde|para|a) )?(?:(?:alguien|una persona|un|una|los|las|el|la|"
            rf"quien vive)(?: de| en)? )?{named}[?!. ]*(?:$|[?])"
        )
        self._others = re.compile(
            rf"\b(?:mi|mis|un|una|el|la|los|las|nuestr[oa]) \w+(?: \w+)? (?:vive|viven|reside|residen|"
            rf"esta|estan|es|son|anda) "
            rf"(?:en|de) {named}{_JOINED}"
        )
        self._born = re.compile(
            rf"(?:{_BEFORE}\b(?:naci|nacid[oa]|me crie|vengo) (?:en|de) {named}{_JOINED})"
        )

    def read(self, text: str) -> Residence | None:
        """What a message says of a country.

        Args:
            text: the message.

        Returns:
            The country told, or asked about; None when it says nothing of one.
        """
        text = self._spelling.corrected(text)
        folded = fold(text)
        if declines(text):
            return Residence((), told=False, rest="", declined=True)
        if (rest := beside_declining(text)) is not None:
            return Residence((), told=False, rest=rest, declined=True)
        lives, origins = self._all(self._residences, folded), self._all(self._origins, folded)
        found = [*lives, *origins]
        yes = [one for one in lives if not one.denied] or [one for one in origins if not one.denied]
        if yes:
            # Of two places, the one named last is where the person lives now.
            born = [_Found(one.start(), one.end(), ()) for one in self._born.finditer(folded)]
            return Residence(yes[-1].countries, told=True, rest=_without(text, [*found, *born]))
        if found:
            return Residence(found[-1].countries, told=False, rest=_without(text, found), denied=True)
        return self._alone(text, folded) or self._asked_about(text, folded) or self._of_others(text, folded)

    def _alone(self, text: str, folded: str) -> Residence | None:
        """ "Chile", "¿y en Chile?": a place and nothing else."""
        bare = self._bare.match(folded)
        if bare:
            return Residence(self._meant(bare), told=True, rest="")
        elsewhere = self._elsewhere.match(folded)
        if elsewhere:
            rest = text[elsewhere.end() :].strip()
            return Residence(self._meant(elsewhere), told=False, rest=rest if "?" in rest else "")
        return None

    def _of_others(self, text: str, folded: str) -> Residence | None:
        """ "Mi primo vive en Chile": nobody's country that matters, and no question on where data go."""
        others = [_Found(one.start(), one.end(), ()) for one in self._others.finditer(folded)]
        rest = _without(text, others)
        return Residence((), told=False, rest=rest) if others and rest else None

    def _asked_about(self, text: str, folded: str) -> Residence | None:
        if not _OF_LAW.search(folded) or _OF_TRANSFER.search(folded):
            return None
        places = list(self._about.finditer(folded))
        if len(places) != 1:
            return None
        place = places[0]
        span = _Found(place.start(), place.end(), self._meant(place))
        others = self._others.search(folded)
        own = place["where"] is not None and not others and bool(_FIRST_PERSON.search(folded))
        return Residence(span.countries, told=own, rest=_without(text, [span]))

    def _all(self, patterns: Sequence[re.Pattern[str]], folded: str) -> list[_Found]:
        found = []
        reported = [range(*one.span()) for one in _REPORTED.finditer(folded)]
        for pattern in patterns:
            for match in pattern.finditer(folded):
                countries = self._meant(match)
                if countries and not any(_meet(match, at) for at in reported):
                    found.append(
                        _Found(
                            match.start(),
                            match.end(),
                            countries,
                            bool(match["no"] if "no" in pattern.groupindex else ""),
                        )
                    )
        surest = {one.start: one for one in reversed(found)}
        return sorted(surest.values(), key=lambda one: one.start)

    def _meant(self, match: re.Match[str]) -> tuple[str, ...]:
        groups = match.groupdict()
        if groups.get("land"):
            # "Guadalajara, Jalisco": of all that the one may be, what the other is too.
            land = self._places[_plain(groups["land"])]
            both = tuple(code for code in self._places[_plain(groups["place"])] if code in land)
            return both or land
        if groups.get("people"):
            return self._people[_plain(groups["people"])]
        return self._places[_plain(groups["alone"])]


def _meet(match: re.Match[str], stretch: range) -> bool:
    return match.start() < stretch.stop and stretch.start < match.end()


def _plain(name: str) -> str:
    return " ".join(fold(name).replace("-", " ").split())


def _is_two(name: str, places: Mapping[str, object]) -> bool:
    words = name.split()
    return any(
        " ".join(words[:at]) in places and " ".join(words[at:]) in places for at in range(1, len(words))
    )


def _one_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)).replace(r"\ ", "[ -]")


def _without(text: str, spans: Sequence[_Found]) -> str:
    kept, position = [], 0
    for span in sorted(spans, key=lambda one: one.start):
        kept.append(text[position : max(position, span.start)])
        position = max(position, span.end)
    kept.append(text[position:])
    rest = re.sub(r"\s+", " ", " ".join(kept))
    rest = re.sub(r"\s+([?!.,;:])|(?<=[¿¡])\s+", r"\1", rest).strip(" ,;:-…")
    return "" if _SAYS_NOTHING.fullmatch(fold(rest)) else rest
