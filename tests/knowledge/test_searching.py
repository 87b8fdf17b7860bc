"""Search stays within the policy that is explained, on every database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.content import Content, read_content
from knowledge.database import reading
from knowledge.loader import load
from knowledge.models import Fact, Policy, PolicyVersion
from knowledge.queries import KnowledgeBase
from knowledge.words import content_stems

_OTHER = "zancada"
# More than search looks at, so that another policy's facts could push all others out.
_COPIES = 70
_SHORT = ("Voz.", "Correo.", "Grabación.", "Autoridades.")


@pytest.fixture
def both(engine: Engine, content: Content) -> Iterator[Session]:
    """The small content with a second policy beside it, which speaks of the same, and more often."""
    load(content, engine)
    with Session(engine, future=True) as session, session.begin():
        _add_other(session, content)
    with reading(engine) as session:
        yield session


def _add_other(session: Session, content: Content) -> None:
    session.execute(
        insert(Policy).values(
            id=_OTHER,
            name="Aviso",
            company="Zancada",
            contact="a@b.example",
            fingerprint="1",
            loaded_at=func.now(),
        )
    )
    session.execute(
        insert(PolicyVersion).values(
            policy_id=_OTHER, in_force=content.versions[0].in_force, language="es", url="https://example.org"
        )
    )
    told = [fact.text for _, fact in read_content(policy=_OTHER).facts][:10]
    for number, said in enumerate([*told, *_SHORT * _COPIES]):
        session.execute(
            insert(Fact).values(
                policy_id=_OTHER,
                key=f"other-{number}",
                aspect_id="collection",
                text=said,
                source_id=content.sources[0].id,
                section="A",
                status="current",
                absence=False,
                niche=False,
                search_text=" ".join(content_stems(said)),
            )
        )
    if session.get_bind().dialect.name == "sqlite":
        session.execute(
            text(
                "INSERT INTO fact_search (rowid, body) "
                "SELECT id, search_text FROM fact WHERE policy_id = :one"
            ),
            {"one": _OTHER},
        )


@pytest.mark.parametrize("words", ["grabación de la voz", "recogen mi correo", "voz"])
def test_another_policys_facts_neither_appear_nor_push_others_out(both: Session, words: str) -> None:
    mine, other = (KnowledgeBase(both, policy).search(words, limit=60) for policy in ("netflix", _OTHER))
    assert mine and other
    assert {fact.key for fact in other} <= set(_keys(both, _OTHER))
    assert {fact.key for fact in mine} <= set(_keys(both, "netflix"))


def test_what_is_rare_is_rare_in_its_own_policy(both: Session) -> None:
    found = KnowledgeBase(both, "netflix").on_rare_topic("¿las autoridades?", "sharing")
    assert "com-law" in [fact.key for fact in found]
    assert KnowledgeBase(both, _OTHER).on_rare_topic("¿las autoridades?", "collection") == []


def _keys(session: Session, policy: str) -> list[str]:
    return list(session.execute(select(Fact.key).where(Fact.policy_id == policy)).scalars())
