"""The policy's content as YAML: its schema, and reading it with the line of every entry.

    content/
    ├── places.yaml         countries as people name them, and the part of the policy that holds there
    ├── jurisdictions.yaml  countries' laws: rights, deadlines, authorities
    ├── letters.yaml        letters that exercise a right
    └── netflix/
        ├── policy.yaml     the policy, its versions, the sources that facts cite
        ├── concepts.yaml   what questions can be about, with the names that people use
        ├── aspects.yaml    what can be asked, how it is named and continued
        ├── unmentioned.yaml  what people ask about and no fact speaks of
        ├── map.yaml        the columns of the map of the data, and what stands in them
        ├── glossary.yaml   what terms mean (facts of aspect ``definition``)
        └── facts/*.yaml    one file per aspect

Every mistake is a `ContentError` that names file, line and id, before anything touches a database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pydantic
import yaml

from knowledge import flow_rules, laws, words
from knowledge.entries import (
    AspectEntry,
    ConceptEntry,
    Entry,
    FactEntry,
    PolicyEntry,
    SourceEntry,
    StageEntry,
    UnmentionedEntry,
    VersionEntry,
)
from knowledge.errors import ContentError
from knowledge.law_checks import check_laws
from knowledge.law_entries import (
    JurisdictionEntry,
    LetterEntry,
    LetterPhrasesEntry,
    PlaceEntry,
    SentencesEntry,
)
from knowledge.laws import statements

CONTENT = Path(__file__).resolve().parent / "content"
POLICY = "netflix"

_LINE = "__line__"


EntryT = TypeVar("EntryT", bound=Entry)


@dataclass(frozen=True)
class Place:
    """Where an entry stands: file and 1-based line."""

    file: Path
    line: int


Places = dict[tuple[str, str], Place]


@dataclass
class Content:
    """Everything read, in the order of the files, with the place of each entry by id."""

    policy: PolicyEntry
    versions: list[VersionEntry]
    sources: list[SourceEntry]
    concepts: list[ConceptEntry]
    aspects: list[AspectEntry]
    facts: list[tuple[str, FactEntry]]
    unmentioned: list[UnmentionedEntry]
    places: list[PlaceEntry]
    jurisdictions: list[JurisdictionEntry]
    sentences: SentencesEntry
    right_names: dict[str, str]
    letters: list[LetterEntry]
    letter_phrases: LetterPhrasesEntry
    stages: list[StageEntry]
    fingerprint: str
    lines: Places = field(default_factory=dict)

    @property
    def law_facts(self) -> list[FactEntry]:
        """The sentences on countries' laws, as facts; none where the policy has no source for them."""
        source = self.policy.law_source
        if source is None:
            return []
        laws_of = {one.code: one for one in self.jurisdictions}
        return [
            fact
            for place in self.places
            for fact in statements(
                place,
                laws_of.get(place.code),
                self.sentences,
                self.right_names,
                source,
                self.policy.own_source,
            )
        ]

    def error(self, problem: str, kind: str, entry: str) -> ContentError:
        """A `ContentError` at the place of an entry of a kind ("facts", "concepts" …)."""
        place = self.lines[kind, entry]
        return ContentError(problem, place.file, place.line, entry)


