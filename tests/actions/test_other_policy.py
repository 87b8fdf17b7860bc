"""Everything that is said of another policy speaks of its company, and of no other."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from actions.country_talk import Message
from actions.phrases import Phrases
from knowledge.content import read_content
from knowledge.database import open_engine, reading
from knowledge.loader import load
from knowledge.queries import KnowledgeBase
from knowledge.schema import migrate
from tests.actions.talking import CODES, LETTERS, RIGHTS, Talk, answer_of

OTHER = read_content(policy="zancada")
ASPECTS = [aspect.id for aspect in OTHER.aspects]
CONCEPTS = [concept.id for concept in OTHER.concepts]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("zancada") / "knowledge.db"
    engine = open_engine(f"sqlite:///{file}", create=True)
    migrate(engine)
    load(OTHER, engine)
    engine.dispose()
    return file


@pytest.fixture
def other_kb(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KnowledgeBase]:
    monkeypatch.setenv("CLARA_POLICY", "zancada")
    engine = open_engine(f"sqlite:///{folder}")
    with reading(engine) as session:
        yield KnowledgeBase(session)
    engine.dispose()


def says_nothing_of_netflix(message: Message) -> bool:
    """Whether the name stands nowhere; the id of a concept is no name."""
    shown = json.dumps([message.text, [one.title for one in message.suggestions], message.custom])
    return "netflix" not in shown.replace('"netflix_group"', "").replace('[\\"netflix_group\\"]', "").lower()


def test_no_answer_of_any_aspect_and_concept_names_the_other_company(
    other_kb: KnowledgeBase, phrases: Phrases
) -> None:
    for aspect, concept in itertools.product(ASPECTS, [None, *CONCEPTS]):
        named = [concept] if concept else []
        assert says_nothing_of_netflix(Talk(other_kb, phrases).say(f"ask_{aspect}", *named)), (
            aspect,
            concept,
        )


@pytest.mark.parametrize("day", ["2026-11-25", "2026-12-02"])
def test_no_answer_on_a_countrys_law_names_the_other_company(
    other_kb: KnowledgeBase, phrases: Phrases, day: str
) -> None:
    when = "si la mando hoy, ¿cuándo deben contestar?"
    for code in CODES:
        talk = Talk(other_kb, phrases, day)
        said = [talk.say("tell_country", at=code), talk.say("ask_rights", text=when)]
        said += [talk.say("ask_rights", right) for right in (*RIGHTS, "complaint")]
        said += [talk.say("ask_letter", right) for right in LETTERS]
        said += [talk.say(f"ask_{aspect}") for aspect in ASPECTS]
        assert [message.text for message in said if not says_nothing_of_netflix(message)] == []


def test_its_answers_rest_on_the_countrys_law_and_its_own_address(
    other_kb: KnowledgeBase, phrases: Phrases
) -> None:
    answer = answer_of(Talk(other_kb, phrases).say("ask_rights", "erasure", at="ES"))
    told = " ".join(fact["text"] for fact in answer["facts"])
    assert "RGPD" in told
    assert "privacidad@zancada.example" in told
    assert answer["policy"]["id"] == "zancada"


def test_what_only_one_companys_page_says_of_a_law_is_said_for_it_alone(
    other_kb: KnowledgeBase, real_kb: KnowledgeBase, phrases: Phrases, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = Talk(other_kb, phrases).say("ask_rights", at="US").text
    monkeypatch.delenv("CLARA_POLICY")
    here = Talk(KnowledgeBase(real_kb.session, "netflix"), phrases).say("ask_rights", at="US").text
    assert "qué derechos te da su ley no lo he podido confirmar" in elsewhere
    assert "Según la página de Netflix" in here
