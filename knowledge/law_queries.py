"""Questions on countries, their laws of today, and letters."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from knowledge import laws
from knowledge.law_models import Law, LawDeadline, LawRight, Letter, LetterPhrase
from knowledge.models import Jurisdiction
from knowledge.queries import KnowledgeBase
from knowledge.records import Country, Deadline
from knowledge.records import Law as LawRecord
from knowledge.records import Letter as LetterRecord
from knowledge.remembering import remembered


@remembered
def country(kb: KnowledgeBase, code: str | None, day: str | None = None) -> Country | None:
    """A country with the law that is in force there on a day.

    Args:
        kb: the knowledge base; its clock says which day it is there.
        code: two letters.
        day: the day, as in ``2026-12-01``; today unless given.

    Returns:
        The country; None for a code that is none.
    """
    row = kb.session.get(Jurisdiction, code) if code else None
    if row is None:
        return None
    return Country(
        code=row.code,
        name=row.country,
        within=row.within,
        region=row.region,
        time_zone=row.time_zone,
        law=_law_of(kb, row.code, dt.date.fromisoformat(day) if day else kb.today(row.time_zone)),
    )


@remembered
def country_names(kb: KnowledgeBase, codes: list[str]) -> dict[str, str]:
    """What countries are called, by code, in the order given; unknown codes are left out."""
    if not codes:
        return {}
    rows = kb.session.execute(
        select(Jurisdiction.code, Jurisdiction.country).where(Jurisdiction.code.in_(codes))
    ).all()
    names: dict[str, str] = dict(rows)
    return {code: names[code] for code in codes if code in names}


@remembered
def letter(kb: KnowledgeBase, right: str) -> LetterRecord | None:
    """The letter that exercises a right; None when there is none."""
    row = kb.session.get(Letter, right)
    if row is None:
        return None
    phrases: dict[str, str] = dict(kb.session.execute(select(LetterPhrase.name, LetterPhrase.text)).all())
    return LetterRecord(
        right=row.right_id,
        right_name=row.right_name,
        title=row.title,
        file=row.file,
        to_authority=row.addressee == "authority",
        body=row.body,
        phrases=phrases,
    )


@remembered
def letters(kb: KnowledgeBase) -> list[tuple[str, str]]:
    """All letters: the right of each, and its title."""
    rows = kb.session.execute(select(Letter.right_id, Letter.title).order_by(Letter.position)).all()
    return [(right, title) for right, title in rows]


def _law_of(kb: KnowledgeBase, code: str, today: dt.date) -> LawRecord | None:
    rows = kb.session.execute(select(Law).where(Law.jurisdiction_code == code)).scalars().all()
    in_force = [row for row in rows if (row.since or today) <= today <= (row.until or today)]
    if not in_force:
        return None
    row = in_force[0]
    coming = [one.id for one in rows if one.since is not None and one.since > today]
    rights = kb.session.execute(
        select(LawRight.concept_id, LawRight.name)
        .where(LawRight.law_id == row.id, LawRight.confirmed.is_(True))
        .order_by(LawRight.position)
    ).all()
    return LawRecord(
        id=row.id,
        short=row.short,
        rights=dict(rights),
        deadlines=tuple(_deadlines(kb, row)),
        authority=row.authority,
        rights_fact=laws.key(row.id, laws.RIGHTS),
        authority_fact=laws.key(row.id, laws.AUTHORITY),
        coming_fact=laws.key(coming[0], laws.COMING) if coming else None,
    )


def _deadlines(kb: KnowledgeBase, law: Law) -> list[Deadline]:
    rows = kb.session.execute(
        select(LawDeadline).where(LawDeadline.law_id == law.id).order_by(LawDeadline.position)
    ).scalars()
    found = [
        Deadline(
            fact=laws.key(law.id, laws.DEADLINE, row.position),
            rights=tuple(row.rights.split()),
            phrase=row.phrase,
            amount=row.amount,
            unit=row.unit,
            unsure=row.unsure,
        )
        for row in rows
    ]
    if not found and "deadline" in law.unconfirmed.split():
        found = [Deadline(laws.key(law.id, laws.DEADLINE, 1), (), None, None, None, False)]
    return found
