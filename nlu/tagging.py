"""Parts of speech and lemmas, found when somebody wants them.

Tagging takes spaCy longer than everything else that understanding does with words, and few questions need it:
it is put off until a token's part of speech is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PIPELINE = "pipeline"


def tokenized(pipeline: Language, text: str) -> Doc:
    """Tokens that can be tagged later.

    Args:
        pipeline: what tags them.
        text: the text.

    Returns:
        The tokens; `tagged` adds the rest.
    """
    doc = pipeline.make_doc(text)
    doc.user_data[_PIPELINE] = pipeline
    return doc


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
