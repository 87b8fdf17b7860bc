"""Parts of speech and lemmas, found when somebody wants them.

Tagging takes spaCy longer than everything else that understanding does with words, and few questions need it:
it is put off until a token's part of speech is asked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.util import get_words_and_spaces

if TYPE_CHECKING:
    from spacy.language import Language

_PIPELINE = "pipeline"
# Longer than any word, and than most addresses.
_LONGEST_CHUNK = 100


def tokenized(pipeline: Language, text: str) -> Doc:
    """Tokens that can be tagged later.

    Args:
        pipeline: what tags them.
        text: the text.

    Returns:
        The tokens; `tagged` adds the rest.
    """
    doc = pipeline.make_doc(text) if _is_usual(text) else _plainly(pipeline, text)
    doc.user_data[_PIPELINE] = pipeline
    return doc


def _is_usual(text: str) -> bool:
    return all(len(chunk) <= _LONGEST_CHUNK for chunk in text.split())


def _plainly(pipeline: Language, text: str) -> Doc:
    """Words and signs: spaCy takes a second to take thousands of signs off one chunk, one by one."""
    words, spaces = get_words_and_spaces(re.findall(r"\w+|[^\w\s]", text), text)
    return Doc(pipeline.vocab, words=words, spaces=spaces)


def tagged(doc: Doc) -> Doc:
    """Tag tokens, unless they are.

    Args:
        doc: tokens of `tokenized`; others stay as they are.

    Returns:
        The same tokens, with parts of speech and lemmas.
    """
    pipeline = doc.user_data.pop(_PIPELINE, None)
    if pipeline is not None and len(doc):
        for _, pipe in pipeline.pipeline:
            doc = pipe(doc)
    return doc
