"""Words by which somebody says that they, or a person near them, may be in danger.

The classifier learns what such messages are like; these words must not depend on what it learned, because a
miss costs more than any wrong answer on privacy.
"""

from __future__ import annotations

import re

from knowledge.words import fold

_OWN = r"(?:me|se|nos)"
_SAID = re.compile(
    rf"\b(?:quit(?:ar|e|o|a)(?:me|se)\s+la\s+vida|{_OWN}\s+(?:voy\s+a\s+|va\s+a\s+|quiero\s+|quiere\s+|pienso\s+)?"
    r"(?:suicidar|quitar\s+la\s+vida)|suicidar(?:me|se)|(?:quiero|voy\s+a|pienso\s+en|ganas\s+de)\s+"
    r"(?:morirme|matarme|hacerme\s+dano|acabar\s+con\s+mi\s+vida|terminar\s+con\s+mi\s+vida|ahorcarme)"
    rf"|me\s+(?:quiero|voy\s+a)\s+(?:morir|matar)\b(?!\s+de\b)|(?:ya\s+)?no\s+(?:quiero|kiero)\s+"
    r"(?:vivir\b(?!\s+(?:en|con|aqui|alli)\b)|seguir\s+(?:viviendo|con\s+vida|aqui))"
    r"|(?:quiero|kiero)\s+(?:morir|matarme)\b(?!\s+de\b)"
    r"|no\s+quier[eo]\s+despertar(?:me|se)?\b(?!\s+(?:a|al|temprano)\b)"
    r"|no\s+quiere\s+(?:vivir\b(?!\s+(?:en|con|aqui|alli|juntos)\b)|seguir\s+(?:viviendo|con\s+vida))"
    r"|se\s+quiere\s+(?:morir|matar)\b(?!\s+de\b)|quiere\s+(?:matarse|morirse|suicidarse)\b(?!\s+de\b)"
    r"|estarian?\s+(?:todos\s+)?mejor\s+sin\s+mi\b"
    r"|me\s+(?:corte\s+(?:otra\s+vez|de\s+nuevo|los?\b|las?\b|anoche)|corto\s+(?:los|las|para|cuando)|hago\s+dano)"
    r"|me\s+autolesiono|(?:frasco|monton|caja)\s+(?:entero\s+|entera\s+)?de\s+pastillas"
    r"|(?:mi\s+(?:marido|mujer|pareja|esposo|esposa|novio|novia|papa|mama|padre|madre|ex)\s+me\s+(?:pega|golpea|maltrata))"
    r"|i\s+want\s+to\s+(?:kill\s+myself|die)|kill\s+myself)"
)


def speaks_of_danger(text: str) -> bool:
    """Whether a message says plainly that somebody may come to harm.

    >>> speaks_of_danger("cómo borro todo antes de quitarme la vida"), speaks_of_danger("me muero de risa")
    (True, False)

    Args:
        text: a message.

    Returns:
        True for plain words only; what is veiled is left to the classifier.
    """
    return bool(_SAID.search(fold(text)))
