"""The ways in which people lean on what was said, a rule for each.

A rule looks at a short turn and at what was before it, and names the intent that the turn then has, or None
where it has nothing to say.
"""

from __future__ import annotations

import re

from actions.claiming_rules import deadline, done_so_far, entitled, ignored, included, owed, watched
from actions.direction_rules import given_to_them, other_way
from actions.short_turns import BARE, POSSIBLE, Before, Rule, said, unsure
from actions.telling_rules import (
    by_name,
    doubt,
    how_so,
    in_short,
    simpler,
    where_to,
    where_written,
    which_ones,
    without,
)
from actions.turn import ASK, DENY, FOLLOW_UP, OUT_OF_SCOPE, Part, aspect_of
from actions.version_rules import dated, notice, other_version, then, why_changed

_BOT, _HELP, CHILDREN, _ERASURE = "bot", "help", "children", "erasure"
# What is asked of children, and what it is then about.
ASKED_OF_CHILDREN = {"advertising": ["ad_interactions"], "control": []}

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


_IN_A_PLACE = re.compile(r"(?:[Ee]n|[Dd]e|[Dd]esde) [A-ZÁÉÍÓÚÑ]\w+")


def _place(part: Part, before: Before) -> str | None:
    """ "Estoy en Barcelona": what was asked is asked again of there."""
    said_where = not part.concepts and part.aspect != "transfer" and _IN_A_PLACE.search(part.text)
    return FOLLOW_UP if said_where and unsure(part) else None


# A correction of more words says itself what it asks.
_CORRECTION = 10


def _corrected(part: Part, before: Before) -> str | None:
    """ "No, me refería a la gente que usa mi cuenta": the same of what is meant."""
    short = part.manner.length <= _CORRECTION
    return FOLLOW_UP if part.manner.corrects and short and part.mentions and unsure(part) else None


RULES: tuple[Rule, ...] = (
    which_ones,
    where_written,
    other_way,
    notice,
    own_part,
    then,
    other_version,
    _all_the_same,
    _for_them,
    why_changed,
    owed,
    watched,
    done_so_far,
    ignored,
    included,
    in_short,
    by_name,
    simpler,
    where_to,
    how_so,
    doubt,
    _do_it,
    _not_wanted,
    entitled,
    _also,
    deadline,
    _of_children,
    _of_clara,
    _not_of_clara,
    given_to_them,
    dated,
    without,
    _corrected,
    _place,
)
