"""What an answer begins with: of the facts that fit, those that the question's other words ask for.

"¿Cuánto duran las cookies?" is about cookies, and asks how long: of all said of them, that comes first.
"""

from __future__ import annotations

import re

from actions.question import Question
from knowledge.queries import KnowledgeBase
from knowledge.records import Aspect, Fact
from knowledge.words import fold

# Aspects that are a matter of their own: what is asked of it is told by other aspects' facts.
_OF_A_MATTER = {"cookies", "advertising"}
_HOW_LONG = re.compile(
    r"\bcuanto (?:tiempo |me |se )*(?:dura\w*|vive\w*|queda\w*|guard\w+)"
    r"|\bhasta cuando\b|\b(?:caduc|expir)\w+"
)
_WISH = re.compile(
    r"\b(?:negarme|oponerme|decir(?:les)? que no)\b"
    r"|\bse pueden? (?:cambiar|quitar|borrar|rechazar|desactivar|apagar)\b"
    r"|^\W*(?:ya )?(?:no (?:quiero|kiero|deseo)|quiero que (?:dejen|paren))\b"
    r"|\b(?:como|donde) (?:(?:me|le|lo|la|los|las) )*(?:puedo \w+|(?!cuando|todo|solo|uno)\w{2,}o)\b"
)
# Families of words (see `nlu.cues`).
_CHILD, _DO = "child", "do"
# What data is taken with or belongs to, when something else is asked about ("mi cara con la tele").
MEANS = {"device_info", "network", "account", "profile", "inferences", "interactions"}
_CHILDREN, _CONTROL, _RETENTION = "children", "control", "retention"
_LEGAL_BASIS, _SHARING = "legal_basis", "sharing"
_OTHERS, _HANDLE = "other_users", "game_handle"
_PLAYERS = re.compile(r"\b(?:jugador\w*|gamers?|rival(?:es)?|contrincantes?|oponentes?)\b")
# "¿Es obligatorio?", "¿y si no lo doy?" are not asked of a law.
_MUST = re.compile(
    r"\b(?:obligat\w+|forzos\w+|hace falta|neg(?:ar|arme|arse)|me niego|requisito|opcional\w*|voluntari\w+|"
    r"necesari\w+|imprescindible\w*|tengo que|hay que|si no|sin (?:dar|aceptar|poner|registrar)\w*)\b"
)
_LAWFUL = re.compile(
    r"\b(?:ley|leyes|derecho|permiso|autoriz\w+|base|legal\w*|ilegal\w*|licit\w+|ampar\w+|justific\w+|fundament\w+)\b"
)


def leading(question: Question, aspect: Aspect, kb: KnowledgeBase) -> list[Fact]:
    """Facts of other aspects that a question on ads or cookies asks for.

    Args:
        question: a whole question.
        aspect: what it asks.
        kb: the knowledge base.

    Returns:
        The facts, best first; none for other aspects.
    """
    if aspect.id not in _OF_A_MATTER or aspect.about is None:
        return []
    said = fold(question.text)
    asked = [
        *([_CHILDREN] if _CHILD in question.cues else []),
        *([_RETENTION] if _HOW_LONG.search(said) else []),
        *([_CONTROL] if _DO in question.cues or _WISH.search(said) else []),
    ]
    # "¿Cómo restablezco el identificador?": of ads, there are many things to do.
    done = [one for one in question.matters if kb.facts(_CONTROL, [one])]
    found = (kb.facts(other, done if other == _CONTROL and done else [aspect.about]) for other in asked)
    return next((facts for facts in found if facts), [])


def in_order(facts: list[Fact], question: Question, aspect: Aspect, kb: KnowledgeBase) -> list[Fact]:
    """Facts of an aspect, those that answer the very question first.

    Args:
        facts: best first, by what they are about.
        question: a whole question.
        aspect: what it asks.
        kb: the knowledge base.

    Returns:
        The same facts.
    """
    said = fold(question.text)
    if aspect.id == _SHARING and _OTHERS in question.concepts:
        asked = set(question.concepts)
        # Other players are not those who share the account.
        players = {_HANDLE} if _PLAYERS.search(said) else set()
        return sorted(
            facts,
            key=lambda fact: (
                _OTHERS not in fact.concepts,
                players.isdisjoint(fact.concepts) if players else False,
                -len(asked & set(fact.concepts)),
            ),
        )
    if aspect.id == _LEGAL_BASIS and _LAWFUL.search(said) and not _MUST.search(said):
        bases = {
            one.id
            for one in kb.concepts([c for fact in facts for c in fact.concepts])
            if one.kind == _LEGAL_BASIS
        }
        return sorted(facts, key=lambda fact: not (fact.region or bases & set(fact.concepts)))
    named = kb.concepts(question.matters)
    matter = {one.id for one in named if one.kind == "data_category" and one.id not in MEANS}
    if matter and any(one.id in MEANS for one in named):
        # "¿Leen la agenda de mi teléfono?": of the agenda.
        return sorted(facts, key=lambda fact: fact.is_catch_all or not matter & set(fact.concepts))
    return facts
