"""The ways in which people ask of versions and changes after an answer, a rule for each.

See `actions.leaning_rules` for what a rule is.
"""

from __future__ import annotations

import re

from actions.short_turns import Before, said, unsure
from actions.turn import ASK, FOLLOW_UP, OUT_OF_SCOPE, Part

_BOT = "bot"

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


def then(part: Part, before: Before) -> str | None:
    """ "¿Y hace unos años tampoco?": of what was told, as it was then.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    weak = unsure(part) and part.intent in (FOLLOW_UP, OUT_OF_SCOPE, f"{ASK}retention", f"{ASK}collection")
    asked = weak and before.aspect not in (_BOT, "changes") and _THEN.fullmatch(said(part))
    return f"{ASK}changes" if asked else None


_OTHER_VERSION = re.compile(
    r"(?:(?:y|pero|o) )*(?:en |con )?(?:la|el|esa|ese) "
    r"(?:que (?:vino|habia|estaba|salio)|siguiente|anterior|de antes|de despues|de 20\d\d|otra|primera|"
    r"ultima|vieja?)\b.*"
)


def other_version(part: Part, before: Before) -> str | None:
    """ "¿Y en la que vino después?", after changes: of another version.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    asked = before.aspect == "changes" and not part.concepts and _OTHER_VERSION.fullmatch(said(part))
    return f"{ASK}changes" if asked else None


_WHY = re.compile(
    r"(?:(?:y|pero|o|entonces|bueno) )*(?:por que|para que)\b(?! (?:no )?(?:(?:me|lo|la|los|las|se|les?) )+)"
    r"|.*\bque (?:motivo|razon)\b"
)


def why_changed(part: Part, before: Before) -> str | None:
    """ "¿Y por qué motivo?", after changes: of them.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    asked = before.aspect == "changes" and not part.concepts and _WHY.match(said(part))
    return f"{ASK}changes" if asked else None


_DATED = re.compile(
    r"(?:(?:y|oye|perdon) )*(?:de )?(?:que fecha|cuando) es"
    r"(?: (?:eso|esto|(?:ese|el|este) (?:texto|documento)|la politica)"
    r"(?: que (?:me )?(?:estas? )?(?:cit|le|dic|cuent|us)\w*)?)?"
)


def dated(part: Part, before: Before) -> str | None:
    """ "¿De qué fecha es?": the text that was just told of.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    return f"{ASK}changes" if not part.concepts and _DATED.fullmatch(said(part)) else None
