"""Tables of the map of the data: columns, places, and the lines that facts draw between them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Text

from knowledge.models import Base


class MapStage(Base):
    """A column of the map; ``aspect_id`` is what asks for the things in it."""

    __tablename__ = "map_stage"

    id = Column(String(10), primary_key=True)
    position = Column(Integer, nullable=False)
    name = Column(Text, nullable=False)
    aspect_id = Column(ForeignKey("aspect.id"), nullable=False)


class MapPlace(Base):
    """A place in a column: a concept, or what gathers several (their ``parent_id``).

    ``general``: it stands for data at large; ``fact_id`` is the fact that says why.
    """

    __tablename__ = "map_place"

    id = Column(String(60), primary_key=True)
    stage_id = Column(ForeignKey("map_stage.id", ondelete="CASCADE"), nullable=False)
    position = Column(Integer, nullable=False)
    name = Column(Text, nullable=False)
    concept_id = Column(ForeignKey("concept.id", ondelete="CASCADE"))
    parent_id = Column(ForeignKey("map_place.id", ondelete="CASCADE"))
    question = Column(Text)
    general = Column(Boolean, nullable=False)
    fact_id = Column(ForeignKey("fact.id", ondelete="SET NULL"))


class FactFlow(Base):
    """One statement of a fact: data, where they come from, what for, who receives them; parts may be missing.

    ``denied``: the text says that it is not so.
    """

    __tablename__ = "fact_flow"

    fact_id = Column(ForeignKey("fact.id", ondelete="CASCADE"), primary_key=True)
    position = Column(Integer, primary_key=True)
    source_id = Column(ForeignKey("map_place.id", ondelete="CASCADE"))
    data_id = Column(ForeignKey("map_place.id", ondelete="CASCADE"))
    purpose_id = Column(ForeignKey("map_place.id", ondelete="CASCADE"))
    recipient_id = Column(ForeignKey("map_place.id", ondelete="CASCADE"))
    denied = Column(Boolean, nullable=False)
