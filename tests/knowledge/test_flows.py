"""The map of the data draws what facts state, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from knowledge.content import read_content
from knowledge.database import reading
from knowledge.errors import ContentError, NotLoaded, UnknownConcept, UnknownVersion
from knowledge.flow_records import DENIED, STATED, UNKNOWN, FlowMap, Link
from knowledge.flows import FlowQuery
from knowledge.loader import load
from knowledge.queries import KnowledgeBase
from tests.knowledge.flow_content import write_flow_content

OLDER = dt.date(2021, 11, 2)


@pytest.fixture
def query(engine: Engine, tmp_path: Path) -> Iterator[FlowQuery]:
    load(read_content(write_flow_content(tmp_path / "flows")), engine)
    with reading(engine) as session:
        yield FlowQuery(session)


def lines(drawn: FlowMap, status: str = STATED) -> set[tuple[str, str]]:
    return {(link.source, link.target) for link in drawn.links if link.status == status}


def link(drawn: FlowMap, source: str, target: str) -> Link:
    return next(one for one in drawn.links if (one.source, one.target) == (source, target))


def test_lines_follow_from_aspect_and_concepts(query: FlowQuery) -> None:
    drawn = query.draw()
    assert link(drawn, "source.partners", "data.contact").facts == ("from-partners",)
    assert link(drawn, "data.senses", "purpose.marketing").facts == ("use-voice",)


def test_what_a_fact_says_itself_stands_above_its_concepts(query: FlowQuery) -> None:
    drawn = query.draw()
    assert link(drawn, "source.partners", "data.senses").facts == ("from-partners-senses",)
    assert "from-partners-senses" not in link(drawn, "source.partners", "data.contact").facts


def test_without_a_datum_it_is_said_in_general(query: FlowQuery) -> None:
    drawn = query.draw()
    assert link(drawn, "data.all_data", "recipient.authorities").general
    assert link(drawn, "purpose.marketing", "recipient.authorities").general
    assert not link(drawn, "source.partners", "data.contact").general
    assert drawn.general_fact == "col-all"


def test_a_denial_is_no_line(query: FlowQuery) -> None:
    drawn = query.draw()
    assert ("data.senses", "recipient.authorities") not in lines(drawn)
    assert link(drawn, "data.senses", "recipient.authorities").status == DENIED


def test_no_line_lacks_a_fact_that_stands(query: FlowQuery) -> None:
    drawn = query.draw()
    assert drawn.links
    for one in drawn.links:
        assert one.facts
        assert all(drawn.facts[key].current for key in one.facts)


def test_a_gathering_says_which_of_its_data_are_meant(query: FlowQuery) -> None:
    drawn = query.draw()
    assert link(drawn, "data.senses", "purpose.marketing").about == ("data.voice",)
    assert next(node for node in drawn.nodes if node.place.id == "data.senses").members == ("data.voice",)


def test_one_datum_is_drawn_with_what_is_said_of_its_gathering(query: FlowQuery) -> None:
    drawn = query.draw(data="voice")
    assert {("data.voice", "purpose.marketing"), ("source.partners", "data.senses")} <= lines(drawn)
    assert next(node for node in drawn.nodes if node.place.id == "data.senses").whole
    assert not any("data.contact" in one for one in lines(drawn))


def test_what_holds_in_general_stays_for_one_datum(query: FlowQuery) -> None:
    assert ("data.all_data", "recipient.authorities") in lines(query.draw(data="email"))
    assert ("purpose.marketing", "recipient.authorities") in lines(query.draw(data="voice"))
    assert ("purpose.marketing", "recipient.authorities") not in lines(query.draw(data="email"))


def test_a_gathering_of_one_is_shown_under_its_own_name(query: FlowQuery) -> None:
    assert lines(query.draw(data="email")) == lines(query.draw(data="contact"))


def test_an_older_version_shows_what_was_read_in_it(query: FlowQuery) -> None:
    drawn = query.draw(version=OLDER)
    assert lines(drawn) == {("source.authorities", "data.contact")}
    assert link(drawn, "data.senses", "purpose.marketing").facts == ("use-voice-2021",)
    assert link(drawn, "data.senses", "purpose.marketing").status == DENIED


def test_what_only_today_says_is_unknown_of_an_older_version(query: FlowQuery) -> None:
    drawn = query.draw(version=OLDER)
    assert link(drawn, "source.partners", "data.contact").status == UNKNOWN
    # Today's denial tells nothing about then.
    assert not any(one.target == "recipient.authorities" and one.status == DENIED for one in drawn.links)


def test_versions_come_newest_first(query: FlowQuery) -> None:
    assert [(one.date, one.current) for one in query.draw().versions] == [
        (dt.date(2026, 4, 10), True),
        (OLDER, False),
    ]


def test_replaced_facts_are_told_with_those_that_replace_them(query: FlowQuery) -> None:
    drawn = query.draw()
    assert ("use-voice", "use-voice-2021") in drawn.replaced
    assert drawn.facts["use-voice-2021"].text == "En 2021 no."


def test_silence_is_told_apart(query: FlowQuery) -> None:
    drawn = query.draw()
    assert drawn.absences == ("col-health",)
    assert not any("health" in end for one in drawn.links for end in (one.source, one.target, *one.about))


def test_questions_are_the_place_s_own_or_the_aspect_s(query: FlowQuery) -> None:
    asked = {node.place.id: node.place.question for node in query.draw(data="senses").nodes}
    assert asked["data.senses"] == "¿Qué sentidos?"
    assert asked["data.voice"] == "¿Y mi voz?"
    assert asked["source.partners"] == "¿Qué llega de los socios?"
    assert asked["purpose.marketing"] == "¿Para qué?"


def test_choices_are_the_data_that_facts_speak_of(query: FlowQuery) -> None:
    choices = query.draw().choices
    assert [(one.place.id, [member.id for member in one.members]) for one in choices] == [
        ("data.senses", []),
        ("data.contact", []),
    ]


@pytest.mark.parametrize("data", ["vois", "all_data", "partners", ""])
def test_only_data_can_be_chosen(query: FlowQuery, data: str) -> None:
    with pytest.raises(UnknownConcept):
        query.draw(data=data)


def test_an_unknown_version_names_the_known_ones(query: FlowQuery) -> None:
    with pytest.raises(UnknownVersion, match="2021-11-02"):
        query.draw(version=dt.date(2022, 1, 1))


def test_an_empty_database_has_no_map(engine: Engine) -> None:
    with reading(engine) as session, pytest.raises(NotLoaded):
        FlowQuery(session).draw()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("- partners > senses", "- partners > nothing", "'nothing' stands in no column"),
        ("- partners > senses", "- senses > partners", "stands in no column after 'data'"),
        ("- partners > senses", "- partners > marketing", "does not say which data"),
        ("- partners > senses", "- senses", "leads nowhere"),
        ("  flows:\n  - partners > senses\n", "", "say under 'flows' which goes with which"),
    ],
)
def test_a_wrong_flow_is_named_with_its_fact(tmp_path: Path, old: str, new: str, problem: str) -> None:
    file = write_flow_content(tmp_path) / "netflix" / "facts" / "source.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(ContentError, match=problem) as caught:
        read_content(tmp_path)
    assert (caught.value.entry, caught.value.line) == ("from-partners-senses", 5)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("members: [email]", "members: [email, voice]", "stands twice"),
        ("members: [email]", "members: [partners]", "no concept of column 'data'"),
        ("questions: {voice:", "questions: {email:", "no member"),
        ("id: contact, name: Contacto", "id: contact", "has no name"),
        ("fact: col-all", "fact: col-none", "'col-none' is not known"),
    ],
)
def test_a_wrong_layout_is_named(tmp_path: Path, old: str, new: str, problem: str) -> None:
    file = write_flow_content(tmp_path) / "netflix" / "map.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(ContentError, match=problem):
        read_content(tmp_path)


def test_the_real_map_holds_together(real_kb: KnowledgeBase) -> None:
    query = FlowQuery(real_kb.session)
    drawn = query.draw()
    # Every gathering of data comes from somewhere and serves something, or says by a fact why not.
    ends = lines(drawn)
    for choice in drawn.choices:
        assert any(target == choice.place.id for _, target in ends), choice.place.name
    # The policy speaks of recipients in general: only few facts name them for certain data.
    recipients = [one for one in drawn.links if one.target.startswith("recipient.")]
    assert sum(one.general for one in recipients) > len(recipients) / 2
    denied = link(drawn, "data.usage_data", "recipient.marketing_providers")
    assert (denied.status, denied.about) == (DENIED, ("data.viewing_history",))


def test_the_real_map_shows_what_changed(real_kb: KnowledgeBase) -> None:
    query = FlowQuery(real_kb.session)
    now, then = query.draw(), query.draw(version=dt.date(2025, 4, 17))
    assert link(now, "data.payment_data", "purpose.ads").status == STATED
    assert link(then, "data.payment_data", "purpose.ads").status == DENIED
    assert link(then, "data.payment_data", "purpose.ads").facts == ("uso-anuncios-2025",)
