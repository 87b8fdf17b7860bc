"""The time line, its JSON and its feed, made from the project's own content."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from bot.web.changes.asked import ASPECT, FROM, TO, Asked, read_changes
from bot.web.changes.document import as_document
from bot.web.changes.feed import as_feed
from bot.web.changes.page import address, as_page, counted
from bot.web.changes.timeline import steps
from bot.web.map.asked import WrongParameter
from knowledge.changes import ChangeQuery, Kind
from knowledge.queries import KnowledgeBase

_NAMES = {one: one for one in (ASPECT, FROM, TO)}
_ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def asked(real_kb: KnowledgeBase) -> Asked:
    return read_changes(real_kb, {}, _NAMES)


def test_every_change_stands_once_with_the_version_that_brought_it(
    asked: Asked, real_kb: KnowledgeBase
) -> None:
    found = [
        (step.date, change.by)
        for step in steps(asked)
        for change in [*(one for group in step.groups for one in group.changes), *step.last_seen]
    ]
    assert len(found) == len(ChangeQuery(real_kb).all())
    assert all(day == by for day, by in found)


def test_versions_come_newest_first_and_aspects_by_weight(asked: Asked) -> None:
    found = steps(asked)
    assert [step.date and step.date.year for step in found] == [2026, 2025, 2024, 2021, None]
    for step in found:
        heaviest = [group.changes[0].weight for group in step.groups]
        assert heaviest == sorted(heaviest, reverse=True)


def test_the_page_tells_every_fact_with_its_citation(asked: Asked) -> None:
    html = as_page(asked)
    assert html.count('class="change ') == len(asked.changes)
    assert html.count('class="citation"') == sum(len(change.facts) for change in asked.changes)
    assert "versión actual" in html
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script", html)


def test_words_of_facts_stay_text(asked: Asked) -> None:
    attack = "<img src=x onerror=alert(1)>"
    first = asked.changes[0]
    assert first.newer is not None
    worded = replace(first, newer=replace(first.newer, text=attack))
    attacked = replace(asked, changes=(worded, *asked.changes[1:]))
    for shown in (as_page(attacked), as_feed(attacked, "http://localhost")):
        assert attack not in shown
        assert "lt;img" in shown


def test_one_aspect_or_a_stretch_of_versions(real_kb: KnowledgeBase) -> None:
    rights = read_changes(real_kb, {ASPECT: ["rights"]}, _NAMES)
    assert {change.aspect for change in rights.changes} == {"rights"}
    joined = read_changes(real_kb, {FROM: ["2021-11-02"]}, _NAMES)
    assert ("col-voz-2021", "col-voz") in {
        tuple(fact.key for fact in change.facts) for change in joined.changes
    }


@pytest.mark.parametrize(
    ("parameters", "problem"),
    [
        ({ASPECT: ["nada"]}, "known: "),
        ({ASPECT: ["rights", "rights"]}, "2 times"),
        ({"otra": ["1"]}, "known: aspect, from, to"),
        ({FROM: ["ayer"]}, "not a date"),
        ({TO: ["2020-01-01"]}, "known: 2021-11-02"),
    ],
)
def test_what_cannot_be_asked_is_named(
    real_kb: KnowledgeBase, parameters: dict[str, list[str]], problem: str
) -> None:
    with pytest.raises(WrongParameter, match=re.escape(problem)):
        read_changes(real_kb, parameters, _NAMES)


def test_the_document_says_what_changed_when(asked: Asked) -> None:
    voice = next(one for one in as_document(asked)["changes"] if (one["newer"] or {}).get("id") == "col-voz")
    assert (voice["kind"], voice["after"], voice["by"], voice["exact"]) == (
        "reworded",
        "2025-04-17",
        "2026-04-10",
        True,
    )
    assert voice["older"]["citation"]["date"] == "2025-04-17"


def test_the_feed_is_what_rfc_4287_asks_for(asked: Asked) -> None:
    feed = ElementTree.fromstring(as_feed(asked, "https://clara.example").encode())
    assert feed.tag == f"{_ATOM}feed"
    entries = feed.findall(f"{_ATOM}entry")
    assert len(entries) == len({version.date for version in asked.versions})
    for part in (feed, *entries):
        for name in ("id", "title", "updated"):
            [found] = part.findall(f"{_ATOM}{name}")
            assert found.text
        moment = part.findtext(f"{_ATOM}updated") or ""
        assert dt.datetime.fromisoformat(moment.replace("Z", "+00:00")).tzinfo is not None
        assert [link.get("rel") for link in part.findall(f"{_ATOM}link")].count("alternate") == 1
    assert len({part.findtext(f"{_ATOM}id") for part in (feed, *entries)}) == len(entries) + 1
    assert feed.findtext(f"{_ATOM}author/{_ATOM}name") == "Clara"
    hrefs = {link.get("rel"): link.get("href") for link in feed.findall(f"{_ATOM}link")}
    assert hrefs["self"] == "https://clara.example/cambios.atom"
    content = entries[0].find(f"{_ATOM}content")
    assert content is not None
    assert content.get("type") == "html"
    assert "con transcripciones y grabaciones" in (content.text or "")


def test_counts_and_addresses_read_well() -> None:
    assert (
        counted({Kind.ADDED: 1, Kind.REWORDED: 12, Kind.REMOVED: 2}) == "1 añadido, 12 cambiados y 2 quitados"
    )
    assert counted({Kind.REWORDED: 1}) == "1 cambiado"
    assert counted({Kind.LAST_SEEN: 3}) == ""
    assert (address(None), address("rights")) == ("/cambios", "/cambios?tema=rights")
