"""Tables of the knowledge base (SQLAlchemy, 2.0 style on 1.4).

A **fact** is one statement about a policy: its aspect, the concepts it is about (the first is the main
one), where it is written, and whether it still stands. Everything an answer needs is one query on it.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import DeclarativeMeta, registry, relationship

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

CONCEPT_KINDS = ("data_category", "source", "recipient", "purpose", "right", "legal_basis", "topic")
REGIONS = ("eea", "non_eea", "us")
STATUSES = ("current", "historical")
POLARITIES = ("affirms", "denies")

_REGISTRY = registry(metadata=MetaData(naming_convention=NAMING))


class Base(metaclass=DeclarativeMeta):
    """Base of all tables."""

    __abstract__ = True
    registry = _REGISTRY
    metadata = _REGISTRY.metadata
    __init__ = _REGISTRY.constructor


def _one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class Policy(Base):
    """A policy that Clara explains."""

    __tablename__ = "policy"

    id = Column(String(40), primary_key=True)
    name = Column(Text, nullable=False)
    company = Column(Text, nullable=False)
    contact = Column(Text, nullable=False)
    fingerprint = Column(String(64), nullable=False)
    loaded_at = Column(DateTime, nullable=False)


class PolicyVersion(Base):
    """One text of a policy: the day it came into force, its language and where it applies."""

    __tablename__ = "policy_version"
    __table_args__ = (
        UniqueConstraint("policy_id", "in_force", "language", "region"),
        _one_of("region", REGIONS),
    )

    id = Column(Integer, primary_key=True)
    policy_id = Column(ForeignKey("policy.id", ondelete="CASCADE"), nullable=False)
    in_force = Column(Date, nullable=False)
    language = Column(String(5), nullable=False)
    region = Column(String(10))
    url = Column(Text, nullable=False)


class Source(Base):
    """A kind of document that facts cite. A higher ``weight`` is quoted first."""

    __tablename__ = "source"

    id = Column(String(40), primary_key=True)
    name = Column(Text, nullable=False)
    weight = Column(Integer, nullable=False)
    url = Column(Text)


class Concept(Base):
    """What a question can be about; the ids are fixed by the answer contract."""

    __tablename__ = "concept"
    __table_args__ = (_one_of("kind", CONCEPT_KINDS),)

    id = Column(String(40), primary_key=True)
    kind = Column(String(20), nullable=False)
    name = Column(Text, nullable=False)
    label = Column(Text, nullable=False)
    number = Column(String(8), nullable=False)
    gender = Column(String(1), nullable=False)


class ConceptWider(Base):
    """A narrower concept is given together with its wider one."""

    __tablename__ = "concept_wider"

    concept_id = Column(ForeignKey("concept.id", ondelete="CASCADE"), primary_key=True)
    wider_id = Column(ForeignKey("concept.id", ondelete="CASCADE"), primary_key=True)


class Alias(Base):
    """A name that people use for a concept, or the words they ask for one fact with.

    ``within``: the aspects in which it counts, set apart by spaces; in all, if empty.
    """

    __tablename__ = "alias"
    __table_args__ = (
        CheckConstraint("(concept_id IS NULL) <> (fact_id IS NULL)", name="one_target"),
        Index(None, "concept_id"),
        Index(None, "fact_id"),
    )

    id = Column(Integer, primary_key=True)
    text = Column(Text, nullable=False)
    concept_id = Column(ForeignKey("concept.id", ondelete="CASCADE"))
    fact_id = Column(ForeignKey("fact.id", ondelete="CASCADE"))
    pos = Column(String(10))
    exact = Column(Boolean, nullable=False, default=False)
    within = Column(Text, nullable=False, default="", server_default="")


class Unmentioned(Base):
    """A matter people ask about and no fact speaks of; ``label`` completes "Sobre … no encontré nada"."""

    __tablename__ = "unmentioned"

    id = Column(String(40), primary_key=True)
    label = Column(Text, nullable=False)


class Aspect(Base):
    """What can be asked.

    ``about_id`` is the concept that an aspect is about by itself, if any; ``settles`` the words, set
    apart by blanks, one of which a question needs to be answered by yes or no. ``weight``: how much a change
    in it touches a person; ``called``: what it is called as the matter of a change, one name a line.
    """

    __tablename__ = "aspect"

    id = Column(String(20), primary_key=True)
    position = Column(Integer, nullable=False)
    name = Column(Text, nullable=False)
    about_id = Column(ForeignKey("concept.id"))
    settles = Column(Text, nullable=False, default="")
    weight = Column(Integer, nullable=False, default=0, server_default="0")
    called = Column(Text, nullable=False, default="", server_default="")


class AspectLink(Base):
    """Aspects that stand in for one another (``related``) or that are suggested next (``next``)."""

    __tablename__ = "aspect_link"
    __table_args__ = (_one_of("role", ("related", "next")),)

    aspect_id = Column(ForeignKey("aspect.id", ondelete="CASCADE"), primary_key=True)
    role = Column(String(10), primary_key=True)
    position = Column(Integer, primary_key=True)
    other_id = Column(ForeignKey("aspect.id", ondelete="CASCADE"), nullable=False)


class AspectQuestion(Base):
    """How an aspect is asked in the person's own voice, by kind of concept (``any``: about everything)."""

    __tablename__ = "aspect_question"

    aspect_id = Column(ForeignKey("aspect.id", ondelete="CASCADE"), primary_key=True)
    kind = Column(String(20), primary_key=True)
    template = Column(Text, nullable=False)


