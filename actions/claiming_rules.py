"""How people lean on what was said of their rights: who must answer, by when, and what if nobody does."""

from __future__ import annotations

import re

from actions.short_turns import Before, said, sure
from actions.turn import ASK, FOLLOW_UP, OUT_OF_SCOPE, Part

_HAVE_TO_ANSWER = re.compile(
    r"\b(?:tienen? que|deben?|deberian?|estan? obligad[oa]s? a|van? a) (?:me |nos )?"
    r"(?:contestar|responder|hacer(?:me|nos) caso)"
)


def owed(part: Part, before: Before) -> str | None:
    """ "¿Y me tienen que contestar?": whoever is written to has to answer."""
    written = before.aspect in ("rights", "contact", "control") and not part.concepts
    return f"{ASK}rights" if written and _HAVE_TO_ANSWER.search(said(part)) else None


_IGNORED = re.compile(
    r"\bsi (?:pasan?|se (?:pasa|cumple|vence|acaba|termina)|vence) .+ y (?:nada|no .+)"
    r"|\b(?:se ha pasado|se paso|ya paso|vencio|se vencio) (?:el|ese|su) plazo\b"
    r"|\bsi se pasan de\b|\ba quien (?:le|les) (?:aviso|digo|cuento|acuso)\b|\bcon quien los? acuso\b"
    r"|\bsi (?:no|tampoco|nadie) (?:me |nos |le |les )?(?:contest|respond|pesc|hacen|atiend|escuch|dan)\w*"
    r"|\bsi (?:pasan de (?:mi|nosotros|todo)|ni asi|ni con eso)\b"
    r"|\bsi (?:me|nos|le|les) (?:ignor|dan el avion|dicen que no|dan largas|dejan en visto|niegan)\w*"
    r"|\bsi se (?:niegan|callan|hacen l[oa]s \w+)"
)


def ignored(part: Part, before: Before) -> str | None:
    """ "¿Y si se pasa el mes y nada?": whoever was written to does not answer, or refuses."""
    written = before.aspect in ("rights", "contact", "control") and not part.concepts
    if not written or not _IGNORED.search(said(part)):
        return None
    return FOLLOW_UP if before.aspect == "rights" else f"{ASK}rights"


_COMES = re.compile(
    r"\b(?:viene|vienen|incluye|incluyen|trae|traen|sale|salen|aparecen?|va|van|mete|meten|entra|entran)\b"
)


def included(part: Part, before: Before) -> str | None:
    """ "¿Ahí viene también lo que he visto?": in the copy that was just spoken of."""
    copied = before.aspect in ("rights", "control") and set(before.concepts) & {"access", "portability"}
    return FOLLOW_UP if copied and _COMES.search(said(part)) and not sure(part) else None


_ENTITLED = re.compile(r"(?:y )?a que (?:me |se |lo |la |los |las )*\w+")


def entitled(part: Part, before: Before) -> str | None:
    """ "¿Y a que lo borren?", after a right: the same of another one."""
    claimed = before.aspect == "rights" and part.intent in (f"{ASK}retention", f"{ASK}control")
    return f"{ASK}rights" if claimed and _ENTITLED.match(said(part)) else None


_DELETED = re.compile(r"\b(?:borr|elimin|quit|guard|conserv|desaparec|desapareci|irse)\w*")
_DEADLINE = re.compile(
    r"\b(?:plazo|mas tiempo|prorrog\w+|tardan?|tarda?ran?|demoran?|responder?\w*|contest\w+|respuesta|"
    r"vence\w*|que (?:dia|fecha)|para cuando|cuant[oa]s dias|dias habiles|en cuant[oa]s? (?:tiempo|dias|"
    r"semanas))\b"
)


def deadline(part: Part, before: Before) -> str | None:
    """ "¿Y cuánto tardan?": by when they have to answer, not how long data are kept."""
    exercised = before.aspect in ("rights", "control", "contact") and part.intent in (
        f"{ASK}retention",
        OUT_OF_SCOPE,
    )
    asked = _DEADLINE.search(said(part)) and not _DELETED.search(said(part))
    return f"{ASK}rights" if exercised and not part.concepts and asked else None


_WATCHES = re.compile(
    r"\bquien(?:es)? (?:l[oae]s? )?(?:vigila|fiscaliza|supervisa|regula|sanciona|multa|castiga|controla que|"
    r"obliga|se encarga de que cumplan)n?\b"
)
_IN_FORCE = re.compile(
    r"\b(?:vigente|vigor|rige|desde cuando (?:corre|vale|aplica|es ley|existe esa ley)|"
    r"ya (?:corre|aplica|vale))\b"
)


def watched(part: Part, before: Before) -> str | None:
    """ "¿Y quién los fiscaliza?", after a law: the authority. "¿Ya está vigente?": that law.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    if before.aspect != "rights" or "politica" in said(part):
        return None
    return f"{ASK}rights" if _WATCHES.search(said(part)) or _IN_FORCE.search(said(part)) else None


_DONE_SO_FAR = re.compile(
    r"\blo que (?:ya )?(?:hayan? |han |habian |ya )*(?:hicieron|hecho|usaron|usado|hacian|sacaron|sacado|"
    r"compartieron|compartido)\b|\b(?:hasta (?:hoy|ahora)|lo de antes|lo anterior)\b"
)


def done_so_far(part: Part, before: Before) -> str | None:
    """ "¿Y lo que ya hicieron?", after a consent that is taken back: it holds for what comes.

    Args:
        part: one question of a turn.
        before: the last answered turn.

    Returns:
        The intent, or None.
    """
    given = set(before.concepts) & {"consent", "withdraw_consent"}
    return f"{ASK}legal_basis" if given and not sure(part) and _DONE_SO_FAR.search(said(part)) else None
