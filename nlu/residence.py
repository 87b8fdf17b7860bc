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
from nlu.residence_patterns import plain, residence_patterns


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
    (any more). ``declined``: the person will not say. ``maybe``: a place stands in few words that say
    nothing else; it tells the country only where that was just asked for.
    """

    countries: tuple[str, ...]
    told: bool
    rest: str
    denied: bool = False
    declined: bool = False
    maybe: bool = False


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    countries: tuple[str, ...]
    denied: bool = False


_SAYS_NOTHING = re.compile(
    r"\W*(?:(?:si|no|ok|vale|bueno|perdon|claro|gracias|hola|un|una|saludos?|buenas|pues|ah|eh|ya|y|"
    r"pero|ahora|mira|"
    r"te cuento|dale|que|"
    r"por si (?:acaso|sirve|ayuda|importa)|por si eso cambia algo|entonces)\W*)*"
)
# A question to which a country's law matters, and none to which the country is where data go.
_OF_LAW = re.compile(
    r"\b(?:derech\w+|plazo\w*|le(?:y|yes)|autoridad\w*|reclam\w+|denunci\w+|quej\w+|querell\w+|inai|"
    r"aepd|vela\w* por|solicitud\w*|"
    r"solicit\w+|cartas?|arco|"
    r"habeas|organismo\w*|oficinas?|entidad(?:es)?|institucion(?:es)?|hac\w+ caso|agencia\w*|"
    r"superintendencia|respond\w+|contest\w+|ampara\w*|proteg\w+ legal|"
    r"tramit\w*|exig\w+|"
    r"demand\w+|legal\w*|acud\w+|recurr\w+|base\w* legal\w*|(?:tienen|deben) que|cuant[oa]s dias|modelo|"
    r"formato|escrito|pedir|pido|pide|"
    r"borr\w+|oponer\w*|negar(?:me|se|nos)?|"
    r"razon social|responsable|responde)\b"
)
_ASKS_AGAIN = re.compile(r"^\W*(?:y|pero|entonces|bueno|ok)\b|\?\s*$")
_ENDS = re.compile(r"[.!\n]+\s+(?=\S)")
# A mere answer has no more words.
_FEW = 7
# How many words before a place say what is done there.
_NEAR = 5
_OF_THEM = re.compile(
    r"\b(?:el|ella|ellos|ellas|tambien|igual|lo mismo)\b\W*$|\b(?:para|a|de) (?:ella|ellos|ellas)\b"
    r"|^\W*(?:y|pero|bueno|ok|entonces)\W+(?:a |para |de |que hay de )?(?:mis?|la|el|los|"
    r"las) \w+(?: \w+)?\W*$"
    r"|\b(?:el|ella|ellos|ellas) (?:a |ante |con )?(?:donde|adonde|quien|que|cuanto|como)\b"
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
# "En Los Ángeles, ¿cómo les digo que no lo vendan?"
_OPENS_WITH_ME = re.compile(
    r"\W*(?:aca |aqui )?en (?:\w+,? ){1,4}(?:\W*(?:como|que|cuando|donde) )?(?:le|les|me|yo|nos|puedo|"
    r"tengo|podemos)\b"
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
        for place in places:
            for name in (*place.names, *place.towns):
                self._add(self._places, name, place.code)
            for name in place.people:
                self._add(self._people, name, place.code)
        self._patterns = residence_patterns(self._places, self._people)

    def _add(self, known: dict[str, tuple[str, ...]], name: str, code: str) -> None:
        known[plain(name)] = tuple(dict.fromkeys((*known.get(plain(name), ()), code)))

    def read(self, text: str) -> Residence | None:
        """What a message says of a country.

        Args:
            text: the message.

        Returns:
            The country told, or asked about; None when it says nothing of one.
        """
        text = self._spelling.corrected(text)
        folded = fold(text)
        if (rest := beside_declining(text)) is not None:
            return Residence((), told=False, rest=rest, declined=True)
        if declines(text):
            return Residence((), told=False, rest="", declined=True)
        lives = self._all(self._patterns.residences, folded)
        origins = self._all(self._patterns.origins, folded)
        found = [*lives, *origins]
        yes = [one for one in lives if not one.denied] or [one for one in origins if not one.denied]
        if yes:
            # Of two places, the one named last is where the person lives now.
            born = [_Found(one.start(), one.end(), ()) for one in self._patterns.born.finditer(folded)]
            return Residence(yes[-1].countries, told=True, rest=_without(text, [*found, *born]))
        if found:
            return Residence(found[-1].countries, told=False, rest=_without(text, found), denied=True)
        return (
            self._alone(text, folded)
            or self._opening(text, folded)
            or self._signed(text, folded)
            or self._asked_about(text, folded)
            or self._of_others(text, folded)
            or self._maybe(text, folded)
        )

    def _alone(self, text: str, folded: str) -> Residence | None:
        """ "Chile", "¿y en Chile?": a place and nothing else."""
        bare = self._patterns.bare.match(folded)
        if bare:
            return Residence(self._meant(bare), told=True, rest="")
        elsewhere = self._patterns.elsewhere.match(folded)
        if elsewhere:
            rest = text[elsewhere.end() :].strip()
            return Residence(self._meant(elsewhere), told=False, rest=rest if "?" in rest else "")
        return None

    def _opening(self, text: str, folded: str) -> Residence | None:
        """ "Panamá. ¿Y qué puedo reclamar aquí?": a sentence that is a place and nothing else."""
        end = _ENDS.search(folded)
        bare = self._patterns.bare.match(folded[: end.start()]) if end else None
        if end is None or bare is None:
            return None
        return Residence(self._meant(bare), told=True, rest=text[end.end() :].strip())

    def _signed(self, text: str, folded: str) -> Residence | None:
        """ "Redácteme la carta de oposición. San Salvador." """
        signed = self._patterns.signed.search(folded)
        if signed is None or not _OF_LAW.search(folded[: signed.start()]):
            return None
        span = _Found(signed.start(), signed.end(), self._meant(signed))
        rest = _without(text, [span])
        return Residence(span.countries, told=True, rest=rest) if rest else None

    def _maybe(self, text: str, folded: str) -> Residence | None:
        """ "De Chile po", "la de Argentina nomás": an answer, if it was asked."""
        if len(folded.split()) > _FEW or "?" in text or self._patterns.others.search(folded):
            return None
        places = list(self._patterns.anywhere.finditer(folded))
        if not places or _is_taken(folded, places[0]):
            return None
        # "De Chile po, de Talca": what all of them may be.
        first, *others = [self._meant(one) for one in places]
        meant = tuple(code for code in first if all(code in one for one in others))
        return Residence(meant, told=False, rest=text, maybe=True) if meant else None

    def _of_others(self, text: str, folded: str) -> Residence | None:
        """ "Mi primo vive en Chile": nobody's country that matters, unless it is asked what holds for him."""
        told = list(self._patterns.others.finditer(folded))
        others = [_Found(one.start(), one.end(), self._meant(one)) for one in told]
        others_for = any(one["for"] for one in told)
        rest = _without(text, others)
        # "¿Y mi hermana, que vive en Lima?" asks again for her; "mi hijo vive en Chile" asks nothing.
        others_for = others_for or bool(not rest and _ASKS_AGAIN.search(folded))
        if not others or not (rest or others_for):
            return None
        # "Y mi hermano, que vive en Chile, ¿él también?" asks for him.
        said = fold(rest)
        for_them = _OF_THEM.search(said) or _OF_LAW.search(said) or others_for
        of_them = for_them and not _FIRST_PERSON.search(said)
        return Residence(others[-1].countries if of_them else (), told=False, rest=rest)

    def _asked_about(self, text: str, folded: str) -> Residence | None:
        if not _OF_LAW.search(folded) and not _OPENS_WITH_ME.match(folded):
            return None
        places = list(self._patterns.about.finditer(folded))
        if len(places) != 1 or (places[0]["where"] != "desde" and _is_taken(folded, places[0])):
            return None
        place = places[0]
        span = _Found(place.end("body") if place["body"] else place.start(), place.end(), self._meant(place))
        others = self._patterns.others.search(folded)
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
            land = self._places[plain(groups["land"])]
            both = tuple(code for code in self._places[plain(groups["place"])] if code in land)
            return both or land
        if groups.get("people"):
            return self._people[plain(groups["people"])]
        return self._places[plain(groups["alone"])]


def _is_taken(folded: str, place: re.Match[str]) -> bool:
    """Whether data are taken to a place or kept there; "¿en Chile puedo pedir que los manden?" is of law."""
    before, behind = folded[: place.start()].split()[-_NEAR:], folded[place.end() :].split()[:1]
    return bool(_OF_TRANSFER.search(" ".join(before)) or _OF_TRANSFER.search(" ".join(behind)))


def _meet(match: re.Match[str], stretch: range) -> bool:
    return match.start() < stretch.stop and stretch.start < match.end()


def _without(text: str, spans: Sequence[_Found]) -> str:
    kept, position = [], 0
    for span in sorted(spans, key=lambda one: one.start):
        kept.append(text[position : max(position, span.start)])
        position = max(position, span.end)
    kept.append(text[position:])
    rest = re.sub(r"\s+", " ", " ".join(kept))
    rest = re.sub(r"\s+([?!.,;:])|(?<=[¿¡])\s+", r"\1", rest).strip(" ,;:-…")
    return "" if _SAYS_NOTHING.fullmatch(fold(rest)) else rest
