"""The ways in which people ask of the very words that were just told, a rule for each.

See `actions.leaning_rules` for what a rule is.
"""

from __future__ import annotations

import re

from actions.short_turns import BARE, Before, said, unsure
from actions.turn import ASK, CHALLENGE, FOLLOW_UP, MORE, Part

_WHICH = re.compile(
    r"(?:y |como |pero |de (?:tod[oa]s )?(?:es[oa]s|ell[oa]s) )*(?:(?:a|de|en|por|con) )?"
    r"(?:cual(?:es)?|a traves de que|por ejemplo|como que|que mas)"
    r"(?: (?:son|exactamente|precisamente|en concreto|por ejemplo|cosas|datos|empresas))*"
)


def which_ones(part: Part, before: Before) -> str | None:
    """ "¿Cuáles exactamente?": more of what was told.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    if not part.concepts and _WHICH.fullmatch(said(part)):
        return MORE if before.more else FOLLOW_UP
    return None


_STANDS = (
    r"(?: (?:lo|la|los|las|se|les|te|me|eso|esto))* "
    r"(?:pone|ponen|dice|dicen|esta escrito|esta puesto|viene|sale|aparece|figura|consta|leiste|leo|veo)"
    r"(?: (?:eso|esto|escrito|todo eso))*"
)
_PART = (
    r"que (?:parte|seccion|apartado|pagina|punto|clausula|articulo)"
    r"(?: de (?:la|su) politica| del (?:texto|documento))?"
)
# With a remark before it too: "es para citarlo bien, ¿en qué apartado viene?"
_WRITTEN = re.compile(
    r"(?:(?:y|vale|ok|pero|ya|aja|bueno|oye|a ver|perdon) )*(?:(?:eso|esto) )?"
    rf"(?:(?:(?:en|por) )?(?:donde(?: de la politica)?|{_PART})){_STANDS}"
    rf"|.{{1,60}} en {_PART}{_STANDS}"
)


def where_written(part: Part, before: Before) -> str | None:
    """ "Vale, ¿y dónde pone eso?": of what was just told.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    return CHALLENGE if not part.concepts and _WRITTEN.fullmatch(said(part)) else None


_EASIER = re.compile(
    r"\b(?:mas (?:facil|simple|sencillo|claro)|en cristiano|sin entender\w*|"
    r"no (?:l[oa]s? )?(?:entiendo|entendi|pillo|capto|cacho))\b"
)


def simpler(part: Part, before: Before) -> str | None:
    """ "Más fácil, porfa": the same once more.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    return FOLLOW_UP if not part.concepts and unsure(part) and _EASIER.search(said(part)) else None


_BRIEFLY = re.compile(
    r"(?:(?:a ver|pero|y|ok|vale|no|entonces|o sea|dime|dimelo|contesta\w*|responde\w*|explica\w*|resum\w+|"
    r"es|solo|ya|bueno) )*"
    r"(?:si o no|(?:en|con) (?:pocas|dos) palabras|(?:mas )?en corto|mas corto|resumid[oa]|en resumen|"
    r"al grano|en una (?:frase|linea))(?: (?:por favor|porfa|porfis|dime|contesta))*"
)


def in_short(part: Part, before: Before) -> str | None:
    """ "Pero ¿sí o no?": what was told, in short.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    return FOLLOW_UP if wants_less(part) else None


def wants_less(part: Part) -> bool:
    """Whether it wants what was told in short: "pero ¿sí o no?", "a ver, en pocas palabras".

    Args:
        part: one question of a turn.
    """
    return not part.concepts and bool(_BRIEFLY.fullmatch(said(part)))


_NAMES = re.compile(
    r"(?:(?:pero|y|ok|no|dime|dame|digame|quiero|cuales son|dicen|saber|es que) )*"
    r"(?:los|sus|algun|que|con) nombres?(?: (?:y apellidos?|concretos?|exactos?|propios?|"
    r"de (?:(?:esas|las|ellas|todas|cada una|que) ?)+(?:empresas?|compañias?|marcas?)?))?"
)
_TOLD_OF_FIRMS = {"sharing", "source", "advertising"}


def by_name(part: Part, before: Before) -> str | None:
    """ "Pero dime los nombres", after who receives data: of those firms.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    return FOLLOW_UP if before.aspect in _TOLD_OF_FIRMS and _NAMES.fullmatch(said(part)) else None


_WHERE = re.compile(r"(?:y )?(?:a ?donde|en donde|donde|desde cuando)")


def where_to(part: Part, before: Before) -> str | None:
    """ "¿Y a dónde?": of what was told.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    if not part.concepts and _WHERE.fullmatch(said(part)) and unsure(part):
        return FOLLOW_UP
    return None


_HOW = re.compile(
    r"(?:y |pero )?(?:eso )?como"
    r"(?: (?:asi|es eso|(?:l[oa]s? )?(?:hacen?|saben?|averiguan?|sacan?|consiguen?|logran?)))?"
)


def how_so(part: Part, before: Before) -> str | None:
    """ "¿Y cómo lo saben?": from where what was told comes.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    known = before.aspect in ("collection", "source", "purpose")
    return f"{ASK}source" if known and not part.concepts and _HOW.fullmatch(said(part)) else None


_DOUBT = re.compile(
    r"(?:y |pero |mm+ |ah |uy |ay |a ver )*(?:estas? )?"
    r"(?:segur[oa]s?|segurisim[oa]|de verdad|de veras|en serio|neta|la neta|posta|me lo juras)\b"
)


def doubt(part: Part, before: Before) -> str | None:
    """ "¿Segurísimo?": doubts what was told.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    return CHALLENGE if not part.concepts and _DOUBT.match(said(part)) else None


_WITHOUT = re.compile(r"(?:y |pero )?sin \w+")


def without(part: Part, before: Before) -> str | None:
    """ "¿Sin avisarme?": what was just said, doubted in one point.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    bare = part.manner.length <= BARE and not part.concepts and _WITHOUT.match(said(part))
    return FOLLOW_UP if bare and unsure(part) else None
