"""How a turn's gaps are filled from the turn before.

What a turn leaves out comes from the last answered one: "¿y mi correo?" keeps its aspect, "¿y con quién
lo comparten?" keeps its concepts. A full question starts fresh.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import structs

from actions.context import Context
from actions.law import EXERCISED
from actions.leaning import SHORT, is_elliptical, names_all
from actions.question import Question, only_says_whose
from actions.short_turns import BARE
from actions.telling_rules import wants_less
from actions.turn import FOLLOW_UP, Mention, Part
from knowledge.queries import KnowledgeBase
from knowledge.records import Concept
from knowledge.words import STOP_WORDS, fold, words

# Where a bare mention leads when nothing was asked before.
_DEFAULT_ASPECT = {
    "data_category": "collection",
    "source": "source",
    "recipient": "sharing",
    "purpose": "purpose",
    "right": "rights",
    "legal_basis": "legal_basis",
    "topic": "security",
}
_TOPIC_ASPECT = {
    "account": "control",
    "parental_controls": "children",
    "storage_location": "transfer",
    "public_visibility": "sharing",
}
# Aspects that a mention of who receives data cannot be about.
_NOT_ABOUT_RECIPIENTS = {"collection", "purpose", "retention", "security", "transfer", "overview"}
# A mention of one of these is a matter of its own; others (who receives, what for) complete a matter.
_WHOLE_MATTERS = {"data_category", "topic", "right"}
# Where rights are exercised, a right is what is done to the data of the turn before: "¿puedo borrarlo?".
_DONE_TO_DATA = {"control", "rights", "retention"}
_COMPLETING = {"right"}
# "Si me doy de baja, ¿sigue ahí?": leaving is a circumstance, the matter is that of the turn before.
_LEAVING = "account"
# "¿Aunque tenga otro perfil?" adds to what was asked; "¿y mi perfil?" asks it of something else.
_CIRCUMSTANCE = re.compile(r"(?:y |e |pero )*(?:aunque|incluso si|aun si|si|a pesar de|cuando|sin)\b")
# What can be said of data: "¿son públicas?", "¿está cifrado?".
_QUALITIES = {"public_visibility", "encryption", "anonymisation", "breach"}
_ALL_OF_IT = re.compile(r"\b(?:eso|esto)\b")
# Elsewhere "ellos" are those who keep the data.
_DONE_BY_THEM = {"sharing", "purpose", "security", "source", "legal_basis", "rights", "control"}
_THEY = re.compile(r"\b(?:ella|ellas|ellos)\b")
# "¿Y ellos venden la información?": all of it.
_THEY_DO = re.compile(r"\W*(?:(?:y|pero|entonces) )*ell[oa]s (?:(?:me|se|les?|nos) )?(?!l[oa]s?\b)\w+n\b")
# "¿Mis datos están aquí o dónde los tienen?"
_MY_DATA_THEN_THEM = re.compile(r"\b(?:mis|nuestros|los) datos\b.*\b(?:los|se los)\b")
# Whoever it may be.
_ANYBODY = {"third_parties", "partner_companies"}
_CONTROL, _SHARING = "control", "sharing"
_DATA = {"dato", "datos", "informacion", "info", "data", "personal", "personales", "privados", "cosas"}
# "¿Qué derechos tengo?" is not asked of what was told before.
_AT_LARGE = _DATA | {"derechos"}
_MINE = re.compile(r"mis?\b")
_NOT_ABOUT_RIGHTS = {"collection", "source", "purpose", "sharing", "advertising", "transfer", "cookies"}
_NO_SALE = "no_sale"
# Aspects whose questions name no data even when they stand alone.
_SELF_CONTAINED = {"overview", "bot", "contact", "definition", "transfer", "children"}
# What is asked in these need not be of a matter.
_OF_NO_MATTER = {"overview", "bot", "contact", "changes"}
# "¿Siempre fue así?" asks of what was told; "¿qué hay de nuevo?" of the policy.
_OF_WHAT_WAS_TOLD = re.compile(r"\b(?:asi|eso|esto|lo mismo|l[oa]s mism[oa]s)\b")
# A longer question on changes says of what.
_LONG = 14
_CHANGES, _THE_POLICY = "changes", re.compile(r"\b(?:cambi|actualiz|version|novedad|nuev|texto|document)\w*")


def complete(part: Part, context: Context, kb: KnowledgeBase, *, button: bool) -> Question | None:
    """Fill in what a part leaves out.

    Args:
        part: one question of the turn.
        context: the last answered turn.
        kb: the knowledge base.
        button: whether it is a button's payload, which leaves nothing out.

    Returns:
        The whole question; None when a follow-up follows nothing and mentions nothing.
    """
    concepts = kb.concepts(part.concepts)
    named = [mention for mention in part.mentions if not mention.apart and _can_ask(part, mention, kb)]
    if part.aspect in _OF_NO_MATTER:
        named = [mention for mention in named if not mention.guessed]
    elif not button and is_elliptical(part):
        named = _without_other_rights(named, context, kb)
    apart = tuple(concept for mention in part.mentions if mention.apart for concept in mention.concepts)
    told: tuple[str, ...] = ()
    if part.intent == FOLLOW_UP:
        aspect = _aspect_of_follow_up(concepts, context, kb)
        if aspect is None:
            return None
        says = any(not (mention.implied or only_says_whose(mention, aspect)) for mention in named)
        # "¿Y los meten en los correos?" asks of what "los" stands for, too.
        alone = says and not part.manner.pronoun and not _CIRCUMSTANCE.match(fold(part.text).strip(" ¿?"))
        mentions = named if alone else [*named, *_kept(context.concepts)]
        told = () if alone else _told(context, kb)
    else:
        aspect = part.aspect or "overview"
        mentions = named
        if not button and _leaves_out(part, concepts, context):
            kept = _kept(_lasting(part, context, aspect, kb))
            # "¿Y la policía los puede pedir?": of whom is asked comes before what.
            who = {one.id for one in concepts if one.kind == "recipient"} - _ANYBODY
            leads = aspect == _SHARING and bool(who)
            mentions = [*mentions, *kept] if leads else [*kept, *mentions]
            told = () if _stands_for_one(part, context, kb) else _told(context, kb)
        elif not button and not context.concepts and not named and _points_back(part):
            told = _told(context, kb)
            mentions = [structs.replace(one, implied=True) for one in _kept(told)]
    stays = [] if button else _stays(part, mentions, _lasting(part, context, aspect, kb), context)
    mentions = [*mentions, *_kept(stays)]
    # "¿Y mi correo?" takes up a question; it does not ask for a yes or a no.
    manner = structs.replace(part.manner, yes_no=False) if part.intent == FOLLOW_UP else part.manner
    continues = not button and is_elliptical(part) and part.intent != FOLLOW_UP
    return Question(
        aspect=aspect,
        mentions=tuple(mentions),
        terms=tuple(part.terms),
        manner=manner,
        text=part.text,
        apart=apart,
        continues=continues,
        unmentioned=tuple(part.unmentioned),
        cues=tuple(part.cues),
        asked=_asked_for(part, kb),
        told=told,
        stays=tuple(stays),
        brief=part.intent == FOLLOW_UP and wants_less(part),
    )


def names_data_only(text: str) -> bool:
    """Whether a message names data at large and asks nothing of them: "mis datos".

    Args:
        text: what was said.

    Returns:
        True when no other word carries meaning.
    """
    said = [fold(word) for word in words(text)]
    return bool(set(said) & _DATA) and all(word in _DATA or word in STOP_WORDS for word in said)


def _without_other_rights(named: list[Mention], context: Context, kb: KnowledgeBase) -> list[Mention]:
    """ "¿Y puedo pedirlo por correo?", after a right, is asked of that one, whatever else is asked so."""
    if set(EXERCISED).isdisjoint(context.concepts):
        return named
    guessed = [one for mention in named if mention.guessed for one in mention.concepts]
    rights = {concept.id for concept in kb.concepts(guessed) if concept.kind == "right"}
    kept = [
        structs.replace(mention, concepts=[one for one in mention.concepts if one not in rights])
        if mention.guessed
        else mention
        for mention in named
    ]
    return [mention for mention in kept if mention.concepts]


def _can_ask(part: Part, mention: Mention, kb: KnowledgeBase) -> bool:
    """Whether an aspect can be asked of what is mentioned: no right is collected or shared."""
    if part.aspect not in _NOT_ABOUT_RIGHTS:
        return True
    found = kb.concepts(mention.concepts)
    return any(concept.kind != "right" or concept.id == _NO_SALE for concept in found) or not found


def _aspect_of_follow_up(concepts: list[Concept], context: Context, kb: KnowledgeBase) -> str | None:
    if not concepts:
        return context.aspect
    kinds = {concept.kind for concept in concepts}
    only_recipients = kinds == {"recipient"}
    first = concepts[0]
    if context.aspect == _CONTROL and first.kind == "data_category" and kb.is_silent_on(first.id):
        # "¿Y mis contactos?": what is not taken need not be switched off.
        return _DEFAULT_ASPECT[first.kind]
    if context.aspect and not (only_recipients and context.aspect in _NOT_ABOUT_RECIPIENTS):
        return context.aspect
    return _TOPIC_ASPECT.get(first.id, _DEFAULT_ASPECT[first.kind])


def _leaves_out(part: Part, concepts: list[Concept], context: Context) -> bool:
    """Whether a question needs the concepts of the turn before."""
    if not context.concepts or part.aspect in ("overview", "bot", "contact", "definition"):
        return False
    completing = is_elliptical(part) and part.aspect in _DONE_TO_DATA
    if is_elliptical(part):
        concepts = [one for one in concepts if one.id not in _QUALITIES]
    whole = [one for one in concepts if one.kind in _WHOLE_MATTERS and one.id != _NO_SALE]
    whole = [one for one in whole if not (completing and _completes(one))]
    if whole:
        return False
    said = fold(part.text)
    all_of_them = names_all(part.text) and (_THEY_DO.match(said) or _MY_DATA_THEN_THEM.search(said))
    points_back = part.manner.pronoun and not all_of_them
    if points_back or _names_only_who(part, concepts):
        return True
    if (concepts and not completing) or names_all(part.text):
        return False
    if part.manner.leans or part.manner.corrects:
        return True
    return part.manner.length <= _longest_that_leans(part)


def _stands_for_one(part: Part, context: Context, kb: KnowledgeBase) -> bool:
    """ "¿Y con quién lo comparten?", asked of one kind of data, is about nothing else that was told."""
    return part.manner.pronoun and [one.kind for one in kb.concepts(context.concepts)] == ["data_category"]


def _names_only_who(part: Part, concepts: list[Concept]) -> bool:
    """ "¿Le llega a otras compañías?": who gets it is named, and not what."""
    return part.aspect == _SHARING and is_elliptical(part) and {one.kind for one in concepts} == {"recipient"}


def _longest_that_leans(part: Part) -> int:
    """Of how many words a question at most is, if it leaves out of what it asks."""
    if part.aspect == _CHANGES:
        said = fold(part.text)
        of_policy = _THE_POLICY.search(said) and not _OF_WHAT_WAS_TOLD.search(said)
        return BARE if of_policy else _LONG
    return BARE if part.aspect in _SELF_CONTAINED else SHORT


def _completes(concept: Concept) -> bool:
    return concept.kind in _COMPLETING or concept.id == _LEAVING


def _asked_for(part: Part, kb: KnowledgeBase) -> dict[str, float]:
    """How probable it is that each fact is asked for, be it in the words of one that only repeats it."""
    shares = {one.fact: one.share for one in part.facts}
    for fact in kb.facts_by_key(list(shares)):
        if fact.repeats:
            shares[fact.repeats] = shares.get(fact.repeats, 0.0) + shares[fact.key]
    return shares


def _lasting(part: Part, context: Context, aspect: str, kb: KnowledgeBase) -> list[str]:
    """What a pronoun can stand for: the data, else the rest; a right only where rights are the matter."""
    found = kb.concepts(context.concepts)
    if part.aspect in _DONE_BY_THEM and _THEY.search(fold(part.text)):
        they = [one.id for one in found if one.kind in ("recipient", "source")]
        if they:
            return they
    data = [one.id for one in found if one.kind == "data_category"]
    rights = [one.id for one in found if one.kind == "right"] if aspect in ("rights", "control") else []
    named = [one for mention in part.mentions if not mention.guessed for one in mention.concepts]
    if any(one.kind == "right" for one in kb.concepts(named)):
        rights = []  # another one is asked of now
    if not (part.manner.pronoun or part.manner.leans):
        # "¿Qué medidas de protección tienen?" after viruses: against anything.
        found = [one for one in found if one.kind != "topic"]
    if data and not _ALL_OF_IT.search(fold(part.text)):
        return [*data, *rights]
    return [one.id for one in found if one.kind != "right" or one.id in rights]


def _points_back(part: Part) -> bool:
    """ "¿Y para qué querrían eso?": of what was told, if nothing was named before."""
    says_by_itself = part.aspect in _SELF_CONTAINED or part.aspect == _CHANGES
    return part.manner.pronoun and is_elliptical(part) and not says_by_itself


def _told(context: Context, kb: KnowledgeBase) -> tuple[str, ...]:
    """What the fact that the last answer began with is about: "¿lo puedo impedir?" is asked of that, too."""
    facts = kb.facts_by_key(context.told[:1])
    return tuple(one for fact in facts if not fact.is_catch_all for one in fact.concepts)


def _stays(part: Part, mentions: list[Mention], lasting: list[str], context: Context) -> list[str]:
    """ "¿Y cómo apago el microfonito?", after one's voice: of that, too, by all that dialogues teach."""
    if not part.stays.get(context.aspect or "") or _says_all(part):
        return []
    named = {one for mention in mentions for one in mention.concepts}
    return [one for one in lasting if one not in named]


def _says_all(part: Part) -> bool:
    """Whether a turn is of nothing before it: of all data or rights, of data called one's own, of news."""
    own = any(_MINE.match(fold(mention.text)) for mention in part.mentions)
    of_policy = part.aspect == _CHANGES and not (part.manner.leans or part.manner.pronoun)
    return own or of_policy or bool(_AT_LARGE & {fold(word) for word in words(part.text)})


def _kept(concepts: Any) -> list[Mention]:
    return [Mention(text="", concepts=list(concepts))] if concepts else []
