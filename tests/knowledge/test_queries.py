"""What the knowledge base answers, on every database."""

from __future__ import annotations

import pytest

from knowledge.errors import UnknownConcept
from knowledge.queries import KnowledgeBase
from knowledge.records import Fact


def keys(facts: list[Fact]) -> list[str]:
    return [fact.key for fact in facts]


def test_the_most_specific_fact_comes_first(kb: KnowledgeBase) -> None:
    assert keys(kb.facts("collection", ["email"])) == ["col-email", "col-email-article"]


def test_a_fact_about_all_that_is_asked_comes_first(kb: KnowledgeBase) -> None:
    assert keys(kb.facts("collection", ["voice", "email"]))[0] == "col-email-article"


def test_historical_facts_stay_out(kb: KnowledgeBase) -> None:
    assert "col-voice-2021" not in keys(kb.facts("collection", ["voice"]))
    assert "col-voice-2021" in keys(kb.facts("collection", ["voice"], historical=True))


def test_general_facts_begin_with_the_listed_ones(kb: KnowledgeBase) -> None:
    assert keys(kb.general_facts("collection")) == ["col-all"]
    assert keys(kb.general_facts("overview")) == ["col-all"]


def test_a_narrower_concept_brings_its_wider_one(kb: KnowledgeBase) -> None:
    assert kb.with_wider(["permissions", "email"]) == ["permissions", "device_info", "email"]


def test_silence_is_known(kb: KnowledgeBase) -> None:
    assert kb.is_silent_on("health")
    assert kb.is_silent_on("permissions")
    assert not kb.is_silent_on("email")


def test_a_fact_carries_its_citation(kb: KnowledgeBase) -> None:
    first, second = kb.facts("collection", ["email"])
    assert first.citation.url == "https://example.org/policy"
    assert str(first.citation.as_of) == "2026-04-10"
    assert second.citation.as_of is None


@pytest.mark.parametrize("words", ["correos", "CORREO", "grabación de la voz", "recogen"])
def test_search_does_not_mind_endings(kb: KnowledgeBase, words: str) -> None:
    assert kb.search(words)


@pytest.mark.parametrize("words", ["", "¿?", "de la que", "xyzzy", "' OR 1=1 --", '"', "a:* & | !"])
def test_search_takes_any_text(kb: KnowledgeBase, words: str) -> None:
    assert kb.search(words) == []


def test_an_unknown_concept_offers_close_ones(kb: KnowledgeBase) -> None:
    with pytest.raises(UnknownConcept, match="Did you mean email"):
        kb.concept("emial")


def test_the_newest_version_is_the_policys(kb: KnowledgeBase) -> None:
    assert kb.policy().version.isoformat() == "2026-04-10"


def test_coverage_counts_current_facts(kb: KnowledgeBase) -> None:
    coverage = kb.coverage()
    assert coverage["collection", "voice"] == 2
    assert coverage["collection", ""] == 1