# The C parser where PyYAML has it: the content is read at every start.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _LineLoader(_SafeLoader):
    """Adds to every mapping the line it begins on, and refuses a key given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.MarkedYAMLError(problem=f"key {key!r} stands twice", problem_mark=node.start_mark)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        mapping[_LINE] = node.start_mark.line + 1
        return mapping


def read_content(folder: Path = CONTENT, policy: str = POLICY) -> Content:
    """Read and check one policy's content.

    Args:
        folder: the content folder.
        policy: the policy's folder in it.

    Returns:
        The entries, each of the right shape, all references alive.

    Raises:
        ContentError: the first mistake found, with file, line and id.
    """
    home = folder / policy
    files = [home / "policy.yaml", home / "concepts.yaml", home / "aspects.yaml", home / "map.yaml"]
    fact_files = [*sorted((home / "facts").glob("*.yaml")), home / "glossary.yaml"]
    silences, lands = home / "unmentioned.yaml", folder / "places.yaml"
    law_file, letter_file = folder / "jurisdictions.yaml", folder / "letters.yaml"
    pages = {file: _read_page(file) for file in [*files, *fact_files, silences, lands, law_file, letter_file]}
    # The database also holds what words are stemmed to, how lines on the map are read, and sentences on laws.
    made_from = [*pages, *(Path(str(module.__file__)) for module in (words, flow_rules, laws))]
    digest = hashlib.sha256(b"\0".join(file.read_bytes() for file in made_from)).hexdigest()

    places: Places = {}
    about = pages[files[0]]
    content = Content(
        policy=_entry(PolicyEntry, about.get("policy"), files[0]),
        versions=_entries(VersionEntry, about, "versions", files[0], places),
        sources=_entries(SourceEntry, about, "sources", files[0], places),
        concepts=_entries(ConceptEntry, pages[files[1]], "concepts", files[1], places),
        aspects=_entries(AspectEntry, pages[files[2]], "aspects", files[2], places),
        facts=[],
        unmentioned=_entries(UnmentionedEntry, pages[silences], "unmentioned", silences, places),
        places=_entries(PlaceEntry, pages[lands], "places", lands, places, "code"),
        jurisdictions=_entries(JurisdictionEntry, pages[law_file], "jurisdictions", law_file, places, "code"),
        sentences=_entry(SentencesEntry, pages[law_file].get("sentences"), law_file),
        right_names=_without_lines(pages[law_file].get("rights") or {}),
        letters=_entries(LetterEntry, pages[letter_file], "letters", letter_file, places),
        letter_phrases=_entry(LetterPhrasesEntry, pages[letter_file].get("phrases"), letter_file),
        stages=_entries(StageEntry, pages[files[3]], "stages", files[3], places),
        fingerprint=digest,
        lines=places,
    )
    for file in fact_files:
        aspect = pages[file].get("aspect")
        if not isinstance(aspect, str) or aspect not in {known.id for known in content.aspects}:
            raise ContentError(f"aspect {aspect!r} is not in aspects.yaml", file, 1)
        facts = _entries(FactEntry, pages[file], "facts", file, places)
        content.facts.extend((aspect, fact) for fact in facts)
    _check_references(content)
    check_laws(content)
    _check_silences(content)
    _check_map(content)
    return content


def _read_page(file: Path) -> dict[str, Any]:
    try:
        page = yaml.load(file.read_text(encoding="utf-8"), Loader=_LineLoader)  # noqa: S506  (a SafeLoader)
    except FileNotFoundError:
        raise ContentError("the file is missing", file) from None
    except UnicodeDecodeError as error:
        raise ContentError(f"not UTF-8 at byte {error.start}", file) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise ContentError(f"not valid YAML: {problem}", file, mark.line + 1 if mark else None) from error
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        # A date that no calendar has, a tag on what it is not for, brackets in brackets without end.
        raise ContentError(f"not valid YAML: {type(error).__name__}: {error}", file) from error
    if not isinstance(page, dict):
        raise ContentError("expected a mapping at the top", file, 1)
    return page


def _entry(kind: type[EntryT], raw: Any, file: Path, name: str | None = None) -> EntryT:
    if not isinstance(raw, dict):
        raise ContentError(f"expected a mapping, found {type(raw).__name__}", file, None, name)
    line = raw.get(_LINE)
    if odd := [key for key in raw if not isinstance(key, str)]:
        raise ContentError(f"a key must be a word, not {odd[0]!r}", file, line, name)
    try:
        return kind.parse_obj(_without_lines(raw))
    except pydantic.ValidationError as error:
        first = error.errors()[0]
        path = ".".join(str(step) for step in first["loc"])
        raise ContentError(f"{path}: {first['msg']}", file, line, name) from error


def _without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_lines(inner) for key, inner in value.items() if key != _LINE}
    if isinstance(value, list):
        return [_without_lines(inner) for inner in value]
    return value


def _entries(
    kind: type[EntryT],
    page: dict[str, Any],
    key: str,
    file: Path,
    places: Places,
    id_key: str = "id",
) -> list[EntryT]:
    raws = page.get(key)
    if not isinstance(raws, list) or not raws:
        raise ContentError(f"expected a list under {key!r}", file, page.get(_LINE))
    entries = []
    for raw in raws:
        given = raw.get(id_key) if isinstance(raw, dict) else None
        entry = _entry(kind, raw, file, given if isinstance(given, str) else None)
        entries.append(entry)
        # As read, and not as written: an id such as 2026 is a text here.
        name = getattr(entry, id_key, None)
        if name is None:
            continue
        if (key, name) in places:
            first = places[key, name]
            raise ContentError(
                f"this id already stands at {first.file.name}:{first.line}", file, raw[_LINE], name
            )
        places[key, name] = Place(file, raw[_LINE])
    return entries


def _check_references(content: Content) -> None:
    concepts = {concept.id for concept in content.concepts}
    sources = {source.id for source in content.sources}
    aspects = {aspect.id for aspect in content.aspects}
    countries = {place.code for place in content.places}
    facts = {fact.id: fact for _, fact in content.facts}
    home = {fact.id: aspect for aspect, fact in content.facts}

    for concept in content.concepts:
        _known(content, "concepts", concept.id, "concept", concept.wider, concepts)
    for aspect in content.aspects:
        _known(content, "aspects", aspect.id, "aspect", [*aspect.related, *aspect.next], aspects)
        _known(content, "aspects", aspect.id, "fact", aspect.general, facts)
        _known(content, "aspects", aspect.id, "concept", [aspect.about or ""], {*concepts, ""})
        if "any" not in aspect.asks:
            raise content.error("asks.any is missing", "aspects", aspect.id)
    for stage in content.stages:
        _known(content, "stages", stage.id, "aspect", [stage.aspect], aspects)
        _known(content, "stages", stage.id, "fact", [node.fact or "" for node in stage.nodes], {*facts, ""})
    for fact in facts.values():
        _known(content, "facts", fact.id, "concept", fact.concepts, concepts)
        _known(content, "facts", fact.id, "source", [fact.source], sources)
        _known(content, "facts", fact.id, "country", [fact.jurisdiction or ""], {*countries, ""})
        _known(content, "facts", fact.id, "superseded fact", fact.supersedes, facts)
        _known(content, "facts", fact.id, "repeated fact", [fact.repeats or ""], {*facts, ""})
        if len(set(fact.concepts)) < len(fact.concepts):
            raise content.error("a concept stands twice", "facts", fact.id)
        for older in fact.supersedes:
            if facts[older].status != "historical":
                raise content.error(f"supersedes {older!r}, which is still current", "facts", fact.id)
            if home[older] != home[fact.id]:
                raise content.error(f"supersedes {older!r}, which is of another aspect", "facts", fact.id)


def _check_map(content: Content) -> None:
    with _wrong_at(content, "stages", content.stages[0].id):
        layout = flow_rules.Layout(content.concepts, content.stages)
    for aspect, fact in content.facts:
        with _wrong_at(content, "facts", fact.id):
            layout.flows(aspect, fact)


@contextmanager
def _wrong_at(content: Content, kind: str, entry: str) -> Iterator[None]:
    try:
        yield
    except flow_rules.WrongFlow as error:
        raise content.error(str(error), kind, entry) from error


def _check_silences(content: Content) -> None:
    """What a fact speaks of is not unmentioned."""
    told = {fact.id: _joined(fact.text) for _, fact in content.facts if fact.status == "current"}
    for silence in content.unmentioned:
        for alias in silence.aliases():
            spoken = _joined(alias.text)
            for fact, text in told.items():
                if spoken.strip() and spoken in text:
                    problem = f"fact {fact!r} speaks of {alias.text!r}"
                    raise content.error(problem, "unmentioned", silence.id)


def _joined(text: str) -> str:
    return f" {' '.join(words.stem(word) for word in words.words(text))} "


def _known(
    content: Content, kind: str, entry: str, what: str, used: Iterable[str], known: Container[str]
) -> None:
    for one in used:
        if one not in known:
            raise content.error(f"{what} {one!r} is not known", kind, entry)
