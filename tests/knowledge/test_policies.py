"""Several policies beside one another, and which of them is explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.paths import PROJECT
from knowledge.choice import company_of, lender_of, names_of
from knowledge.content import policies, read_content
from knowledge.errors import ContentError
from nlu.components.concept_linker import ConceptLinker
from nlu.fingerprint import policy_to_train
from nlu.service import as_trained
from nlu.vocabulary import Vocabulary
from tests.knowledge.small_content import write_content

_OTHER = """
policy: {id: other, name: Aviso, company: Otra, contact: a@b.example, vocabulary: netflix}
versions:
- {in_force: '2026-01-01', language: es, url: 'https://example.org/other'}
sources:
- {id: statement, name: Aviso, weight: 50}
- {id: article, name: Artículo, weight: 10}
"""
_FACTS = """
aspect: collection
facts:
- {id: col-all, text: Otra no recoge nada., source: statement, section: A}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small content, with a second policy that borrows its vocabulary."""
    found = write_content(
        tmp_path / "content", concepts=("label: tu correo,", "label: 'tu correo de {company}',")
    )
    (found / "other" / "facts").mkdir(parents=True)
    (found / "other" / "policy.yaml").write_text(_OTHER)
    (found / "other" / "facts" / "collection.yaml").write_text(_FACTS)
    return found


@pytest.mark.parametrize("policy", policies())
def test_every_policy_that_ships_is_good(policy: str) -> None:
    content = read_content(policy=policy)
    assert content.policy.id == policy
    assert {aspect.id for aspect in content.aspects} == {aspect.id for aspect in read_content().aspects}


def test_what_a_policy_lacks_is_lent(folder: Path) -> None:
    content = read_content(folder, "other")
    assert [fact.id for _, fact in content.facts] == ["col-all"]
    assert {concept.label for concept in content.concepts if concept.id == "email"} == {"tu correo de Otra"}
    assert all(aspect.general == [] for aspect in content.aspects)


def test_what_it_says_itself_comes_first(folder: Path) -> None:
    (folder / "other" / "aspects.yaml").write_text("aspects:\n- {id: collection, general: [col-all]}\n")
    content = read_content(folder, "other")
    assert next(one for one in content.aspects if one.id == "collection").general == ["col-all"]
    (folder / "other" / "aspects.yaml").write_text("aspects:\n- {id: nothing, general: []}\n")
    with pytest.raises(ContentError, match="nothing"):
        read_content(folder, "other")


_OWN_LAWS = """
jurisdictions:
- {code: ES, note: Solo de Otra., laws: [{id: es, summary: Según Otra}]}
"""


def test_what_a_policys_own_pages_say_of_a_law_holds_for_it_alone(folder: Path) -> None:
    (folder / "other" / "jurisdictions.yaml").write_text(_OWN_LAWS)
    [law, *_] = next(one for one in read_content(folder, "other").jurisdictions if one.code == "ES").laws
    [lent, *_] = next(one for one in read_content(folder, "netflix").jurisdictions if one.code == "ES").laws
    assert law.summary == "Según Otra"
    assert law.copy(update={"summary": lent.summary}) == lent
    assert lent.summary != law.summary


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (_OWN_LAWS.replace("ES", "ZZ"), "jurisdictions that nothing is known of: ['ZZ']"),
        (_OWN_LAWS.replace("id: es", "id: zz"), "laws that nothing is known of: ['zz']"),
        ("jurisdictions: 5", "expected a list of mappings under 'jurisdictions'"),
    ],
)
def test_a_mistake_in_them_is_named(folder: Path, page: str, problem: str) -> None:
    (folder / "other" / "jurisdictions.yaml").write_text(page)
    with pytest.raises(ContentError, match=re.escape(problem)):
        read_content(folder, "other")


def test_an_unknown_policy_is_named_with_those_there_are(folder: Path) -> None:
    with pytest.raises(ContentError, match="'third'; known: netflix, other"):
        read_content(folder, "third")
    page = folder / "other" / "policy.yaml"
    page.write_text(page.read_text().replace("vocabulary: netflix", "vocabulary: third"))
    with pytest.raises(ContentError, match="vocabulary: no policy is called 'third'"):
        read_content(folder, "other")


def test_the_environment_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLARA_POLICY", "zancada")
    assert read_content().policy.company == company_of("zancada") == "Zancada"
    assert lender_of("zancada") == "netflix"


def test_one_model_serves_a_policy_that_brings_no_names(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLARA_POLICY", "zancada")
    assert policy_to_train() == "netflix"
    own = Vocabulary.of(read_content(policy="zancada"))
    assert Vocabulary.of(read_content(policy="netflix")).covers(own)
    assert not own.covers(Vocabulary.of(read_content(policy="netflix")))


def test_a_model_made_for_another_policy_has_the_names_it_was_lent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLARA_POLICY", "zancada")
    storage, resource = LocalModelStorage(tmp_path), Resource("linker")
    linker = ConceptLinker(Vocabulary.of(read_content(policy="zancada")), storage, resource)
    linker.train(TrainingData())
    with storage.read_from(resource) as folder:
        [file] = folder.iterdir()
        stored = Vocabulary.parse(file.read_text(encoding="utf-8"))
    assert stored.covers(ConceptLinker.part_of(Vocabulary.of(read_content(policy="netflix"))))


def test_questions_are_read_as_if_on_the_policy_of_the_examples() -> None:
    assert names_of("zancada") == ("la app de correr", "zancada")
    assert (
        as_trained("¿Qué guarda Zancada? ¿y la app de correr?", "zancada")
        == "¿Qué guarda Netflix? ¿y Netflix?"
    )
    assert as_trained("¿Qué guarda Netflix?", "netflix") == "¿Qué guarda Netflix?"


@pytest.mark.parametrize("folder_name", ["actions", "bot", "knowledge", "nlu"])
def test_no_code_names_a_company(folder_name: str) -> None:
    kinds = (".py", ".ts", ".html", ".yml", ".yaml")
    skipped = {"node_modules", "content", "examples"}
    named = [
        path.relative_to(PROJECT).as_posix()
        for path in (PROJECT / folder_name).rglob("*")
        if path.suffix in kinds
        and not skipped & set(path.parts)
        and "Netflix" in path.read_text(encoding="utf-8")
    ]
    assert named == []
