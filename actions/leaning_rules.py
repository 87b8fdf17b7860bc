"""The ways in which people lean on what was said, a rule for each.

A rule looks at a short turn and at what was before it, and names the intent that the turn then has, or None
where it has nothing to say.
"""

from __future__ import annotations

import re

from actions.claiming_rules import deadline, done_so_far, entitled, ignored, included, owed, watched
from actions.direction_rules import given_to_them, other_way
from actions.short_turns import BARE, POSSIBLE, Before, Rule, said, unsure
from actions.turn import ASK, CHALLENGE, DENY, FOLLOW_UP, MORE, OUT_OF_SCOPE, Part, aspect_of

_BOT, _HELP, CHILDREN, _ERASURE = "bot", "help", "children", "erasure"
# What is asked of children, and what it is then about.
ASKED_OF_CHILDREN = {"advertising": ["ad_interactions"], "control": []}

_WHICH = re.compile(
    r"(?:y |como |pero |de (?:tod[oa]s )?(?:es[oa]s|ell[oa]s) )*(?:(?:a|de|en|por|con) )?"
    r"(?:cual(?:es)?|a traves de que|por ejemplo|como que|que mas)"
    r"(?: (?:son|exactamente|precisamente|en concreto|por ejemplo|cosas|datos|empresas))*"
)


def _which_ones(part: Part, before: Before) -> str | None:
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


def _where_written(part: Part, before: Before) -> str | None:
    """ "Vale, ¿y dónde pone eso?": of what was just told."""
    return CHALLENGE if not part.concepts and _WRITTEN.fullmatch(said(part)) else None


_TOLD = re.compile(r"\b(?:avis|notific|inform|enter)(?:an|ar|aran|en|ara|are|arian|o)\w*")


