"""Countries, their laws over time, and the sentences and letters made from them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from knowledge.content import Content, read_content
from knowledge.entries import FactEntry
from knowledge.errors import ContentError
from knowledge.law_entries import LawEntry
from knowledge.law_queries import country, letter, letters
from knowledge.laws import AUTHORITY, DEADLINE, NO_SOURCE, RIGHTS, key
from knowledge.queries import KnowledgeBase
from tests.knowledge.small_content import write_content

# Every country of the sheet of laws, and the four on which nothing was read.
SHEET = "ES MX CO AR CL PE EC UY CR PA SV PY DO NI GT HN BO VE PR US CU GQ".split()
UNREAD = {"BO", "PR", "CU", "GQ"}


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content()


@pytest.fixture(scope="module")
def told(content: Content) -> dict[str, FactEntry]:
    return {fact.id: fact for fact in content.law_facts}


LAWS = [
    (jurisdiction.code, law) for jurisdiction in read_content().jurisdictions for law in jurisdiction.laws
]


def at(day: str, kb: KnowledgeBase) -> KnowledgeBase:
    """The same knowledge base at noon (UTC) of another day, or at a moment."""
    moment = dt.datetime.fromisoformat(day if "T" in day else f"{day}T12:00")
    return KnowledgeBase(kb.session, clock=lambda: moment.replace(tzinfo=dt.timezone.utc))


def test_every_country_of_the_sheet_is_there(content: Content) -> None:
    assert {place.code for place in content.places} >= set(SHEET)
    assert {one.code for one in content.jurisdictions} == set(SHEET) - UNREAD


def test_the_largest_cities_are_known(content: Content) -> None:
    cities = {city for place in content.places if place.code in SHEET for city in place.cities}
    assert len(cities) >= 60


@pytest.mark.parametrize(("code", "law"), LAWS, ids=lambda value: getattr(value, "id", value))
def test_what_nobody_confirmed_is_not_told_as_certain(
    told: dict[str, FactEntry], code: str, law: LawEntry, content: Content
) -> None:
    on_rights = told[key(law.id, RIGHTS)].text
    names = {**content.right_names, **law.called}
    if law.summary is None:
        named = [right for right in law.rights if re.search(rf"\b{names[right]}\b", on_rights)]
        assert named == law.confirmed
    if "deadline" in law.unconfirmed:
        assert not law.deadlines
        assert "No he podido confirmar" in told[key(law.id, DEADLINE, 1)].text
    authority = told[key(law.id, AUTHORITY)].text
    if law.authority_confirmed is None:
        assert "No he podido confirmar" in authority
        assert law.authority is None or law.authority.name not in authority
    elif law.authority_confirmed.site:
        assert law.authority_confirmed.name in authority
        unsure = "authority.site" in law.unconfirmed
        assert ("no he podido confirmar" in authority) is unsure


@pytest.mark.parametrize(("code", "law"), LAWS, ids=lambda value: getattr(value, "id", value))
def test_the_sentences_are_made_of_the_sheet(told: dict[str, FactEntry], code: str, law: LawEntry) -> None:
    of_law = [fact for name, fact in told.items() if name.startswith(f"ley-{law.id}-")]
    assert {fact.jurisdiction for fact in of_law} == {code}
    assert told[key(law.id, RIGHTS)].text == law.summary or law.short in told[key(law.id, RIGHTS)].text
    for number, deadline in enumerate(law.deadlines, start=1):
        fact = told[key(law.id, DEADLINE, number)]
        assert fact.text == deadline.text
        assert deadline.phrase is None or deadline.phrase in fact.text
        assert fact.section == deadline.section


@pytest.mark.parametrize("code", sorted(UNREAD))
def test_a_country_without_a_source_is_said_to_have_none(real_kb: KnowledgeBase, code: str) -> None:
    found = country(real_kb, code)
    assert found is not None
    assert found.law is None
    [fact] = real_kb.facts_by_key([key(code.lower(), NO_SOURCE)])
    assert "No tengo una fuente confirmada" in fact.text


@pytest.mark.parametrize(
    ("moment", "law", "erasure"),
    [
        ("2026-11-30", "cl-19628", False),
        ("2026-12-01T02:59", "cl-19628", False),  # 23:59 in Santiago
        ("2026-12-01T03:00", "cl-21719", True),
        ("2027-06-01", "cl-21719", True),
    ],
)
def test_a_law_begins_on_its_day_where_it_holds(
    real_kb: KnowledgeBase, moment: str, law: str, erasure: bool
) -> None:
    found = country(at(moment, real_kb), "CL")
    assert found is not None and found.law is not None
    assert found.law.id == law
    assert ("erasure" in found.law.rights) is erasure


@pytest.mark.parametrize(("moment", "old"), [("2026-11-25", True), ("2026-12-01T03:00", False)])
def test_sentences_come_and_go_with_their_law(real_kb: KnowledgeBase, moment: str, old: bool) -> None:
    told = {fact.key for fact in at(moment, real_kb).facts("rights", ["access"]) if fact.jurisdiction == "CL"}
    assert ("ley-cl-19628-derechos" in told) is old
    assert ("ley-cl-21719-proxima" in told) is old
    assert ("ley-cl-21719-derechos" in told) is not old


def test_a_law_that_has_yet_to_begin_gives_no_rights(real_kb: KnowledgeBase) -> None:
    found = country(at("2026-11-25", real_kb), "PY")
    assert found is not None and found.law is not None
    assert found.law.rights == {}
    [fact] = at("2026-11-25", real_kb).facts_by_key([found.law.coming_fact or ""])
    assert "fecha sin confirmar" in fact.text


def test_letters_are_there_with_blanks_for_the_person(real_kb: KnowledgeBase) -> None:
    rights = [right for right, _ in letters(real_kb)]
    assert rights == ["access", "rectification", "erasure", "objection", "portability", "complaint"]
    for right in rights:
        found = letter(real_kb, right)
        assert found is not None
        assert "[tu nombre]" in found.body


BAD = [
    ("jurisdictions", "rights: [access]", "rights: [acces]", "concept 'acces'"),
    ("jurisdictions", "code: ES", "code: XX", "'XX' is not in places.yaml"),
    (
        "jurisdictions",
        "rights: [access]",
        "rights: [access], unconfirmed: [rights.erasure]",
        "rights.erasure",
    ),
    ("jurisdictions", "short: el RGPD, ", "", "short name or a summary"),
    ("jurisdictions", "rights: {access: acceso}", "rights: {}", "has no name"),
    (
        "jurisdictions",
        "rights: [access], section",
        "rights: [access], deadlines: [{text: En un mes., phrase: un mes, section: A}], section",
        "go together",
    ),
    (
        "jurisdictions",
        "rights: [access], section",
        "rights: [access], deadlines: [{text: Pronto, phrase: un mes, amount: 1, unit: days, section: A}], "
        "section",
        "does not say 'un mes'",
    ),
    ("places", "Europe/Madrid", "Europe/Madird", "Europe/Madird"),
    ("places", "region: eea", "region: moon", "region"),
    ("letters", "[tu nombre]", "yo", "[tu nombre] is missing"),
    ("letters", "[tu nombre]", "[tu nombre] [", "stands alone"),
    ("letters", "{basis}", "{base}", "nothing fills in ['base']"),
    ("letters", "A {contact}", "A todos", "to whom it goes"),
    ("letters", "file: acceso.txt", "file: ../acceso.txt", "file"),
    ("letters", "id: access", "id: email", "not a known right"),
]


@pytest.mark.parametrize(("file", "old", "new", "problem"), BAD)
def test_a_mistake_in_laws_and_letters_is_named(
    tmp_path: Path, file: str, old: str, new: str, problem: str
) -> None:
    with pytest.raises(ContentError) as caught:
        read_content(write_content(tmp_path, **{file: (old, new)}))
    assert problem in str(caught.value)
    assert f"{file}.yaml" in str(caught.value)


def test_working_days_are_counted_only_where_a_calendar_is_known(tmp_path: Path) -> None:
    due = "{text: En cinco días., phrase: cinco días, amount: 5, unit: business_days, section: A}"
    jurisdictions = (
        """- code: ES
  laws:
  - {id: es, name: RGPD, short: el RGPD, since: '2018-05-25', rights: [access],""",
        f"""- code: XX
  laws:
  - {{id: es, name: RGPD, short: el RGPD, since: '2018-05-25', rights: [access], deadlines: [{due}],""",
    )
    nowhere = write_content(tmp_path, places=("code: CL", "code: XX"), jurisdictions=jurisdictions)
    with pytest.raises(ContentError, match="working days in XX"):
        read_content(nowhere)


def test_laws_follow_one_another_without_a_gap(tmp_path: Path) -> None:
    second = (
        "\n  - {id: es2, name: B, short: B, since: '2027-01-02', rights: [access], section: B, sources: [b]}"
    )
    old = "section: RGPD, sources: [aepd.es]}"
    new = f"section: RGPD, until: '2026-12-31', sources: [aepd.es]}}{second}"
    with pytest.raises(ContentError, match="does not begin the day after"):
        read_content(write_content(tmp_path, jurisdictions=(old, new)))


def test_a_session_reads_what_a_country_is_called(real_kb: KnowledgeBase) -> None:
    assert isinstance(real_kb.session, Session)
    found = country(real_kb, "MX")
    assert found is not None
    assert (found.name, found.within, found.region) == ("México", "en México", "non_eea")
    assert country(real_kb, "ZZ") is None
    assert country(real_kb, None) is None
