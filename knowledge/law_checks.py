"""What must hold between places, laws, letters and the rest of the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.content import Content
    from knowledge.law_entries import LawEntry


def check_laws(content: Content) -> None:
    """Check that laws and letters speak of known countries, rights and sources.

    Args:
        content: content that is of the right shape.

    Raises:
        ContentError: the first mistake found.
    """
    rights = {concept.id for concept in content.concepts if concept.kind == "right"}
    countries = {place.code for place in content.places}
    seen: set[str] = set()
    for jurisdiction in content.jurisdictions:
        code = jurisdiction.code
        if code not in countries:
            raise content.error(f"country {code!r} is not in places.yaml", "jurisdictions", code)
        for law in jurisdiction.laws:
            if law.id in seen:
                raise content.error(f"law {law.id!r} stands twice", "jurisdictions", code)
            seen.add(law.id)
            _check_law(content, code, law, rights)
    _check_letters(content, rights)
    if content.policy.law_source is not None:
        _check_statements(content, content.policy.law_source)


def _check_law(content: Content, code: str, law: LawEntry, rights: set[str]) -> None:
    for right in [*law.rights, *law.called]:
        if right not in rights:
            raise content.error(f"concept {right!r} is not a known right", "jurisdictions", code)
    for right in law.rights:
        if right not in content.right_names:
            raise content.error(f"right {right!r} has no name under 'rights'", "jurisdictions", code)
    for deadline in law.deadlines:
        for right in deadline.rights:
            if right not in law.rights:
                raise content.error(f"deadline for {right!r}, no right of the law", "jurisdictions", code)
        counted = deadline.unit == "business_days" or deadline.unsure
        if counted and not _has_calendar(code):
            raise content.error(
                f"no calendar tells which days are working days in {code}", "jurisdictions", code
            )
    if not law.confirmed and not law.summary:
        raise content.error(
            f"no right of {law.id!r} is confirmed: say so in a summary", "jurisdictions", code
        )


def _has_calendar(code: str) -> bool:
    import holidays  # only to check content: what answers imports it when it counts

    return code in holidays.list_supported_countries()


def _check_letters(content: Content, rights: set[str]) -> None:
    for letter in content.letters:
        if letter.id not in rights:
            raise content.error(f"concept {letter.id!r} is not a known right", "letters", letter.id)
        if letter.id not in content.right_names:
            raise content.error(
                f"right {letter.id!r} has no name in jurisdictions.yaml", "letters", letter.id
            )
        wanted = "{authority}" if letter.addressee == "authority" else "{contact}"
        if wanted not in letter.body:
            raise content.error(f"the letter does not say to whom it goes: {wanted}", "letters", letter.id)


def _check_statements(content: Content, source: str) -> None:
    for used in {source, content.policy.own_source or source}:
        if used not in {one.id for one in content.sources}:
            raise content.error(f"source {used!r} is not known", "sources", content.sources[0].id)
    told = {fact.id for _, fact in content.facts}
    for fact in content.law_facts:
        if fact.id in told:
            raise content.error("a sentence on a law has this id too", "facts", fact.id)
