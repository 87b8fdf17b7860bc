"""What must hold between the entries of a policy's content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from knowledge import flow_rules, words
from knowledge.alternatives import alternatives
from knowledge.entries import FactEntry
from knowledge.law_checks import check_laws

if TYPE_CHECKING:
    from knowledge.content import Content


def check(content: Content) -> None:
    """Check what no entry can tell by itself.

    Args:
        content: entries, each of the right shape.

    Raises:
        ContentError: the first mistake found: a reference that leads nowhere, a fact on what is said to be
            unmentioned, a line of the map that makes no sense, or a fact that belongs to no version.
    """
    _check_references(content)
    check_laws(content)
    _check_versions(content)
    _check_silences(content)
    _check_map(content)


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
    for asked in content.asked:
        _known(content, "asked", asked.fact, "fact", [asked.fact], facts)
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


def _check_versions(content: Content) -> None:
    """Each fact of the policy's own text stands in the newest version, unless it is historical."""
    days = sorted({version.in_force for version in content.versions})
    versioned = {aspect.id for aspect in content.aspects if aspect.versioned}
    pending = []
    for aspect, fact in content.facts:
        for name in ("added", "removed"):
            if getattr(fact, name) and fact.as_of not in days:
                raise content.error(f"{name}, but 'as_of' is the day of no version", "facts", fact.id)
        if fact.removed and fact.status == "current":
            raise content.error("removed, but still current: 'status: historical'", "facts", fact.id)
        if fact.since is not None and (
            fact.since not in days or fact.as_of is None or fact.since > fact.as_of
        ):
            raise content.error("'since' is not the day of a version up to 'as_of'", "facts", fact.id)
        if fact.source != content.policy.text or aspect not in versioned or fact.as_of not in days:
            continue
        if fact.status == "historical" and fact.as_of == days[-1]:
            raise content.error(f"historical, but the version of {days[-1]} states it", "facts", fact.id)
        if fact.status == "current" and fact.as_of != days[-1]:
            pending.append(fact)
    if pending:
        raise content.error(_pending(pending, days[-1]), "facts", pending[0].id)


def _pending(facts: list[FactEntry], newest: dt.date) -> str:
    others = f" ({len(facts) - 1} more facts are in the same state)" if len(facts) > 1 else ""
    return (
        f"neither carried over to the version of {newest} nor superseded{others}: 'clara kb carry' it if the "
        "new text still says so; if not, write what it says now, with this fact under 'supersedes', and give "
        "this one 'status: historical' (and 'removed: true' if nothing took its place)"
    )


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
        for name in (each for alias in silence.entries() for each in alternatives(alias.text)):
            spoken = _joined(name)
            for fact, text in told.items():
                if spoken.strip() and spoken in text:
                    problem = f"fact {fact!r} speaks of {name!r}"
                    raise content.error(problem, "unmentioned", silence.id)


def _joined(text: str) -> str:
    return f" {' '.join(words.stem(word) for word in words.words(text))} "


def _known(
    content: Content, kind: str, entry: str, what: str, used: Iterable[str], known: Container[str]
) -> None:
    for one in used:
        if one not in known:
            raise content.error(f"{what} {one!r} is not known", kind, entry)
