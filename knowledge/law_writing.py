"""Writing countries, their laws and the letters into the database."""

from __future__ import annotations

from sqlalchemy.orm import Session

from knowledge.content import Content
from knowledge.law_entries import LawEntry
from knowledge.law_models import Law, LawDeadline, LawRight, Letter, LetterPhrase
from knowledge.models import Jurisdiction


def write_laws(session: Session, content: Content) -> None:
    """Add all that the content says of countries, but for the sentences, which are facts.

    Args:
        session: an open session, with the concepts written.
        content: checked content.
    """
    jurisdictions = {one.code: one for one in content.jurisdictions}
    for position, place in enumerate(content.places):
        known = jurisdictions.get(place.code)
        session.add(
            Jurisdiction(
                code=place.code,
                position=position,
                country=place.country,
                within=place.within,
                region=place.region,
                time_zone=place.time_zone,
                note=known.note if known else None,
            )
        )
    session.flush()
    for jurisdiction in content.jurisdictions:
        for law in jurisdiction.laws:
            _write_law(session, jurisdiction.code, law, content.right_names)
    for position, letter in enumerate(content.letters):
        name = content.right_names[letter.id]
        entry = letter.dict(exclude={"id"})
        session.add(Letter(right_id=letter.id, position=position, right_name=name, **entry))
    for name, text in content.letter_phrases.dict().items():
        session.add(LetterPhrase(name=name, text=text))


def _write_law(session: Session, code: str, law: LawEntry, names: dict[str, str]) -> None:
    authority = law.authority_confirmed
    session.add(
        Law(
            id=law.id,
            jurisdiction_code=code,
            name=law.name,
            short=law.short,
            since=law.since,
            until=law.until,
            authority=authority.name if authority else None,
            unconfirmed="\n".join(law.unconfirmed),
            sources="\n".join(law.sources),
        )
    )
    session.flush()
    for position, right in enumerate(law.rights):
        session.add(
            LawRight(
                law_id=law.id,
                concept_id=right,
                position=position,
                name=law.called.get(right, names[right]),
                confirmed=right in law.confirmed,
            )
        )
    for position, deadline in enumerate(law.deadlines, start=1):
        session.add(
            LawDeadline(
                law_id=law.id,
                position=position,
                rights=" ".join(deadline.rights),
                phrase=deadline.phrase,
                amount=deadline.amount,
                unit=deadline.unit,
                unsure=deadline.unsure,
            )
        )
