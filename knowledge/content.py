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
        ├── asked/*.yaml    what people ask for single facts, in their words (optional)
        └── facts/*.yaml    one file per aspect

A policy that names another's ``vocabulary`` needs only `policy.yaml` and facts of its own.
Every mistake is a `ContentError` that names file, line and id, before anything touches a database.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge import checking, choice, flow_rules, laws, words
from knowledge.choice import chosen_policy
from knowledge.entries import (
    AskedEntry,
    AspectEntry,
    ConceptEntry,
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
from knowledge.pages import Places, read_entries, read_entry, read_names, read_page, with_own
from knowledge.records import mainly

CONTENT = choice.CONTENT

# Files that another policy may lend its own; "{company}" in them is whoever's policy is read.
_VOCABULARY = ("concepts.yaml", "aspects.yaml", "unmentioned.yaml", "map.yaml")


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
    asked: list[AskedEntry]
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

    @property
    def questions(self) -> list[tuple[str, str]]:
        """What people ask, each with the fact that answers it: the one that replaced the fact, if one did."""
        newest = self.newest_facts()
        return [(question, newest[asked.fact]) for asked in self.asked for question in asked.questions]

    def newest_facts(self) -> dict[str, str]:
        """By the id of each fact, that of the one that holds now: itself, or what replaced it."""
        replaced = {older: fact.id for _, fact in self.facts for older in fact.supersedes}
        return {fact.id: _newest(fact.id, replaced) for _, fact in self.facts}

    def mainly_about(self) -> dict[str, tuple[str, ...]]:
        """Ids of the concepts that each fact is mainly about, by the fact's id."""
        return {fact.id: mainly(fact.concepts) for _, fact in self.facts}

    def error(self, problem: str, kind: str, entry: str) -> ContentError:
        """A `ContentError` at the place of an entry of a kind ("facts", "concepts" …)."""
        place = self.lines[kind, entry]
        return ContentError(problem, place.file, place.line, entry)


def _newest(fact: str, replaced: dict[str, str]) -> str:
    seen = {fact}
    while (newer := replaced.get(fact)) is not None and newer not in seen:
        seen.add(newer)
        fact = newer
    return fact


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
        policy=read_entry(PolicyEntry, files.about.get("policy"), files.policy),
        versions=read_entries(VersionEntry, files.about, "versions", files.policy, places),
        sources=read_entries(SourceEntry, files.about, "sources", files.policy, places),
        concepts=read_entries(ConceptEntry, files.page(concepts), "concepts", concepts, places),
        aspects=[],
        facts=[],
        unmentioned=read_entries(UnmentionedEntry, files.page(silences), "unmentioned", silences, places),
        places=read_entries(PlaceEntry, files.page(lands), "places", lands, places, "code"),
        jurisdictions=_jurisdictions(files, law_file, places),
        sentences=read_entry(SentencesEntry, law_page.get("sentences"), law_file),
        right_names=read_names(law_page, "rights", law_file),
        letters=read_entries(LetterEntry, letter_page, "letters", letter_file, places),
        letter_phrases=read_entry(LetterPhrasesEntry, letter_page.get("phrases"), letter_file),
        stages=read_entries(StageEntry, files.page(outline), "stages", outline, places),
        asked=[
            entry
            for file in sorted((files.home / "asked").glob("*.yaml"))
            for entry in read_entries(AskedEntry, files.page(file), "asked", file, places, "fact")
        ],
        fingerprint="",
        lines=places,
    )
    content.aspects = _aspects(files, places)
    for file in files.facts():
        aspect = files.page(file).get("aspect")
        if not isinstance(aspect, str) or aspect not in {known.id for known in content.aspects}:
            raise ContentError(f"aspect {aspect!r} is not in aspects.yaml", file, 1)
        facts = read_entries(FactEntry, files.page(file), "facts", file, places)
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
            page = read_page(file)
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
        found = read_entries(AspectEntry, files.page(own), "aspects", own, places)
    else:
        lent = files.lender / "aspects.yaml"
        page = files.page(lent)
        own_ones = {raw["id"]: raw for raw in files.page(own).get("aspects", [])} if own.exists() else {}
        merged = [{**raw, "general": [], **own_ones.get(raw["id"], {})} for raw in page.get("aspects", [])]
        found = read_entries(AspectEntry, {**page, "aspects": merged}, "aspects", lent, places)
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
        page = {**page, "jurisdictions": with_own(page, files.page(own), own, "jurisdictions", "code")}
    return read_entries(JurisdictionEntry, page, "jurisdictions", shared, places, "code")


def _named(value: Any, company: str) -> Any:
    """A page with the company's name where "{company}" stands."""
    if isinstance(value, dict):
        return {key: _named(inner, company) for key, inner in value.items()}
    if isinstance(value, list):
        return [_named(inner, company) for inner in value]
    return value.replace("{company}", company) if isinstance(value, str) else value
