"""What a question is wrapped in: "¿la política dice si …?" asks what comes after it.

>>> text = "Una duda: ¿la política aclara si cifran mis datos?"
>>> span = unframed(Span(text, 0, len(text)), named_until=0)
>>> span.text
'cifran mis datos?'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.words import fold
from nlu.cues import cues_in
from nlu.manner import SERVICE
from nlu.splitting import Span, is_whole

_TEXT = (
    r"(?:(?:la|su|tu|esa|esta|vuestra|dicha) )?"
    r"(?:politica|declaracion|aviso|documento|texto|letra chica|letra pequeña)"
    rf"(?: de (?:privacidad|{SERVICE}|ustedes|ellos|la empresa)){{0,2}}"
)
_SAYS = (
    r"(?:dice|dicen|aclara|aclaran|especifica|especifican|menciona|mencionan|pone|ponen|indica|indican|"
    r"explica|explican|establece|señala|cuenta|detalla|contempla)"
)
# Behind "si" and "que" the question stands as it would alone; another question word belongs to it.
_FRAME = re.compile(
    rf"\b(?:(?:en )?{_TEXT} (?:me |nos |te )?{_SAYS}|{_SAYS} (?:en )?{_TEXT})"
    r"(?: (?:algo|en algun (?:lado|sitio|lugar|punto)|en alguna parte|por ahi|claramente|expresamente))?"
    r" (?:(?:si|que|q) |(?=(?:(?:a|de|con|en|por|para|hasta|desde) )?"
    r"(?:quien(?:es)?|cual(?:es)?|como|cuant[oa]s?|cuando|donde|adonde|(?:por|para) que)\b))"
)
# "¿Qué dice la política sobre los menores?" asks of them, and is no wish for a summary.
_ABOUT = re.compile(
    rf"\b(?:(?:que|q|k|que cosas|algo|como) )?"
    rf"(?:{_SAYS} (?:algo )?(?:en )?{_TEXT}|(?:en )?{_TEXT} {_SAYS}(?: algo)?)"
    r" (?:sobre|acerca de|respecto (?:a|de)|con respecto a|en cuanto a|de) "
)
# "¿Es verdad que …?", "leí que …", "dice mi primo que …": what is said is what is asked.
_HEARSAY = re.compile(
    r"\b(?:es (?:verdad|cierto) (?:eso de )?(?:que|q)|sera (?:verdad|cierto) (?:que|q)|"
    r"(?:me )?(?:dicen|dice|dijo|dijeron|contaron|conto|comento|comentaron|aseguran?)"
    r"(?: (?:por ahi|en (?:\w+ ){0,2}?\w+))?"
    r"(?: (?:mi|un|una|el|la) \w+(?:,[^,.;?]{1,60},)?)? (?:que|q)|"
    r"(?:me |nos )?(?:han|ha|habian) (?:dicho|contado|comentado)(?: (?:en|por) (?:\w+ ){0,2}?\w+)? (?:que|q)|"
    r"lei (?:por ahi |en \w+ )?(?:que|q)|he (?:leido|oido|visto) (?:que|q)|(?:escuche|oi) (?:que|q)|"
    r"(?:por ahi|en \w+) (?:dicen|dice) (?:que|q)|se dice (?:que|q)) "
)
# "No, te pregunté si lo guardan", "lo que quiero saber es quién": who asks again says that they ask.
_ASKING = re.compile(
    r"(?:(?:no+|pero|si|ya|a ver|oye|eso ya lo se|yo|solo|es que|mira)[ ,.]+)*(?:lo que (?:yo )?)?"
    r"(?:(?:te|le|les|os) )?(?:(?:pregunte|preguntaba|pregunto|est(?:oy|aba) preguntando|consulte)"
    r"|(?:quiero|quisiera|queria|necesito|me interesa)(?: saber)? es(?: saber)?|"
    r"mi (?:pregunta|duda) (?:es|era))"
    r"(?: (?:que|q))?[ ,:]*(?: (?:si|por|sobre|lo de) |(?=[ ¿]*(?:(?:a|de|con|en|por|para|hasta|desde) )?"
    r"(?:que|quien(?:es)?|cual(?:es)?|como|cuant[oa]s?|cuando|donde|adonde)\b))"
)
# "Me llegó un correo de que cambió la política": what brought the news is not asked of.
_NOTICE = re.compile(
    r"\b(?:(?:me|nos) (?:ha |han )?(?:llegad|mandad|enviad|lleg|mand|envi|pas|vin)\w*|"
    r"(?:he |hemos )?recib\w+|vi|tengo) "
    r"(?:un|una|el|la|este|otro) (?:correo|mail|email|e-mail|mensaje|sms|aviso|notificacion|carta)"
    r"(?: electronico)?(?: (?:de|desde) (?!que\b)\w+)?,? "
    r"(?:(?:en|con|donde|por) (?:el|la)? ?(?:que|cual)|donde|que (?:dice|decia|pone|avisa)|diciendo\w*|"
    r"avisand\w+|informand\w+|de que|que|q|"
    r"sobre (?:que|los cambios|el cambio|un cambio|la (?:nueva )?politica))\b"
)
# "¿Cambiaron algo? Me llegó un mail": behind the question, too.
_NOTICE_BEHIND = re.compile(
    r"(?<=[.?!,;]) *(?:es que |porque )?(?:me|nos) (?:ha |han )?(?:llegad|mandad|enviad|lleg|mand|envi)\w* "
    r"(?:un|una) (?:correo|mail|email|e-mail|mensaje|sms|aviso|notificacion|carta)\W*$"
)
# "¿Y como para qué quieren eso?": the word adds nothing.
_FILLER = re.compile(
    r"(?:(?:y|pero|entonces|oye|e) )*como (?=(?:para|por|de|a|con|en|hasta) (?:que|quien|cuando)\b)"
)
# "Ah, mirá vos. ¿Y en 2024 también?": what one says on hearing an answer is no part of what one asks.
_WORD = (
    r"(?:ah|aja|eh|uh|uy|uf|buf|oh|ay|ok|okey|vale|bueno|buenas?|bien|muy|mira|vos|vaya|anda|hala|barbaro|perfecto|"
    r"genial|listo|claro|entiendo|entendido|comprendo|gracias|mil|oye|oiga|ole|che|pues|ya veo|ya|joder|"
    r"ostras|"
    r"fijate|digo|no me digas|de acuerdo|(?:ja)+|que [a-zñ]+(?: [a-zñ]+)?|excelente|dale|chevere|bacan|"
    r"epa|guau|"
    r"wow|madre mia|dios mio|vaya por dios|no manches|no puede ser|interesante|curioso|menos mal|"
    r"perdon\w*|disculp\w+|a ver)"
)
_INTERJECTION = re.compile(rf"[\s¡!…]*(?:{_WORD}(?:[ ,]+{_WORD}){{0,4}}\s*[.!…]+[\s¡!…]*)+(?=[¿\w])")
# What is left must be a question of its own.
_FEWEST = 2
# Hearsay stands at the beginning, behind no more than so many characters.
_OPENING = 12
# A family of words (see `nlu.cues`) that asks for the whole.
_SUMMARY = "summary"


def unframed(span: Span, named_until: int, *, anywhere: bool = False) -> Span:
    """A stretch without what it is wrapped in.

    Args:
        span: a stretch of a message.
        named_until: where in the message the last name of a concept ends; 0 without any.
        anywhere: whether hearsay frames a question wherever it stands, as before "¿es verdad?".

    Returns:
        The stretch behind the frame; the same where there is none, or hardly anything behind it.
    """
    folded = fold(span.text)
    said = _INTERJECTION.match(folded)
    if said is not None and len(folded[said.end() :].split()) >= _FEWEST:
        span = _behind(span, said)
        folded = fold(span.text)
    asking = _ASKING.match(folded)
    if asking is not None and len(folded[asking.end() :].split()) >= _FEWEST:
        span = _behind(span, asking)
        folded = fold(span.text)
    filler = _FILLER.match(folded)
    if filler is not None:
        return _behind(span, filler)
    frame = _FRAME.search(folded)
    if frame is not None and len(span.text[frame.end() :].split()) >= _FEWEST:
        return _behind(span, frame)
    hearsay = _HEARSAY.search(folded)
    if (
        hearsay is not None
        and (anywhere or hearsay.start() <= _OPENING)
        and len(span.text[hearsay.end() :].split()) > _FEWEST
    ):
        return _behind(span, hearsay)
    about = _ABOUT.search(folded)
    if about is None:
        return span
    rest = _behind(span, about)
    names = named_until > rest.start or set(cues_in(rest.text)) - {_SUMMARY}
    return rest if names else span


def is_hearsay(before: str) -> bool:
    """Whether what stands before a question says where one heard it.

    >>> is_hearsay("Me dijo mi primo que "), is_hearsay("Mi primo usa mi cuenta, ¿")
    (True, False)

    Args:
        before: the message up to the question.
    """
    return bool(re.search(_HEARSAY.pattern + r"$", fold(before)))


_OF_SOMETHING = re.compile(_ASKING.pattern.rpartition("[ ,:]*")[0] + r"[ ,:]* (?:por|sobre|lo de) $")


def asks_again_of(before: str) -> bool:
    """Whether what stands before a stretch says that one asked about that: "no, te pregunté por ".

    Args:
        before: the message up to the stretch.
    """
    return bool(_OF_SOMETHING.search(fold(before)))


def brought_by(text: str) -> tuple[int, int] | None:
    """Where a message says what brought the news that it asks about.

    >>> brought_by("Me llegó un correo de que cambió la política. ¿Qué cambió?")
    (0, 27)

    Args:
        text: a message.

    Returns:
        Character offsets; None where it does not say so.
    """
    folded = fold(text)
    found = _NOTICE.search(folded) or _NOTICE_BEHIND.search(folded)
    return found.span() if found else None


def unframed_parts(parts: Sequence[Span], text: str, named_until: int) -> list[Span]:
    """The parts of a message without what each is wrapped in.

    "Un pana me dice que los venden. ¿Eso es verdad?": all that is left beside such a tag is what is asked.

    Args:
        parts: what `nlu.splitting.split` made of the message.
        text: the message.
        named_until: as in `unframed`.

    Returns:
        A stretch for each part.
    """
    tagged = len(parts) == 1 and not is_whole(parts, text)
    return [unframed(part, named_until, anywhere=tagged) for part in parts]


def _behind(span: Span, frame: re.Match[str]) -> Span:
    return Span(span.text[frame.end() :], span.start + frame.end(), span.end)
