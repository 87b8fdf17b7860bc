"""Full-text search over the stems of one policy's facts, the same on every database."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from knowledge import models
from knowledge.words import content_stems

# A stem of at least so many letters, in at most so many of the facts that a question finds, tells its topic.
_TELLING_STEM, _RARE_USES = 5, 2
_SQLITE = (
    "SELECT fact.id FROM fact_search JOIN fact ON fact.id = fact_search.rowid "
    "WHERE fact_search MATCH :query AND fact.policy_id = :policy ORDER BY bm25(fact_search), fact.id LIMIT 60"
)
_POSTGRES = (
    "SELECT id FROM fact WHERE to_tsvector('simple', search_text) @@ to_tsquery('simple', :query) "
    "AND policy_id = :policy ORDER BY "
    "ts_rank(to_tsvector('simple', search_text), to_tsquery('simple', :query), 1) DESC, id LIMIT 60"
)


def ranked_ids(session: Session, policy: str, question: str) -> list[int]:
    """Rows of facts that share words with a question.

    Args:
        session: an open session.
        policy: the id of the policy whose facts are searched.
        question: words in Spanish; endings and accents do not matter.

    Returns:
        At most sixty row ids, the best first; empty when no word fits.
    """
    return _ranked(
        session, policy, [word for word in dict.fromkeys(content_stems(question)) if word.isalnum()]
    )


def ids_on_rare_topic(session: Session, policy: str, question: str) -> dict[int, int]:
    """Rows of facts that share words with a question which hardly any other fact has.

    Args:
        session: an open session.
        policy: the id of the policy whose facts are searched.
        question: words in Spanish.

    Returns:
        Row ids, each with how many of the facts found have its rarest word.
    """
    stems = [one for one in dict.fromkeys(content_stems(question)) if len(one) >= _TELLING_STEM]
    ranked = _ranked(session, policy, stems)
    if not ranked:
        return {}
    rows = session.execute(select(models.Fact.id, models.Fact.search_text).where(models.Fact.id.in_(ranked)))
    held = {row_id: set(search_text.split()) for row_id, search_text in rows}
    uses = {one: sum(one in words for words in held.values()) for one in stems}
    rarest = {row_id: min(uses[one] for one in words.intersection(stems)) for row_id, words in held.items()}
    return {row_id: count for row_id, count in rarest.items() if count <= _RARE_USES}


def _ranked(session: Session, policy: str, stems: Sequence[str]) -> list[int]:
    if not stems:
        return []
    if session.get_bind().dialect.name == "sqlite":
        query, wanted = _SQLITE, " OR ".join(f'"{stem}"' for stem in stems)
    else:
        query, wanted = _POSTGRES, " | ".join(stems)
    return list(session.execute(text(query), {"query": wanted, "policy": policy}).scalars())
