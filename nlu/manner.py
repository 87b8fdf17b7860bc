"""How a question is put: yes or no, negated, leaning on the turn before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.choice import chosen_policy, lender_of, names_of
from knowledge.words import fold, words

# The names of the service, as alternatives.
# Questions are read as if they were on the policy that the examples are about; see `nlu.service`.
SERVICE = "|".join(re.escape(fold(name)) for name in names_of(lender_of(chosen_policy())))
_QUESTION_WORD = re.compile(
    r"\b(?:qué|quién(?:es)?|cuál(?:es)?|cómo|cuánt[oa]s?|cuándo|dónde|adónde|xq|pq|porqué)\b|por qué",
    re.IGNORECASE,
)
_OPENS_WITH_QUESTION_WORD = re.compile(
    r"^(?:(?:y|oye|oiga|oigan|hola|holis?|buenas|buenos dias|buenas (?:tardes|noches)|perdon|disculp\w+|pero|"
    rf"entonces|a ver|ok|vale|bueno|ah|ya|gracias|jaja\w*|la app|ustedes|{SERVICE})[\s,.!]+)*"
    r"(?:(?:a|de|con|en|por|para|pa|hasta|desde)\s+)?"
    r"(?:que|q|k|quien(?:es)?|cual(?:es)?|como|cuant[oa]s?|cuando|donde|adonde|xq|xk|pq|porque)\b"
)
# "Tengo tres hijos. que guardan de ellos?": behind a remark, too.
_THEN_A_QUESTION_WORD = re.compile(
    r"[.!?;…]\s+(?:(?:y|pero|entonces|oye)\s+)*(?:(?:a|de|con|en|por|para|pa|hasta|desde)\s+)?"
    r"(?:que|q|k|quien(?:es)?|cual(?:es)?|como|cuant[oa]s?|cuando|donde|adonde)\b"
)
# "¿La borran o se la quedan?" wants one of the two.
_ALTERNATIVES = re.compile(
    r"\w+(?:an|en|a|e)\b.{0,40}\bo (?:(?:si|solo|se|me|la|lo|las|los|les?|ya|tambien|mas bien) )*"
    r"(?!no\b|que\b|algo\b|alguien\b)(?:va|\w{3,}(?:an|en|a|e|ar|er|ir))\b"
)
# "Esos datos a quien se los pasan" has no accent: the words beside it tell that it asks.
_ASKS_IN_THE_MIDDLE = re.compile(
    r"\b(?:a|con|de|para|pa|por|ante) (?:quien(?:es)?|cuant[oa]s?|cual(?:es)?)\b"
    r"|\bquien(?:es)? (?:(?:se|me|te|nos) )?(?:l[aeo]s? )?\w+[aeo]n?$"
)
_REQUEST = re.compile(r"^(?:dime|decime|explica\w*|cuenta\w*|contame|quiero saber|me gustaria)\b")
# Without question marks these openings tell, wish or worry; they want no "yes" or "no".
_STATEMENT = re.compile(
    r"^(?:no|ni|quiero|quisiera|querria|necesito|tengo|miedo|creo|pienso|siento|ojala|dicen|lei|vi|un|una|el|la|"
    r"los|las|mi|mis|me\s+(?:preocupa|da|daria|gustaria|molesta|inquieta|interesa|parece))\b"
)
_LEANS = re.compile(
    r"^(?:y|e|o|pero|entonces|tambien|ni|no|solo|solamente|mejor|perdon|hasta|incluso|aunque)\b"
)
_CORRECTS = re.compile(
    r"^(?:no+\s*,|no\s+(?:me\s+ref|quise|quiero decir|digo|era)|me\s+ref(?:er|ier)|quise\s+decir|"
    r"quiero\s+decir|digo\b|mejor\s+dicho|perdon\b|mas bien)"
)
_PRONOUN = re.compile(
    r"\b(?:eso|esto|ello|ellos|ellas|ella|esos|esas|aquello|ahi|alli)\b"
    r"|\b(?:es[ea]s?|dich[oa]s?)\s+(?:dato|datos|informacion|info|cosa|cosas|grabacion|llamada|conversacion|plazo|regla|parte|punto|derecho)\b"
    r"|\b(?:lo|la|los|las)\s+(?:hacen|tienen|usan|\w{3,}(?:an|en|ais|eis|amos|emos|ara|aran|ieron|aron))\b"
    r"|\b(?:me|te|se|nos)\s+(?:lo|la|los|las)\s+\w+"
    r"|\b\w{3,}(?:ar|er|ir|ndo)(?:me|te|se|nos)?(?:lo|la|los|las)\b"
)
# "¿Qué no comparten?" asks for what is denied; "¿por qué no…?" and "¿para qué no…?" do not.
_WHAT_NOT = (
    r"(?:\s+(?:datos?|cosas?|informaci[oó]n|info|empresas?|parte))?(?:\s+(?:es|son|ser[aá]n?)\s+l[oa]s?\s+que)?"
    r"\s+no\s+(?!es\b|son\b|importa|tiene\s+sentido)\w+"
)
# "Me mandan correos que no pedí" only says which: without its accent, the word must begin the question.
_ASKS_WHAT_NOT = re.compile(
    rf"(?<!por )(?<!para )\b(?:qué|quién(?:es)?|cuál(?:es)?){_WHAT_NOT}"
    r"|(?:^\W*|[¿.;:!(]\s*)(?:(?:y|o|pero|entonces|a ver|oye)[\s,]+)*(?:con\s+|a\s+|de\s+)?"
    rf"(?:que|q|quien(?:es)?|cual(?:es)?){_WHAT_NOT}"
    rf"|\b(?:dime|decime|digame|cuentame|saber|lo|datos?|cosas?)\s+(?:que|q){_WHAT_NOT}",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:peor|(?<!a lo )(?<!explicame )(?<!explica )(?<!aclarame )(?<!entender )(?<!bien )"
    r"mejor(?! (?:dicho|no\b|dime))|(?:mas|menos)\s+(?:privad|segur|discret|invasiv|intrusiv)\w*|"
    r"comparad[oa]s?|comparacion|"
    r"que\s+me\s+conviene|me\s+conviene|cual\s+conviene)\b"
)
_APART = re.compile(
    r"\b(?:aparte\s+de|ademas\s+de|excepto|salvo|(?<!o )(?<!ni )menos|quitando|sin\s+contar|"
    r"que\s+no\s+sean?|no\s+solo|"
    r"mas\s+alla\s+de)\s+(?:(?:lo|eso|el|la)\s+de\s+)?(?:mis?|tus?|sus?|el|la|los|las|un|una)?\s*$"
)
_NEGATED = re.compile(r"\b(?:no|nunca|jamas|tampoco|ni|sin)\b")


@dataclass(frozen=True)
class Manner:
    """How one question is put.

    ``yes_no``: it wants a yes or a no. ``negated``: it holds a negation, so that a bare yes or no would
    be unclear. ``asks_what_not``: it asks what is not done. ``compares``: it asks which is better or worse.
    ``pronoun``: it points at something said before. ``leans``: it begins like a
    continuation ("¿y…?"). ``corrects``: it takes back what was understood. ``length``: its words.
    """

    yes_no: bool
    negated: bool
    asks_what_not: bool
    compares: bool
    pronoun: bool
    leans: bool
    corrects: bool
    length: int


def manner_of(text: str, *, asked: bool, stands_for: Callable[[], bool] = lambda: False) -> Manner:
    """Read how a question is put.

    Args:
        text: the question, with or without its marks.
        asked: whether question marks stood around it.
        stands_for: tells whether "lo", "la", "los" or "las" stands for something in it; asked where its
            form does not tell.

    Returns:
        What its form says.
    """
    folded = fold(text).strip(" ¿?¡!.,")
    opens = _OPENS_WITH_QUESTION_WORD.search(folded) or _THEN_A_QUESTION_WORD.search(folded)
    open_question = bool(_QUESTION_WORD.search(text) or opens or _ASKS_IN_THE_MIDDLE.search(folded))
    statement = bool(_REQUEST.search(folded)) or (not asked and bool(_STATEMENT.search(folded)))
    return Manner(
        yes_no=not open_question and not statement and not _ALTERNATIVES.search(folded),
        negated=bool(_NEGATED.search(folded)),
        asks_what_not=bool(_ASKS_WHAT_NOT.search(text)),
        compares=bool(_COMPARES.search(folded)),
        pronoun=has_pronoun(text) or stands_for(),
        leans=bool(_LEANS.search(folded)),
        corrects=bool(_CORRECTS.search(folded)),
        length=len(words(text)),
    )


def has_pronoun(text: str) -> bool:
    """Whether a text points, by its form, at something said before.

    >>> has_pronoun("¿y leen eso?"), has_pronoun("¿leen el chat?")
    (True, False)

    Args:
        text: a question, or the beginning of one.
    """
    return bool(_PRONOUN.search(fold(text)))


def sets_apart(before: str) -> bool:
    """Whether what follows is set apart from what is asked.

    >>> sets_apart("aparte de mi "), sets_apart("¿qué hacen con mi ")
    (True, False)

    Args:
        before: the question up to a mention.

    Returns:
        True when the mention is an exception ("aparte de mi correo, ¿qué más?").
    """
    return bool(_APART.search(fold(before)))
