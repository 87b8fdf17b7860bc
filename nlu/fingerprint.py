"""What understanding is made from besides the examples: its code, its turns, the content.

Rasa keeps trained components in a cache, and knows none of them.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from knowledge import words
from knowledge.choice import chosen_policy, lender_of
from knowledge.content import CONTENT, read_content
from nlu.vocabulary import Vocabulary

_CODE = Path(__file__).resolve().parent


def policy_to_train(content: Path = CONTENT) -> str:
    """The policy whose names the model is trained with.

    Args:
        content: the knowledge base's content folder.

    Returns:
        The chosen policy; or the one that lends it its vocabulary, if that has all the names that it uses:
        then one model serves both.

    Raises:
        ContentError: the content is wrong.
    """
    chosen = chosen_policy()
    lender = lender_of(chosen)
    if lender == chosen:
        return chosen
    own, lent = (Vocabulary.of(read_content(content, policy)) for policy in (chosen, lender))
    return lender if lent.covers(own) else chosen


def made_from(content: Path = CONTENT, code: Path = _CODE) -> str:
    """A SHA-256 that changes with the names, the questions asked for facts, the code or the turns.

    Args:
        content: the knowledge base's content folder.
        code: the folder of this package.

    Returns:
        The digest in hexadecimal.

    Raises:
        ContentError: the content is wrong.
    """
    known = read_content(content, policy_to_train(content))
    digest = hashlib.sha256(Vocabulary.of(known).dump().encode())
    digest.update(json.dumps(known.questions).encode())
    for file in [*sorted(code.rglob("*.py")), *sorted(code.rglob("*.tsv")), Path(words.__file__)]:
        digest.update(file.read_bytes())
    return digest.hexdigest()
