"""What the content says of countries: places, laws and letters; the schemas of three YAML files."""

from __future__ import annotations

import datetime as dt
import functools
import re
import string
import zoneinfo
from itertools import pairwise
from typing import Literal, Optional

import pydantic

from knowledge.entries import Entry

Region = Literal["eea", "non_eea", "us"]
Unit = Literal["days", "business_days", "months"]

# What a letter leaves to the person who sends it, and what is filled in from the law.
_BLANK = re.compile(r"\[[^\[\]\n]+\]")
# Looking for all time zones' files takes longer than reading the content: once.
_time_zones = functools.lru_cache(maxsize=1)(zoneinfo.available_timezones)
_FILLED = {"basis", "right", "deadline", "authority", "company", "contact"}


class PlaceEntry(Entry):
    """A country as people name it: the country itself, its people, its regions and cities.

    ``within`` completes "vives …"; ``region``: which part of the policy holds there.
    """

    code: str
    country: str
    within: str
    region: Region
    time_zone: str
    names: list[str]
    people: list[str] = pydantic.Field(default_factory=list)
    areas: list[str] = pydantic.Field(default_factory=list)
    cities: list[str] = pydantic.Field(default_factory=list)

    @pydantic.validator("time_zone")
    def _is_known(cls, name: str) -> str:  # noqa: N805
        if name not in _time_zones():
            raise ValueError(f"no time zone is called {name!r}")
        return name


class Cited(Entry):
    """Something with where it is written."""

    section: str
    url: Optional[str] = None
    as_of: Optional[dt.date] = None
    via: Optional[str] = None


class DeadlineEntry(Cited):
    """How long an answer may take: for some ``rights``, or for all.

    ``phrase``, ``amount`` and ``unit`` say it for letters and for dates; none where no number is known.
    ``unsure``: whether the days are working days is not known.
    """

    text: str
    phrase: Optional[str] = None
    amount: Optional[int] = None
    unit: Optional[Unit] = None
    unsure: bool = False
    rights: list[str] = pydantic.Field(default_factory=list)

    @pydantic.root_validator(skip_on_failure=True)
    def _says_one_thing(cls, values: dict[str, object]) -> dict[str, object]:  # noqa: N805
        counted = [values["phrase"], values["amount"], values["unit"]]
        if any(counted) and not all(counted):
            raise ValueError("phrase, amount and unit go together")
        if values["phrase"] and str(values["phrase"]) not in str(values["text"]):
            raise ValueError(f"the text does not say {values['phrase']!r}")
        return values


class AuthorityEntry(Cited):
    """An authority that takes complaints; ``how`` goes on after its name."""

    name: str
    how: str = ""
    site: Optional[str] = None

    class Config(Entry.Config):
        anystr_strip_whitespace = False
        min_anystr_length = 0


class LawEntry(Cited):
    """One law of a country, while it is in force.

    ``short`` goes in a sentence. ``summary`` replaces the sentence made from law and rights.
    ``unconfirmed``: fields that no source read confirms (``since``, ``deadline``, ``authority``,
    ``authority.site``, ``rights.…``).
    """

    id: str
    name: str
    short: str = ""
    summary: Optional[str] = None
    since: Optional[dt.date] = None
    until: Optional[dt.date] = None
    rights: list[str]
    called: dict[str, str] = pydantic.Field(default_factory=dict)
    unconfirmed: list[str] = pydantic.Field(default_factory=list)
    deadlines: list[DeadlineEntry] = pydantic.Field(default_factory=list)
    authority: Optional[AuthorityEntry] = None
    sources: list[str]

    class Config(Entry.Config):
        min_anystr_length = 0

    @property
    def confirmed(self) -> list[str]:
        """The rights that a source confirms."""
        return [right for right in self.rights if f"rights.{right}" not in self.unconfirmed]

    @property
    def authority_confirmed(self) -> Optional[AuthorityEntry]:
        """The authority, if a source confirms it."""
        return None if "authority" in self.unconfirmed else self.authority

    @pydantic.root_validator(skip_on_failure=True)
    def _fits_together(cls, values: dict[str, object]) -> dict[str, object]:  # noqa: N805
        known = {"since", "deadline", "authority", "authority.site"}
        rights = set(values["rights"])  # type: ignore[call-overload]
        for field in values["unconfirmed"]:  # type: ignore[attr-defined]
            if field not in known and field.removeprefix("rights.") not in rights:
                raise ValueError(f"unconfirmed: {field!r} is no field of a law")
        if not values["summary"] and not values["short"]:
            raise ValueError("a law needs a short name or a summary")
        return values


class JurisdictionEntry(Entry):
    """The laws of a country, the oldest first; they follow one another."""

    code: str
    laws: list[LawEntry]
    note: Optional[str] = None

    @pydantic.validator("laws")
    def _follow(cls, laws: list[LawEntry]) -> list[LawEntry]:  # noqa: N805
        for older, newer in pairwise(laws):
            if not older.until or not newer.since or newer.since != older.until + dt.timedelta(days=1):
                raise ValueError(f"{newer.id!r} does not begin the day after {older.id!r} ends")
        return laws


class SentencesEntry(Entry):
    """How sentences on laws are made; names in braces are filled in."""

    rights: str
    rights_unsure: str
    authority: str
    site: str
    site_unsure: str
    no_authority: str
    no_deadline: str
    coming: str
    coming_unsure: str
    no_source: str

    class Config(Entry.Config):
        anystr_strip_whitespace = False


class LetterPhrasesEntry(Entry):
    """What goes into letters from the law: the basis named, and until when an answer is expected."""

    law: str
    policy: str
    deadline: str
    promptly: str
    authority: str


class LetterEntry(Entry):
    """A letter that exercises a right: in braces what the law fills in, in brackets what the person does."""

    id: str
    title: str
    file: str
    addressee: Literal["company", "authority"]
    body: str

    @pydantic.validator("file")
    def _is_a_name(cls, name: str) -> str:  # noqa: N805
        if not re.fullmatch(r"[a-z-]+\.txt", name):
            raise ValueError("a file's name is of small letters and ends in .txt")
        return name

    @pydantic.validator("body")
    def _can_be_filled(cls, body: str) -> str:  # noqa: N805
        try:
            used = {name for _, name, _, _ in string.Formatter().parse(body) if name is not None}
        except ValueError as error:
            raise ValueError(f"braces: {error}") from error
        if not used <= _FILLED:
            raise ValueError(f"nothing fills in {sorted(used - _FILLED)}")
        if "[tu nombre]" not in body:
            raise ValueError("the blank [tu nombre] is missing")
        if set("[]") & set(_BLANK.sub("", body)):
            raise ValueError("a bracket stands alone")
        return body
