"""Sentences on a country's laws: facts made from the sheet of laws, each with its own source and days.

A law gives up to three kinds of sentences: which rights it names, by when an answer is due, and who takes
complaints. Their keys are made from the law's id, so that answers find them: ``ley-es-derechos``,
``ley-es-plazo-1`` ….
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from knowledge.dates import dated, month
from knowledge.entries import FactEntry
from knowledge.law_entries import Cited, JurisdictionEntry, LawEntry, PlaceEntry, SentencesEntry

RIGHTS, DEADLINE, AUTHORITY, COMING, NO_SOURCE = "derechos", "plazo", "autoridad", "proxima", "sin-fuente"
_COMPLAINT = "complaint"


def key(owner: str, kind: str, number: int | None = None) -> str:
    """The key of a sentence: ``owner`` is a law's id, or a country's code in lower case.

    >>> key("es", DEADLINE, 1)
    'ley-es-plazo-1'
    """
    return f"ley-{owner}-{kind}" + (f"-{number}" if number else "")


def statements(
    place: PlaceEntry,
    jurisdiction: JurisdictionEntry | None,
    sentences: SentencesEntry,
    names: Mapping[str, str],
    source: str,
    own_source: str | None = None,
) -> Iterator[FactEntry]:
    """The facts that hold in one country alone.

    Args:
        place: the country.
        jurisdiction: its laws, if any are known.
        sentences: how sentences are made.
        names: what rights are called, by concept.
        source: the id of the source that they cite.
        own_source: the id of the one for what Clara does not know; the same, if none is given.

    Yields:
        Facts of the aspect of rights, with the days between which they are true.
    """
    laws = jurisdiction.laws if jurisdiction else []
    for position, law in enumerate(laws):
        yield from _Sentences(place, law, sentences, names, source).made()
        if position:
            yield _coming(place, laws[position - 1], law, sentences, source)
    if not laws:
        yield FactEntry(
            id=key(place.code.lower(), NO_SOURCE),
            text=sentences.no_source.format(within=place.within),
            jurisdiction=place.code,
            source=own_source or source,
            section="Países sin fuente confirmada",
        )


class _Sentences:
    def __init__(
        self,
        place: PlaceEntry,
        law: LawEntry,
        sentences: SentencesEntry,
        names: Mapping[str, str],
        source: str,
    ):
        self.place, self.law, self.sentences, self.source = place, law, sentences, source
        self.names = {**names, **law.called}

    def made(self) -> Iterator[FactEntry]:
        law = self.law
        yield self._fact(key(law.id, RIGHTS), self._on_rights(), law.confirmed, law)
        for number, deadline in enumerate(law.deadlines, start=1):
            about = deadline.rights or [right for right in law.rights if right != _COMPLAINT]
            yield self._fact(key(law.id, DEADLINE, number), deadline.text, about, deadline)
        if "deadline" in law.unconfirmed:
            text = self.sentences.no_deadline.format(law=law.short or "la ley", within=self.place.within)
            yield self._fact(key(law.id, DEADLINE, 1), text, law.confirmed, law)
        yield self._fact(
            key(law.id, AUTHORITY), self._on_authority(), [_COMPLAINT], law.authority_confirmed or law
        )

    def _on_rights(self) -> str:
        if self.law.summary:
            return self.law.summary
        sure = len(self.law.confirmed) == len(self.law.rights)
        template = self.sentences.rights if sure else self.sentences.rights_unsure
        named = [self.names[right] for right in self.law.confirmed]
        listed = f"{', '.join(named[:-1])} y {named[-1]}" if len(named) > 1 else named[0]
        return template.format(Within=_capital(self.place.within), law=self.law.short, rights=listed)

    def _on_authority(self) -> str:
        authority = self.law.authority_confirmed
        if authority is None:
            return self.sentences.no_authority.format(within=self.place.within)
        site = ""
        if authority.site:
            unsure = "authority.site" in self.law.unconfirmed
            template = self.sentences.site_unsure if unsure else self.sentences.site
            site = template.format(site=authority.site)
        return self.sentences.authority.format(
            within=self.place.within, authority=authority.name, how=authority.how, site=site
        )

    def _fact(self, name: str, text: str, concepts: list[str], cited: Cited) -> FactEntry:
        return FactEntry(
            id=name,
            text=text,
            concepts=concepts,
            jurisdiction=self.place.code,
            source=self.source,
            section=cited.section,
            url=cited.url,
            as_of=cited.as_of,
            via=cited.via,
            valid_from=self.law.since,
            valid_until=self.law.until,
        )


def _coming(
    place: PlaceEntry, before: LawEntry, law: LawEntry, sentences: SentencesEntry, source: str
) -> FactEntry:
    since = law.since
    assert since is not None  # laws follow one another
    template = sentences.coming_unsure if "since" in law.unconfirmed else sentences.coming
    text = template.format(
        Within=_capital(place.within),
        law=law.short,
        day=dated(since),
        month=month(since),
    )
    return FactEntry(
        id=key(law.id, COMING),
        text=text,
        concepts=law.confirmed,
        jurisdiction=place.code,
        source=source,
        section=law.section,
        url=law.url,
        as_of=law.as_of,
        valid_from=before.since,
        valid_until=since - dt.timedelta(days=1),
    )


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