def notice(part: Part, before: Before) -> str | None:
    """ "¿Me van a avisar?", after changes: of the next one; after a theft or an order of a court: of that.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    if part.concepts or not _TOLD.search(said(part)):
        return None
    if before.aspect == "changes":
        return f"{ASK}changes" if unsure(part) else None
    ordered = before.aspect == "sharing" and "authorities" in before.concepts
    return FOLLOW_UP if before.aspect == "security" or ordered else None


_THEN = re.compile(
    r"(?:(?:y|pero|o|entonces) )*(?:(?:eso|esto) )?(?:tampoco |tambien |ya )?"
    r"(?:(?:antes|antiguamente|en su momento|el año pasado|en 20\d\d|"
    r"hace (?:un par de|\w+) (?:años?|meses))\b.*"
    r"|(?:siempre|toda la vida) (?:fue|era|ha sido|fueron|lo han?|la han?)\b.*)"
)


def _then(part: Part, before: Before) -> str | None:
    """ "¿Y hace unos años tampoco?": of what was told, as it was then."""
    weak = unsure(part) and part.intent in (FOLLOW_UP, OUT_OF_SCOPE, f"{ASK}retention", f"{ASK}collection")
    asked = weak and before.aspect not in (_BOT, "changes") and _THEN.fullmatch(said(part))
    return f"{ASK}changes" if asked else None


_OTHER_VERSION = re.compile(
    r"(?:(?:y|pero|o) )*(?:en |con )?(?:la|el|esa|ese) "
    r"(?:que (?:vino|habia|estaba|salio)|siguiente|anterior|de antes|de despues|de 20\d\d|otra|primera|"
    r"ultima|vieja?)\b.*"
)


def _other_version(part: Part, before: Before) -> str | None:
    """ "¿Y en la que vino después?", after changes: of another version."""
    asked = before.aspect == "changes" and not part.concepts and _OTHER_VERSION.fullmatch(said(part))
    return f"{ASK}changes" if asked else None


_MATTERS = re.compile(
    r"\b(?:cambia|cambiaria|varia) (?:en )?(?:algo|nada|la cosa)\b|\b(?:es|seria) (?:igual|lo mismo)$"
)


def _all_the_same(part: Part, before: Before) -> str | None:
    """ "Vivo en Perú, ¿cambia en algo?" asks the same again, of oneself, and not what the policy changed."""
    return FOLLOW_UP if before.aspect != "changes" and _MATTERS.search(said(part)) else None


_FOR_THEM = re.compile(r"\bpara (?:el|ella|ellos|ellas)\b")


def _for_them(part: Part, before: Before) -> str | None:
    """ "Mi hermana vive en Montevideo, ¿para ella cuánto?" asks the same, of somebody else."""
    return FOLLOW_UP if not part.concepts and unsure(part) and _FOR_THEM.search(said(part)) else None


def _why_changed(part: Part, before: Before) -> str | None:
    """ "¿Y por qué motivo?", after changes: of them."""
    asked = before.aspect == "changes" and not part.concepts and _WHY.match(said(part))
    return f"{ASK}changes" if asked else None


_WHY = re.compile(
    r"(?:(?:y|pero|o|entonces|bueno) )*(?:por que|para que)\b(?! (?:no )?(?:(?:me|lo|la|los|las|se|les?) )+)"
    r"|.*\bque (?:motivo|razon)\b"
)
_EASIER = re.compile(
    r"\b(?:mas (?:facil|simple|sencillo|claro)|en cristiano|sin entender\w*|"
    r"no (?:l[oa]s? )?(?:entiendo|entendi|pillo|capto|cacho))\b"
)


def _simpler(part: Part, before: Before) -> str | None:
    """ "Más fácil, porfa": the same once more."""
    return FOLLOW_UP if not part.concepts and unsure(part) and _EASIER.search(said(part)) else None


_BRIEFLY = re.compile(
    r"(?:(?:a ver|pero|y|ok|vale|no|entonces|o sea|dime|dimelo|contesta\w*|responde\w*|explica\w*|resum\w+|"
    r"es|solo|ya|bueno) )*"
    r"(?:si o no|(?:en|con) (?:pocas|dos) palabras|(?:mas )?en corto|mas corto|resumid[oa]|en resumen|"
    r"al grano|en una (?:frase|linea))(?: (?:por favor|porfa|porfis|dime|contesta))*"
)


def _in_short(part: Part, before: Before) -> str | None:
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


def _where_to(part: Part, before: Before) -> str | None:
    if not part.concepts and _WHERE.fullmatch(said(part)) and unsure(part):
        return FOLLOW_UP
    return None


_HOW = re.compile(
    r"(?:y |pero )?(?:eso )?como"
    r"(?: (?:asi|es eso|(?:l[oa]s? )?(?:hacen?|saben?|averiguan?|sacan?|consiguen?|logran?)))?"
)


def _how_so(part: Part, before: Before) -> str | None:
    told = before.aspect in ("collection", "source", "purpose")
    return f"{ASK}source" if told and not part.concepts and _HOW.fullmatch(said(part)) else None


_DOUBT = re.compile(
    r"(?:y |pero |mm+ |ah |uy |ay |a ver )*(?:estas? )?"
    r"(?:segur[oa]s?|segurisim[oa]|de verdad|de veras|en serio|neta|la neta|posta|me lo juras)\b"
)


def _doubt(part: Part, before: Before) -> str | None:
    return CHALLENGE if not part.concepts and _DOUBT.match(said(part)) else None


_DO_IT = re.compile(r"(?:\w+ ){0,2}\w{2,}(?:a|e|an|en)(?:me|te|se|nos)?l[oa]s?")
_TO_DO_IT = re.compile(r"(?:y )?(?:para|pa) \w{2,}(?:ar|er|ir)l[oa]s?")


def _do_it(part: Part, before: Before) -> str | None:
    small = part.manner.length <= BARE and not part.concepts
    weak = part.intent in (OUT_OF_SCOPE, FOLLOW_UP, f"{ASK}retention", f"{ASK}control") or unsure(part)
    ordered = "?" not in part.text and _DO_IT.fullmatch(said(part))
    if small and weak and (ordered or _TO_DO_IT.fullmatch(said(part))):
        return f"{ASK}{_BOT}" if before.aspect == _BOT else f"{ASK}control"
    return None


_NOT_WANTED_IT = re.compile(
    r"(?:y |pero )?(?:si |pues )?(?:yo )?no (?:l[oa]s? (?:quiero|acepto)|quiero(?: que .+)?)"
)
_NOT_WANTED = re.compile(r"\bno (?:lo |la |los |las |me )?(?:quiero|gusta|interesa|acepto)\b")
_NOT_ME = re.compile(
    r"\b(?:conmigo|a mi|en mi caso) no\b.* (?:hagan?|saquen?|usen?|cuenten|incluyan|metan|pongan)\b"
)


def _not_wanted(part: Part, before: Before) -> str | None:
    declines = part.intent in ("deny", "affirm", OUT_OF_SCOPE) and unsure(part)
    if _NOT_ME.search(said(part)):
        return f"{ASK}control"
    plainly = (unsure(part) or part.intent == DENY) and _NOT_WANTED_IT.fullmatch(said(part))
    return f"{ASK}control" if plainly or (declines and _NOT_WANTED.search(said(part))) else None


# Below this, no reading of a turn that names something is likely enough to leave the question before.
_TORN = 0.4
_ALSO = re.compile(r"(?:hasta|incluso|aunque|ni siquiera|tampoco)\b.+|.+\btambien")


def _also(part: Part, before: Before) -> str | None:
    """ "¿El chat también?", "¿y de lo que busco?": the same of something else."""
    likely = any(guess.intent == FOLLOW_UP and guess.confidence >= POSSIBLE for guess in part.ranking)
    named = part.concepts and likely and unsure(part)
    torn = part.manner.leans and part.ranking[0].confidence < _TORN
    return FOLLOW_UP if named and (torn or _ALSO.fullmatch(said(part))) else None


_OF_THEM, _MINE = re.compile(r"\bles?\b"), re.compile(r"\b(?:mio|mia|mios|mias)\b")
_OWN_PART = re.compile(
    r"\bque (?:mas )?(?:puedo|debo|deberia|podria|tengo que) hacer\b|\bque hago(?: yo| ahora)?$|"
    r"\bcomo (?:me )?(?:cuido|protejo)\b"
)
_PREVENTED = re.compile(
    r"\b(?:que hacen|como hacen|que tienen) (?:\w+ )?para (?:que no|evitar)|\bcomo lo evitan\b"
)


def own_part(part: Part, before: Before) -> str | None:
    """ "¿Y yo qué puedo hacer?", "¿qué hacen para que no pase?", after a theft: of what guards against it.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    if part.concepts or before.aspect == _BOT:
        return None
    if before.aspect != "security":
        lost = by_oneself(part) and part.intent in (_HELP, OUT_OF_SCOPE)
        return f"{ASK}control" if lost else None
    return f"{ASK}security" if by_oneself(part) or _PREVENTED.search(said(part)) else None


