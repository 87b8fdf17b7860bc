"""The policy's content as YAML: its schema, and reading it with the line of every entry.

    content/
    ├── places.yaml         countries as people name them, and the part of the policy that holds there
    ├── jurisdictions.yaml  countries' laws: rights, deadlines, authorities
    ├── letters.yaml        letters that exercise a right
    └── netflix/            one folder for each policy; CLARA_POLICY chooses
        ├── policy.yaml     the policy, its versions, the sources that facts cite
        ├── concepts.yaml   what questions can be about, with the names that people use
        ├── aspects.yaml    what can be asked, how it is named and continued
        ├── unmentioned.yaml  what people ask about and no fact speaks of
        ├── jurisdictions.yaml  what its own pages say of countries' laws, if they say something (optional)
        ├── map.yaml        the columns of the map of the data, and what stands in them
        ├── glossary.yaml   what terms mean (facts of aspect ``definition``)
        └── facts/*.yaml    one file per aspect

A policy that names another's ``vocabulary`` needs only `policy.yaml` and facts of its own.
Every mistake is a `ContentError` that names file, line and id, before anything touches a database.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pydantic
import yaml

from knowledge import checking, choice, flow_rules, laws, words
from knowledge.choice import chosen_policy
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
from knowledge.law_entries import (
    JurisdictionEntry,
    LetterEntry,
    LetterPhrasesEntry,
    PlaceEntry,
    SentencesEntry,
)
from knowledge.laws import statements

CONTENT = choice.CONTENT

_LINE = "__line__"
# Files that another policy may lend its own; "{company}" in them is whoever's policy is read.
_VOCABULARY = ("concepts.yaml", "aspects.yaml", "unmentioned.yaml", "map.yaml")


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


def policies(folder: Path = CONTENT) -> list[str]:
    """The policies that there is content of, by name."""
    return sorted(file.parent.name for file in folder.glob("*/policy.yaml"))


def read_content(folder: Path = CONTENT, policy: str | None = None) -> Content:
    """Read and check one policy's content.

    Args:
        folder: the content folder.
        policy: the policy's folder in it; the one chosen by configuration unless given.

    Returns:
        The entries, each of the right shape, all references alive.

    Raises:
        ContentError: the first mistake found, with file, line and id.
    """
    policy = policy or chosen_policy()
    if policy not in policies(folder):
        known = ", ".join(policies(folder))
        raise ContentError(f"no policy is called {policy!r}; known: {known}", folder / policy / "policy.yaml")
    files = _Files(folder, policy)
    concepts, outline = files.shared("concepts.yaml"), files.shared("map.yaml")
    silences, lands = files.shared("unmentioned.yaml"), folder / "places.yaml"
    law_file, letter_file = folder / "jurisdictions.yaml", folder / "letters.yaml"
    law_page, letter_page = files.page(law_file), files.page(letter_file)

    places: Places = {}
    content = Content(
        policy=_entry(PolicyEntry, files.about.get("policy"), files.policy),
        versions=_entries(VersionEntry, files.about, "versions", files.policy, places),
        sources=_entries(SourceEntry, files.about, "sources", files.policy, places),
        concepts=_entries(ConceptEntry, files.page(concepts), "concepts", concepts, places),
        aspects=[],
        facts=[],
        unmentioned=_entries(UnmentionedEntry, files.page(silences), "unmentioned", silences, places),
        places=_entries(PlaceEntry, files.page(lands), "places", lands, places, "code"),
        jurisdictions=_jurisdictions(files, law_file, places),
        sentences=_entry(SentencesEntry, law_page.get("sentences"), law_file),
        right_names=_without_lines(law_page.get("rights") or {}),
        letters=_entries(LetterEntry, letter_page, "letters", letter_file, places),
        letter_phrases=_entry(LetterPhrasesEntry, letter_page.get("phrases"), letter_file),
        stages=_entries(StageEntry, files.page(outline), "stages", outline, places),
        fingerprint="",
        lines=places,
    )
    content.aspects = _aspects(files, places)
    for file in files.facts():
        aspect = files.page(file).get("aspect")
        if not isinstance(aspect, str) or aspect not in {known.id for known in content.aspects}:
            raise ContentError(f"aspect {aspect!r} is not in aspects.yaml", file, 1)
        facts = _entries(FactEntry, files.page(file), "facts", file, places)
        content.facts.extend((aspect, fact) for fact in facts)
    content.fingerprint = files.digest()
    checking.check(content)
    return content


class _Files:
    """The files of a policy, each read once; some are another policy's where it has none of its own."""

    def __init__(self, folder: Path, policy: str):
        self.home = folder / policy
        self.policy = self.home / "policy.yaml"
        self._pages: dict[Path, dict[str, Any]] = {}
        self.about = self.page(self.policy)
        about = self.about.get("policy")
        about = about if isinstance(about, dict) else {}
        lender = about.get("vocabulary")
        self.company = str(about.get("company"))
        if lender is not None and lender not in policies(folder):
            raise ContentError(f"vocabulary: no policy is called {lender!r}", self.policy)
        self.lender = folder / lender if lender else None

    def page(self, file: Path) -> dict[str, Any]:
        if file not in self._pages:
            page = _read_page(file)
            self._pages[file] = _named(page, self.company) if file.name in _VOCABULARY else page
        return self._pages[file]

    def shared(self, name: str) -> Path:
        own = self.home / name
        return self.lender / name if self.lender and not own.exists() else own

    def facts(self) -> list[Path]:
        glossary = self.home / "glossary.yaml"
        lent = [] if self.lender and not glossary.exists() else [glossary]
        return [*sorted((self.home / "facts").glob("*.yaml")), *lent]

    def digest(self) -> str:
        # The database also holds what words are stemmed to, lines on the map as read, and sentences on laws.
        made_from = [*self._pages, *(Path(str(module.__file__)) for module in (words, flow_rules, laws))]
        return hashlib.sha256(b"\0".join(file.read_bytes() for file in made_from)).hexdigest()


