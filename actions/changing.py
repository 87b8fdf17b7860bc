"""What a question on changes is answered with: what changed, of what, and between which versions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from actions.periods import Window, latest, window_of
from knowledge.changes import Change, ChangeQuery, Kind, about
from knowledge.queries import KnowledgeBase
from knowledge.records import Fact
from knowledge.words import fold

_AT_MOST = 24
_WHEN = re.compile(
    r"\b(?:desde\s+cuando|a\s+partir\s+de\s+(?:que|cuando)|en\s+que\s+(?:momento|version|año|fecha)|"
    r"cuando\s+(?:fue\s+que\s+)?(?:se\s+|les?\s+)?(?:dio\s+por\s+)?(?:empez|comenz|arranc|meti|apareci|agreg|"
    r"añadi|inclu|pusi|introduj|sum)\w*)"
)
_GONE = re.compile(
    r"\b(?:quit\w+|desapareci\w*|elimin\w+|suprimi\w+|retir\w+|borraron|sacaron|ya\s+no|dej[oa]\w*\s+de)\b"
)
_NEW = re.compile(r"\b(?:añad\w+|agreg\w+|sumaron|incorpor\w+|aparecieron)\b")
_THEN = re.compile(r"\b(?:antes|antigu\w+|decian?|anterior\w*|viej[oa]s?)\b")


@dataclass(frozen=True)
class History:
    """What changed, as asked.

    ``window``: the versions that were asked about, or that the question is taken to be about. ``whole``: no
    matter was named, so that it is about the policy as a whole. ``outside``: nothing is recorded in the time
    that was asked about; the changes are of another. ``when``: it asks since when. ``aspects``: those that
    are named as the matter.
    """

    changes: tuple[Change, ...]
    versions: tuple[dt.date, ...]
    window: Window | None
    whole: bool
    outside: bool = False
    when: bool = False
    aspects: tuple[str, ...] = ()

    @property
    def facts(self) -> list[Fact]:
        """What is told: of one matter both sides of each change, of the whole policy what is said last."""
        told = (one.facts[-1:] if self.whole else one.facts for one in self.changes)
        return list(dict.fromkeys(fact for facts in told for fact in facts))


def look_back(
    question: str,
    concepts: Sequence[str],
    kb: KnowledgeBase,
    here: Callable[[Fact], bool],
    today: dt.date | None = None,
) -> History:
    """Find the changes that a question asks for.

    Args:
        question: in Spanish; it may name aspects ("los derechos") and a time.
        concepts: the concepts that it is about.
        kb: the knowledge base.
        here: whether a fact holds where the person is.
        today: the day of the question; the real one unless given.

    Returns:
        The changes, those that touch a person most first; none if none is recorded.
    """
    query = ChangeQuery(kb)
    versions = query.versions()
    said = fold(question)
    window = window_of(question, versions, today or dt.date.today())
    aspects = [aspect for aspect, names in kb.aspects_called().items() if _is_named(names, said)]
    whole = not concepts and not aspects
    outside = False
    if whole:
        window = window or latest(versions)
        found = query.between(window.base, window.end)
    else:
        matters = about(query.all(), concepts, aspects)
        found = about(query.between(window.base, window.end), concepts, aspects) if window else matters
        outside = not found and bool(matters)
        found = found or matters
    then = not whole and (window is not None or bool(_THEN.search(said)))
    found = [one for one in found if all(here(fact) for fact in one.facts)]
    return History(
        changes=tuple(_of_interest(found, said, then=then)[:_AT_MOST]),
        versions=tuple(versions),
        window=window,
        whole=whole,
        outside=outside,
        when=bool(_WHEN.search(said)),
        aspects=tuple(aspects),
    )


def told_again(keys: Sequence[str], kb: KnowledgeBase) -> list[Change]:
    """The changes that some facts were told of, in the order of the facts.

    Args:
        keys: ids of facts; a change is told of by what is said now, or by what is said no longer.
        kb: the knowledge base.

    Returns:
        The changes, both sides of each.
    """
    subjects = {one.facts[-1].key: one for one in reversed(ChangeQuery(kb).all())}
    return [subjects[key] for key in keys if key in subjects]


def _of_interest(changes: list[Change], said: str, *, then: bool) -> list[Change]:
    """What was taken out, or put in, where that is asked for; ``then``: what an old text said is asked."""
    gone, new = bool(_GONE.search(said)), bool(_NEW.search(said))
    if not gone and not then:
        # Of what only an old text says, nobody knows whether it was taken out.
        changes = [one for one in changes if one.kind is not Kind.LAST_SEEN]
    if gone == new:
        return changes
    wanted = (Kind.REMOVED, Kind.LAST_SEEN) if gone else (Kind.ADDED,)
    return [one for one in changes if one.kind in wanted] or changes


def _is_named(names: Sequence[str], said: str) -> bool:
    return any(re.search(rf"\b{re.escape(fold(name))}\b", said) for name in names)