def by_oneself(part: Part) -> bool:
    """Whether it asks what one can do oneself: "¿y yo qué puedo hacer?"."""
    return bool(_OWN_PART.search(said(part)))


_AGE = re.compile(r"(?:y )?(?:el|ella)? ?(?:tiene|cumple|tengo|son de) \d+(?: años)?")


def _of_children(part: Part, before: Before) -> str | None:
    if before.aspect == CHILDREN:
        about = ASKED_OF_CHILDREN.get(part.aspect or "")
        nothing_else = about is not None and set(part.concepts) <= set(about)
        to_them = _OF_THEM.search(said(part))
        asked = about is not None and (to_them or (nothing_else and part.manner.pronoun))
        if _MINE.search(said(part)):
            ads = "ad_interactions" in before.concepts and not part.concepts and unsure(part)
            return f"{ASK}advertising" if ads else None
        return f"{ASK}{CHILDREN}" if asked or _AGE.fullmatch(said(part)) else None
    if part.intent == FOLLOW_UP and not part.concepts and "child" in part.cues:
        return f"{ASK}{CHILDREN}"
    return None


_ASKED_OF_BOTH = {"collection", "retention", "sharing", "security", "control", "purpose", "rights"}


def _of_clara(part: Part, before: Before) -> str | None:
    leans = part.manner.leans or part.manner.pronoun or part.manner.length <= BARE
    only_erased = set(part.concepts) <= {_ERASURE}
    asked = before.aspect == _BOT and part.aspect in _ASKED_OF_BOTH and only_erased
    return f"{ASK}{_BOT}" if asked and leans else None


_LIKELY = 0.2


def _not_of_clara(part: Part, before: Before) -> str | None:
    """ "El chat lo lee alguien": after talk of games, not of this chat."""
    if part.intent != f"{ASK}{_BOT}" or before.aspect == _BOT or not unsure(part):
        return None
    others = [guess.intent for guess in part.ranking[1:] if guess.confidence >= _LIKELY]
    return others[0] if others and aspect_of(others[0]) else None


_DATED = re.compile(
    r"(?:(?:y|oye|perdon) )*(?:de )?(?:que fecha|cuando) es"
    r"(?: (?:eso|esto|(?:ese|el|este) (?:texto|documento)|la politica)"
    r"(?: que (?:me )?(?:estas? )?(?:cit|le|dic|cuent|us)\w*)?)?"
)


def _dated(part: Part, before: Before) -> str | None:
    """ "¿De qué fecha es?": the text that was just told of."""
    return f"{ASK}changes" if not part.concepts and _DATED.fullmatch(said(part)) else None


_WITHOUT = re.compile(r"(?:y |pero )?sin \w+")


def _without(part: Part, before: Before) -> str | None:
    """ "¿Sin avisarme?": what was just said, doubted in one point."""
    bare = part.manner.length <= BARE and not part.concepts and _WITHOUT.match(said(part))
    return FOLLOW_UP if bare and unsure(part) else None


_IN_A_PLACE = re.compile(r"(?:[Ee]n|[Dd]e|[Dd]esde) [A-ZÁÉÍÓÚÑ]\w+")


def _place(part: Part, before: Before) -> str | None:
    """ "Estoy en Barcelona": what was asked is asked again of there."""
    said_where = not part.concepts and part.aspect != "transfer" and _IN_A_PLACE.search(part.text)
    return FOLLOW_UP if said_where and unsure(part) else None


def _corrected(part: Part, before: Before) -> str | None:
    """ "No, me refería a la gente que usa mi cuenta": the same of what is meant."""
    return FOLLOW_UP if part.manner.corrects and part.mentions and unsure(part) else None


RULES: tuple[Rule, ...] = (
    _which_ones,
    _where_written,
    other_way,
    notice,
    own_part,
    _then,
    _other_version,
    _all_the_same,
    _for_them,
    _why_changed,
    owed,
    watched,
    done_so_far,
    ignored,
    included,
    _in_short,
    by_name,
    _simpler,
    _where_to,
    _how_so,
    _doubt,
    _do_it,
    _not_wanted,
    entitled,
    _also,
    deadline,
    _of_children,
    _of_clara,
    _not_of_clara,
    given_to_them,
    _dated,
    _without,
    _corrected,
    _place,
)