def _aspects(files: _Files, places: Places) -> list[AspectEntry]:
    """The aspects: the policy's own, or a lender's with what the policy's own file says otherwise of them."""
    own = files.home / "aspects.yaml"
    if files.lender is None:
        found = _entries(AspectEntry, files.page(own), "aspects", own, places)
    else:
        lent = files.lender / "aspects.yaml"
        page = files.page(lent)
        own_ones = {raw["id"]: raw for raw in files.page(own).get("aspects", [])} if own.exists() else {}
        merged = [{**raw, "general": [], **own_ones.get(raw["id"], {})} for raw in page.get("aspects", [])]
        found = _entries(AspectEntry, {**page, "aspects": merged}, "aspects", lent, places)
        strangers = own_ones.keys() - {aspect.id for aspect in found}
        if strangers:
            raise ContentError(f"aspects that {lent.parent.name} does not have: {sorted(strangers)}", own)
    return found


def _jurisdictions(files: _Files, shared: Path, places: Places) -> list[JurisdictionEntry]:
    """Countries' laws, with what the policy's own file says otherwise of some of them.

    What only a company's page says of a law is no word on any other company.
    """
    own = files.home / shared.name
    page = files.page(shared)
    if own.exists():
        page = {**page, "jurisdictions": _merged(page, files.page(own), own, "jurisdictions", "code")}
    return _entries(JurisdictionEntry, page, "jurisdictions", shared, places, "code")


def _merged(shared: dict[str, Any], own: dict[str, Any], file: Path, key: str, name: str) -> list[Any]:
    """The entries of a shared list, each with the fields that another file has for it."""
    lists = [page.get(key) for page in (shared, own)]
    if not all(isinstance(found, list) and all(isinstance(one, dict) for one in found) for found in lists):
        raise ContentError(f"expected a list of mappings under {key!r}", file, own.get(_LINE))
    entries, others = lists[0] or [], {str(one.get(name)): one for one in lists[1] or []}
    strangers = others.keys() - {str(one.get(name)) for one in entries}
    if strangers:
        raise ContentError(f"{key} that nothing is known of: {sorted(strangers)}", file)
    merged = []
    for one in entries:
        other = {
            field: value for field, value in others.get(str(one.get(name)), {}).items() if field != _LINE
        }
        if "laws" in other:
            other["laws"] = _merged(one, other, file, "laws", "id")
        merged.append({**one, **other})
    return merged


def _named(value: Any, company: str) -> Any:
    """A page with the company's name where "{company}" stands."""
    if isinstance(value, dict):
        return {key: _named(inner, company) for key, inner in value.items()}
    if isinstance(value, list):
        return [_named(inner, company) for inner in value]
    return value.replace("{company}", company) if isinstance(value, str) else value


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
