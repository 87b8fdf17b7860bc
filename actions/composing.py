"""From an answer to the words that a person reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.answering import Answer
from actions.citing import cite, joined, named
from actions.phrases import Phrases
from actions.recounting import recount
from actions.statuses import Frame
from knowledge.records import Concept, Fact, Policy

LONGEST = 600
_FACTS_AT_ONCE = 4
_PROSE = 3


@dataclass(frozen=True)
class Reply:
    """A text, the facts it tells, and those that "cuéntame más" would tell next."""

    text: str
    told: tuple[Fact, ...]
    untold: tuple[Fact, ...]


def compose(answer: Answer, policy: Policy, phrases: Phrases, *, longest: int = LONGEST) -> Reply:
    """Write a reply of at most 600 characters: the facts worth telling at once that fit, and at least one.

    Args:
        answer: what to tell.
        policy: the policy it is about.
        phrases: Clara's sentences.
        longest: how long it may be, if shorter.

    Returns:
        The reply; its last line cites what its facts were taken from.
    """
    if answer.history is not None and answer.history.changes:
        recounted = recount(answer.history, phrases, LONGEST)
        return Reply(recounted.text, recounted.told, recounted.untold)
    before, after = _around(answer, policy, phrases)
    told: list[Fact] = []
    text = _put_together(answer, policy, before, [], after, phrases)
    for fact in answer.facts[: 1 if answer.question.brief else min(answer.at_once, _FACTS_AT_ONCE)]:
        longer = _put_together(answer, policy, before, [*told, fact], after, phrases)
        if told and len(longer) > longest:
            break
        told.append(fact)
        text = longer
    return Reply(text, tuple(told), answer.facts[len(told) :])


def compose_more(facts: Sequence[Fact], phrases: Phrases) -> Reply:
    """Write what an earlier reply left untold.

    Args:
        facts: the facts not yet told, best first.
        phrases: Clara's sentences.

    Returns:
        A reply with the next few.
    """
    told: list[Fact] = []
    for fact in facts[:_FACTS_AT_ONCE]:
        if told and len(_listed([*told, fact]) + cite([*told, fact], phrases)) > LONGEST:
            break
        told.append(fact)
    text = f"{_listed(told)}\n{cite(told, phrases)}"
    return Reply(text, tuple(told), tuple(facts[len(told) :]))


def compose_evidence(facts: Sequence[Fact], phrases: Phrases) -> str:
    """Say where the last answer is written: each place once, with its link.

    Args:
        facts: the facts that the last answer told, at least one.
        phrases: Clara's sentences.

    Returns:
        One line for each place, at most four.
    """
    places: dict[str, None] = {}
    for fact in facts:
        where = fact.citation
        name = named(where.source, where.as_of, [where.section], phrases)
        places.setdefault(f"• {name}: {where.url}" if where.url else f"• {name}")
    return "\n".join([phrases.evidence, *list(places)[:_FACTS_AT_ONCE], phrases.believe_the_text])


def above_source(text: str, lines: Sequence[str]) -> str:
    """A reply with lines added above its last, which says where it is written.

    Args:
        text: a reply.
        lines: what to add; nothing, if there are none.

    Returns:
        The text.
    """
    body, _, source = text.rpartition("\n")
    if not lines:
        return text
    return "\n".join([body, *lines, source]) if body else "\n".join([source, *lines])


def listed_labels(concepts: Sequence[Concept]) -> str:
    """Concepts in a sentence: "tu voz", "tu voz y tus fotos".

    Args:
        concepts: at least one.

    Returns:
        Their labels, joined as Spanish does.
    """
    return joined([concept.label for concept in concepts])


def _around(answer: Answer, policy: Policy, phrases: Phrases) -> tuple[str, str]:
    label = listed_labels(answer.concepts[:2]) if answer.concepts else ""
    if answer.unmentioned:
        label = answer.unmentioned[0]
    contact = phrases.ask_contact.format(contact=policy.contact)
    before, after = {
        Frame.NONE: ("", ""),
        Frame.GENERAL_ONLY: (phrases.general_only, ""),
        Frame.OTHER_ASPECT: (phrases.other_aspect, ""),
        Frame.CHANGED: ("", ""),
        Frame.NOTHING_CHANGED: (_nothing_changed(answer, phrases), ""),
        Frame.DENIED: (phrases.denied, ""),
        Frame.NO_LIST: (phrases.no_list, ""),
        Frame.UNKNOWN: (phrases.unknown, contact),
        Frame.UNMENTIONED: (phrases.unmentioned, contact),
        Frame.LAW: ("", ""),
        Frame.NOT_IN_LAW: ("", ""),
        Frame.SILENT: ("" if answer.facts and answer.facts[0].absence else phrases.silent_on, contact),
    }[answer.frame]
    if answer.frame is Frame.NONE and answer.question.manner.compares:
        before = phrases.compares
    elif answer.frame is Frame.NONE and answer.question.brief:
        before = phrases.briefly
    elif answer.frame is Frame.NONE and answer.apart:
        before = phrases.apart.format(label=listed_labels(answer.apart))
    if answer.unmatched:
        after = phrases.unmatched.format(label=listed_labels(answer.unmatched))
    return before.format(label=label), after


def _nothing_changed(answer: Answer, phrases: Phrases) -> str:
    versions = answer.history.versions if answer.history else ()
    if not versions:
        return ""
    label = listed_labels(answer.concepts[:2]) if answer.concepts else phrases.this_matter
    phrase = phrases.unknown_since if answer.history and answer.history.when else phrases.nothing_changed
    said = phrase.format(label=label, first=versions[0].year, last=versions[-1].year)
    return f"{said} {phrases.today}"


def _put_together(
    answer: Answer, policy: Policy, before: str, facts: list[Fact], after: str, phrases: Phrases
) -> str:
    body = _worded(facts, answer, policy, phrases)
    separator = "\n" if "\n" in body else " "
    lines = [separator.join(part for part in (before, body, after) if part)]
    if facts:
        lines.append(cite(facts, phrases))
    return "\n".join(lines)


def _worded(facts: list[Fact], answer: Answer, policy: Policy, phrases: Phrases) -> str:
    if not facts:
        return ""
    texts = [fact.text for fact in facts]
    verdict = answer.verdict
    if answer.frame in (Frame.SILENT, Frame.UNMENTIONED):
        # What the policy says of something else must not read as if it were the answer.
        texts = [_nearby(fact, policy, phrases) if not fact.absence else fact.text for fact in facts]
    elif answer.frame in (Frame.GENERAL_ONLY, Frame.OTHER_ASPECT) and len(texts) <= _PROSE:
        texts[0] = _inside(texts[0], policy)
    if verdict is not None:
        phrase = phrases.affirms if verdict == "affirms" else phrases.denies
        texts[0] = _with_verdict(texts[0], phrase, policy)
    if len(texts) <= _PROSE:
        return " ".join(texts)
    return "\n".join(f"• {text}" for text in texts)


def _nearby(fact: Fact, policy: Policy, phrases: Phrases) -> str:
    return f"{phrases.nearby} {_inside(fact.text, policy)}"


def _with_verdict(text: str, phrase: str, policy: Policy) -> str:
    first, _, _ = text.partition(" ")
    if first.lower() in ("sí", "no"):
        return text
    return phrase.format(text=_inside(text, policy))


def _inside(text: str, policy: Policy) -> str:
    """A sentence as it goes on after a colon."""
    first, _, _ = text.partition(" ")
    keeps_capital = first.startswith(policy.company) or (len(first) > 1 and first.isupper())
    return text if keeps_capital else text[0].lower() + text[1:]


def _listed(facts: Sequence[Fact]) -> str:
    if len(facts) == 1:
        return facts[0].text
    return "\n".join(f"• {fact.text}" for fact in facts)
