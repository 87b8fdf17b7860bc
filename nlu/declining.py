"""Whether somebody withholds the country: "prefiero no decirlo"."""

from __future__ import annotations

import re

from knowledge.words import fold
from nlu.letters import asks_for_letter

_WHERE = (
    r"(?:mi (?:pais|ciudad|nacionalidad)|el pais|(?:de|en)? ?donde (?:soy|vivo|estoy)|"
    r"(?:de|en) que pais.*)"
)
_SAYING = r"(?:decir|contestar|responder|contar|compartir|revelar|indicar|dar)"
_DECLINES = re.compile(
    rf"\b(?:prefiero|prefiere|preferiria|mejor|me reservo|elijo)\s+no\s+"
    rf"(?:{_SAYING}(?:t?el[oa]|l[oa]|te)|(?:decir|contestar|responder|hacerlo)|{_SAYING}(?:te|"
    rf"les)?\s+{_WHERE}|(?:decir|contestar|responder|contar)(?:te|les)?\s+(?:eso|nada))"
    rf"\W*(?:gracias|por ahora|por favor|{_WHERE})?\W*$"
    rf"|\bno\s+(?:te\s+|se\s+)?(?:lo\s+)?(?:quiero|voy a|pienso|deseo|quisiera)\s+{_SAYING}(?:t?el[oa]|"
    rf"l[oa]|te|les)?"
    rf"(?:\s+{_WHERE})\W*$"
    r"|^\W*no\s+(?:te\s+lo\s+(?:quiero|voy a|pienso)\s+decir|(?:quiero|voy a|pienso)\s+decir(?:telo|lo))\W*$"
    r"|\bno\s+(?:te|les|le)\s+(?:digo|cuento|voy a decir)\s+(?:mi pais|de donde\b.*|donde\b.*|"
    r"en que pais\b.*)"
    r"|^\W*(?:eso\s+)?no\s+te\s+(?:l[oa]\s+)?(?:digo|cuento|incumbe)\W*$"
    r"|\bno (?:tomes|tengas|tomen|tome) en cuenta (?:mi pais|donde vivo|de donde soy)\b[^?]*$"
    r"|\b(?:olvid[ae](?:te|se)?(?: del?)?|ignor[ae]) (?:lo de )?(?:mi pais|(?:el )?pais|donde vivo|"
    r"de donde soy)\b[^?]*$"
    r"|^\W*(?:(?:mejor|y|no|pues|entonces|solo)\W+)*(?:contesta|responde|dime|decime|di)(?:me)?(?:l[oa])?"
    r"(?: solo| nomas)? en general\W*$"
    r"|^\W*(?:me l[oa] guardo|sin (?:decir )?(?:el )?pais|mi pais me lo guardo)\W*$"
)
_WISHES = re.compile(
    r"¿|\b(?:dime|digame|decime|quiero|quisiera|necesito|explica\w*|cuentame|como hago|que hago)\b"
    r"|^\W*(?:(?:a|ante|con|de|por|en|para) )?(?:que|cual|cuales|cuanto|cuantos|cuantas|como|donde|quien)\b"
)
_CLAUSE = re.compile(
    r"(?<=[.,;:!?])\s+|\s+pero\s+|\s+y\s+(?=(?:haz|hac|hag|escrib|redact|dime|deci|dame|contest|arma)\w*)"
)
# "¿Y si prefiero no decirlo?" asks what happens then.
_WHAT_IF = re.compile(r"\?|^\W*(?:y )?si\b")


def declines(text: str) -> bool:
    """Whether a text withholds it, and does not ask what happens then.

    Args:
        text: a message, or a clause of one.
    """
    folded = fold(text)
    return bool(_DECLINES.search(folded)) and not _WHAT_IF.search(folded)


def beside_declining(text: str) -> str | None:
    """What is asked beside withholding it: "prefiero no decir mi país, ¿cuánto tardan?".

    Args:
        text: a message.

    Returns:
        The rest of the message; None where nothing is withheld, or nothing asked.
    """
    clauses = _CLAUSE.split(text)
    others = [clause for clause in clauses if not declines(clause)]
    asks = any("?" in clause or _WISHES.search(fold(clause)) or asks_for_letter(clause) for clause in others)
    return " ".join(others).strip() if asks and len(others) < len(clauses) else None