class Jurisdiction(Base):
    """A country: its name, how "in it" is said, which part of the policy holds there, and its clock."""

    __tablename__ = "jurisdiction"
    __table_args__ = (_one_of("region", REGIONS),)

    code = Column(String(2), primary_key=True)
    position = Column(Integer, nullable=False)
    country = Column(Text, nullable=False)
    within = Column(Text, nullable=False)
    region = Column(String(10), nullable=False)
    time_zone = Column(String(40), nullable=False)
    note = Column(Text)


class Fact(Base):
    """One statement about the policy.

    ``key`` is the content's id, unique within a policy. ``polarity`` says whether the fact affirms or
    denies the yes/no question it answers. ``absence``: the policy is silent, and this says so.
    ``niche``: it holds only in a special setting, such as the games, and is told after what holds always.
    ``as_of`` is the newest version that states it, ``since`` the oldest known to; ``added``: the version
    before that did not state it, ``removed``: the one after ``as_of`` does not. ``weight``: how much its
    change touches a person, where the aspect's own weight would mislead.
    ``valid_from`` and ``valid_until``: the first and the last day on which it is true.
    ``search_text`` holds the stems of its words, the same for every database's full-text index.
    """

    __tablename__ = "fact"
    __table_args__ = (
        UniqueConstraint("policy_id", "key"),
        _one_of("region", REGIONS),
        _one_of("status", STATUSES),
        _one_of("polarity", POLARITIES),
        Index(None, "policy_id", "aspect_id", "status"),
        Index(None, "repeats_id"),
    )

    id = Column(Integer, primary_key=True)
    policy_id = Column(ForeignKey("policy.id", ondelete="CASCADE"), nullable=False)
    version_id = Column(ForeignKey("policy_version.id", ondelete="SET NULL"))
    key = Column(String(60), nullable=False)
    aspect_id = Column(ForeignKey("aspect.id"), nullable=False)
    text = Column(Text, nullable=False)
    source_id = Column(ForeignKey("source.id"), nullable=False)
    section = Column(Text, nullable=False)
    url = Column(Text)
    via = Column(Text)
    as_of = Column(Date)
    since = Column(Date)
    added = Column(Boolean, nullable=False, default=False, server_default=false())
    removed = Column(Boolean, nullable=False, default=False, server_default=false())
    weight = Column(Integer)
    region = Column(String(10))
    jurisdiction_code = Column(ForeignKey("jurisdiction.code"))
    status = Column(String(10), nullable=False)
    valid_from = Column(Date)
    valid_until = Column(Date)
    polarity = Column(String(10))
    absence = Column(Boolean, nullable=False, default=False)
    niche = Column(Boolean, nullable=False, default=False)
    repeats_id = Column(ForeignKey("fact.id", ondelete="SET NULL"))
    search_text = Column(Text, nullable=False)

    source = relationship("Source")
    links = relationship("FactConcept", order_by="FactConcept.position", cascade="all, delete-orphan")


class AspectGeneral(Base):
    """The facts that answer an aspect when no concept is named, best first."""

    __tablename__ = "aspect_general"

    aspect_id = Column(ForeignKey("aspect.id", ondelete="CASCADE"), primary_key=True)
    position = Column(Integer, primary_key=True)
    fact_id = Column(ForeignKey("fact.id", ondelete="CASCADE"), nullable=False)


class FactConcept(Base):
    """A fact is about a concept; position 0 is what it is mainly about."""

    __tablename__ = "fact_concept"
    __table_args__ = (Index(None, "concept_id", "position"),)

    fact_id = Column(ForeignKey("fact.id", ondelete="CASCADE"), primary_key=True)
    concept_id = Column(ForeignKey("concept.id", ondelete="CASCADE"), primary_key=True)
    position = Column(Integer, nullable=False)


class FactSupersedes(Base):
    """A newer fact replaces an older one: the older answers only "what changed?"."""

    __tablename__ = "fact_supersedes"
    __table_args__ = (Index(None, "older_id"),)

    newer_id = Column(ForeignKey("fact.id", ondelete="CASCADE"), primary_key=True)
    older_id = Column(ForeignKey("fact.id", ondelete="CASCADE"), primary_key=True)
