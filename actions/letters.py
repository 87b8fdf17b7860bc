"""Letters that exercise a right, filled in with the country's law and never with the person's data."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.law_queries import letter as letter_of
from knowledge.queries import KnowledgeBase
from knowledge.records import Country, Fact, Law, Policy
from knowledge.records import Letter as Template

_COMPLAINT = "complaint"


@dataclass(frozen=True)
class Letter:
    """A letter ready to copy, and the facts that it rests on, at least one."""

    title: str
    file: str
    text: str
    facts: tuple[Fact, ...]


def write_letter(right: str, here: Country | None, kb: KnowledgeBase, policy: Policy) -> Letter | None:
    """Write the letter that exercises a right.

    Args:
        right: the right.
        here: the country whose law it cites; None for general words.
        kb: the knowledge base.
        policy: the policy of the company that it goes to.

    Returns:
        The letter with its blanks; None when there is none for that right.
    """
    template = letter_of(kb, right)
    if template is None:
        return None
    law = here.law if here else None
    cited = law if law and law.short and right in law.rights else None
    deadline = next((one for one in law.deadlines_for(right) if one.phrase), None) if law else None
    if right == _COMPLAINT:
        deadline = None
    phrases = template.phrases
    text = template.body.format(
        basis=_basis(template, cited, right, policy),
        right=cited.rights[right] if cited else template.title,
        deadline=phrases["deadline"].format(deadline=deadline.phrase) if deadline else phrases["promptly"],
        authority=f"A {law.authority}" if law and law.authority else phrases["authority"],
        company=policy.company,
        contact=policy.contact,
    )
    return Letter(
        template.title,
        template.file,
        text,
        _facts(right, cited, law, kb, deadline.fact if deadline else None),
    )


def _basis(template: Template, law: Law | None, right: str, policy: Policy) -> str:
    if law is not None:
        return template.phrases["law"].format(law=law.short, right=law.rights[right])
    return template.phrases["policy"].format(company=policy.company, right=template.right_name)


def _facts(
    right: str, cited: Law | None, law: Law | None, kb: KnowledgeBase, deadline: str | None
) -> tuple[Fact, ...]:
    keys = [cited.rights_fact] if cited else []
    keys += [deadline] if deadline else []
    if right == _COMPLAINT and law and law.authority:
        keys.append(law.authority_fact)
    own = [fact for fact in kb.facts("rights", [right]) if fact.jurisdiction is None and fact.region is None]
    return (*kb.facts_by_key(keys), *(own[:1] or kb.general_facts("rights")[:1]))
