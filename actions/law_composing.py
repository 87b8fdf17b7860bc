"""The words of an answer that rests on a law: what it says, the steps, and the day of a deadline."""

from __future__ import annotations

import datetime as dt

from actions.answering import Answer
from actions.citing import cite
from actions.composing import Reply
from actions.days import due
from actions.law import NO_DEADLINE, is_step, right_of
from actions.phrases import Phrases
from actions.statuses import Frame
from knowledge import laws
from knowledge.dates import dated
from knowledge.records import Country, Deadline, Fact

# A way from the right to the authority takes more words than a single statement.
LONGEST = 1300


def compose_law(answer: Answer, phrases: Phrases) -> Reply:
    """Write what the law of a country says, step by step.

    Args:
        answer: an answer framed by the law, for a question with a country.
        phrases: Clara's sentences.

    Returns:
        The reply; steps that do not fit are left untold.
    """
    here = answer.question.here
    assert here is not None
    told = list(answer.facts)
    text = _put_together(answer, told, here, phrases)
    while len(text) > LONGEST and len(told) > 1:
        told.pop()
        text = _put_together(answer, told, here, phrases)
    return Reply(text, tuple(told), answer.facts[len(told) :])


def _put_together(answer: Answer, facts: list[Fact], here: Country, phrases: Phrases) -> str:
    question = answer.question
    plain = question.deadline or (right_of(question.matters) is None and "complaint" in question.matters)
    lead = facts if plain else [fact for fact in facts if not _is_step(fact, here)]
    steps = [fact for fact in facts if fact not in lead]
    said = [fact.text for fact in lead]
    if answer.frame is Frame.NOT_IN_LAW:
        right = right_of(question.matters)
        label = next(one.label for one in answer.concepts if one.id == right)
        said.insert(0, phrases.not_in_law.format(within=here.within, label=label))
    if question.deadline:
        lines = _on_deadline(answer, lead, here, phrases)
    else:
        lines = said if plain else [" ".join(said)]
    if steps:
        lines.append(phrases.steps)
        lines += [f"{number}. {fact.text}" for number, fact in enumerate(steps, start=1)]
    lines.append(cite(facts, phrases))
    return "\n".join(lines)


def _is_step(fact: Fact, here: Country) -> bool:
    unknown = fact.jurisdiction is not None and here.law is None
    general = here.law is None and fact.aspect == "rights" and fact.key.startswith("der-lista")
    return is_step(fact, here.law) and not unknown and not general and not _states_right(fact)


def _states_right(fact: Fact) -> bool:
    """Whether it is the policy's own sentence on a right: "Puedes pedir que borre…"."""
    return fact.aspect == "rights" and fact.polarity == "affirms" and "complaint" not in fact.concepts


def _on_deadline(answer: Answer, facts: list[Fact], here: Country, phrases: Phrases) -> list[str]:
    """Each deadline with its day beside it, or that no day is known; then what to do."""
    right, sent, law = right_of(answer.question.matters), answer.question.sent, here.law
    known = [one.fact for one in law.deadlines] if law else [NO_DEADLINE]
    fitting = {one.fact: one for one in law.deadlines_for(right)} if law else {}
    due = []
    for fact in facts:
        if fact.key in known:
            due.append(fact.text)
            deadline = fitting.get(fact.key)
            if deadline is not None and deadline.amount is not None and sent is not None:
                due.append(day_sentence(deadline, sent, here, phrases))
    no_day = []
    if sent is not None and not any(one.amount for one in fitting.values()):
        no_day.append(phrases.no_day.format(sent=dated(sent)))
    if law is not None and not fitting:
        label = next(one.label for one in answer.concepts if one.id == right)
        unknown = phrases.no_deadline_for.format(within=here.within, label=label)
        due = [unknown, *no_day, phrases.other_deadlines, *due]
    else:
        due += no_day
    before = [fact.text for fact in facts if fact.key == laws.key(here.code.lower(), laws.NO_SOURCE)]
    coming = [fact.text for fact in facts if law and fact.key == law.coming_fact]
    apart = {*before, *coming}
    rest = [fact.text for fact in facts if fact.key not in known and fact.text not in apart]
    return [" ".join([*before, *due, *coming]), *rest]


def day_sentence(deadline: Deadline, sent: dt.date, here: Country, phrases: Phrases) -> str:
    """On which day a deadline falls, honestly.

    Args:
        deadline: one with an amount.
        sent: the day on which the request arrives.
        here: the country.
        phrases: Clara's sentences.

    Returns:
        A sentence with the day, or both days where it is not known which days count.
    """
    assert deadline.amount is not None and deadline.unit is not None
    day = due(sent, deadline.amount, deadline.unit, here.code)
    if deadline.unsure:
        business = due(sent, deadline.amount, "business_days", here.code)
        return phrases.due_unsure.format(sent=dated(sent), due=dated(day), business=dated(business))
    template = phrases.due_business if deadline.unit == "business_days" else phrases.due
    return template.format(sent=dated(sent), due=dated(day))
