"""Tables of countries' laws and of the letters that exercise a right."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, Text

from knowledge.models import Base, _one_of

UNITS = ("days", "business_days", "months")


class Law(Base):
    """A country's data protection law; the sentences on it are facts with keys made from its id."""

    __tablename__ = "law"

    id = Column(String(20), primary_key=True)
    jurisdiction_code = Column(ForeignKey("jurisdiction.code", ondelete="CASCADE"), nullable=False)
    name = Column(Text, nullable=False)
    short = Column(Text, nullable=False)
    since = Column(Date)
    until = Column(Date)
    authority = Column(Text)
    unconfirmed = Column(Text, nullable=False, default="")
    sources = Column(Text, nullable=False)


class LawRight(Base):
    """A right that a law names, and what it is called there; ``confirmed``: a source says so."""

    __tablename__ = "law_right"

    law_id = Column(ForeignKey("law.id", ondelete="CASCADE"), primary_key=True)
    concept_id = Column(ForeignKey("concept.id", ondelete="CASCADE"), primary_key=True)
    position = Column(Integer, nullable=False)
    name = Column(Text, nullable=False)
    confirmed = Column(Boolean, nullable=False)


class LawDeadline(Base):
    """How long an answer may take. ``rights``, set apart by blanks, are those it holds for; all, if empty."""

    __tablename__ = "law_deadline"
    __table_args__ = (_one_of("unit", UNITS),)

    law_id = Column(ForeignKey("law.id", ondelete="CASCADE"), primary_key=True)
    position = Column(Integer, primary_key=True)
    rights = Column(Text, nullable=False, default="")
    phrase = Column(Text)
    amount = Column(Integer)
    unit = Column(String(15))
    unsure = Column(Boolean, nullable=False)


class Letter(Base):
    """A letter that exercises a right, with what the law (in braces) and the person (in brackets) fill in."""

    __tablename__ = "letter"

    right_id = Column(ForeignKey("concept.id", ondelete="CASCADE"), primary_key=True)
    position = Column(Integer, nullable=False)
    right_name = Column(Text, nullable=False)
    title = Column(Text, nullable=False)
    file = Column(Text, nullable=False)
    addressee = Column(String(10), nullable=False)
    body = Column(Text, nullable=False)


class LetterPhrase(Base):
    """What goes into letters from the law, by name."""

    __tablename__ = "letter_phrase"

    name = Column(String(20), primary_key=True)
    text = Column(Text, nullable=False)
