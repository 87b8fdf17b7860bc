"""Content that is wrong is refused with file, line and id."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.content import read_content
from knowledge.errors import ContentError
from tests.knowledge.small_content import write_content

BAD = [
    ("collection", "concepts: [email]", "concepts: [emial]", "collection.yaml:5", "concept 'emial'"),
    (
        "collection",
        "id: col-voice,",
        "id: col-all,",
        "collection.yaml:13",
        "already stands at collection.yaml:4",
    ),
    ("collection", "id: col-email\n", "id: com-law\n", "sharing.yaml:4", "already stands"),
    ("collection", "  source: statement\n", "", "collection.yaml:5", "source: field required"),
    ("unmentioned", "mi jefe,", "de varias clases,", "unmentioned.yaml:3", "'col-all' speaks of"),
    ("collection", "  source: statement\n", "  source: rumour\n", "collection.yaml:5", "source 'rumour'"),
    (
        "collection",
        "supersedes: [col-voice-2021]",
        "supersedes: [col-voz]",
        "collection.yaml:13",
        "'col-voz'",
    ),
    (
        "collection",
        "supersedes: [col-voice-2021]",
        "supersedes: [col-all]",
        "collection.yaml:13",
        "still current",
    ),
    (
        "collection",
        "supersedes: [col-voice-2021]",
        "supersedes: [com-es]",
        "collection.yaml:13",
        "still current",
    ),
    ("collection", "polarity: affirms", "polarity: perhaps", "collection.yaml:5", "polarity"),
    ("collection", "as_of: '2026-04-10'", "as_of: '10 de abril'", "collection.yaml:4", "as_of"),
    ("collection", "  section: A\n", "  section: A\n  sektion: A\n", "collection.yaml:5", "extra fields"),
    ("collection", "text: Recoge tu correo.", "text: ''", "collection.yaml:5", "text"),
    ("collection", "text: Recoge tu correo.", "text: a\n  text: b", "collection.yaml:5", "stands twice"),
    ("collection", "aspect: collection", "aspect: colection", "collection.yaml:1", "colection"),
    ("collection", "concepts: [voice, email]", "concepts: [voice, voice]", "collection.yaml:12", "twice"),
    ("collection", "facts:\n", "facts:\n- [", "collection.yaml", "not valid YAML"),
    ("collection", "facts:\n", "fakts:\n", "collection.yaml", "'facts'"),
    ("collection", "aspect: collection", "aspect: [collection]", "collection.yaml:1", "['collection']"),
    ("collection", "id: col-voice,", "id: [col-voice],", "collection.yaml:13", "id: str type"),
    ("collection", "polarity: affirms", "5: affirms", "collection.yaml:5", "must be a word, not 5"),
    ("collection", "text: Recoge tu correo.", "text: 2026-13-45", "collection.yaml", "not valid YAML"),
    ("collection", "text: Recoge tu correo.", "text: !!timestamp hoy", "collection.yaml", "not valid YAML"),
    ("collection", "text: Recoge tu correo.", "text: a\x1f", "collection.yaml", "not valid YAML"),
    ("collection", "facts:\n", "facts: " + "[" * 5000, "collection.yaml", "not valid YAML"),
    ("sharing", "jurisdiction: ES", "jurisdiction: XX", "sharing.yaml:5", "country 'XX'"),
    ("sharing", "repeats: com-law", "repeats: com-none", "sharing.yaml:5", "'com-none'"),
    ("sharing", "region: eea", "region: moon", "sharing.yaml:4", "region"),
    ("concepts", "kind: recipient", "kind: reciever", "concepts.yaml", "kind"),
    ("concepts", "wider: [device_info]", "wider: [device]", "concepts.yaml:6", "concept 'device'"),
    ("aspects", "general: [col-all]", "general: [col-none]", "aspects.yaml:3", "fact 'col-none'"),
    ("aspects", "next: [sharing]", "next: [shering]", "aspects.yaml:3", "aspect 'shering'"),
    ("aspects", "asks: {any: '¿Resumen?'}", "asks: {}", "aspects.yaml:6", "asks.any"),
    ("jurisdictions", "rights: {access: acceso}", "rights: true", "jurisdictions.yaml", "mapping of texts"),
    (
        "jurisdictions",
        "rights: {access: acceso}",
        "rights: {access: [a]}",
        "jurisdictions.yaml",
        "mapping of texts",
    ),
    ("jurisdictions", "rights: [access]", "rights: [acces]", "jurisdictions.yaml:15", "concept 'acces'"),
]


@pytest.mark.parametrize(("file", "old", "new", "where", "problem"), BAD)
def test_a_mistake_is_named_with_its_place(
    tmp_path: Path, file: str, old: str, new: str, where: str, problem: str
) -> None:
    with pytest.raises(ContentError) as caught:
        read_content(write_content(tmp_path, **{file: (old, new)}))
    assert where in str(caught.value)
    assert problem in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = write_content(tmp_path)
    (folder / "netflix" / "concepts.yaml").unlink()
    with pytest.raises(ContentError, match=r"concepts\.yaml: the file is missing"):
        read_content(folder)


def test_bytes_that_are_not_text_are_named(tmp_path: Path) -> None:
    folder = write_content(tmp_path)
    (folder / "jurisdictions.yaml").write_bytes(b"jurisdictions: \xff")
    with pytest.raises(ContentError, match="not UTF-8"):
        read_content(folder)


def test_good_content_keeps_order_and_counts(tmp_path: Path) -> None:
    content = read_content(write_content(tmp_path))
    assert [fact.id for aspect, fact in content.facts if aspect == "sharing"] == ["com-law", "com-es"]
    assert len(content.concepts) == 7
    assert content.concepts[5].entries()[0].exact


ASKED = """asked:
- fact: {fact}
  questions: ['¿me escuchan?']
"""


def test_what_people_ask_for_a_fact_is_asked_for_the_one_that_replaced_it(tmp_path: Path) -> None:
    write_content(tmp_path)
    asked = tmp_path / "netflix" / "asked" / "collection.yaml"
    asked.parent.mkdir()
    asked.write_text(ASKED.format(fact="col-voice-2021"), encoding="utf-8")
    assert read_content(tmp_path, "netflix").questions == [("¿me escuchan?", "col-voice")]
    asked.write_text(ASKED.format(fact="col-voz"), encoding="utf-8")
    with pytest.raises(ContentError, match=r"collection\.yaml:2: col-voz: fact 'col-voz' is not known"):
        read_content(tmp_path, "netflix")


def test_the_second_policy_has_no_questions_of_its_own() -> None:
    assert read_content(policy="zancada").questions == []
