"""Clara's sentences on Telegram, kept as reviewed data beside this module."""

from __future__ import annotations

import re
import string
from pathlib import Path

import yaml
from pydantic import BaseModel, validator

from bot.channels.telegram.objects import KINDS
from knowledge.operator import filled

_FILE = Path(__file__).with_name("phrases.yaml")
_FILLED_IN = {"policy": {"name", "date", "url"}}
_LONGEST_DESCRIPTION = 256
_NAME = re.compile(r"[a-z0-9_]{1,32}")


class Command(BaseModel):
    """One entry of the bot's menu, and further names that it answers to."""

    command: str
    description: str
    also: list[str] = []

    class Config:
        extra = "forbid"

    @validator("command")
    @classmethod
    def _is_a_name(cls, name: str) -> str:
        if _NAME.fullmatch(name) is None:
            raise ValueError("a command is 1 to 32 lower-case letters, digits and underscores")
        return name

    @validator("description")
    @classmethod
    def _fits(cls, text: str) -> str:
        if not 1 <= len(text) <= _LONGEST_DESCRIPTION:
            raise ValueError(f"a description has 1 to {_LONGEST_DESCRIPTION} characters")
        return text


class Phrases(BaseModel):
    """Every sentence that the channel says by itself."""

    commands: list[Command]
    help: str
    privacy: str
    erased: str
    nothing_to_erase: str
    cannot_erase: str
    policy: str
    unknown_command: str
    kinds: dict[str, str]
    other: str
    forwarded: str
    edited: str
    too_long: str
    nothing_said: str
    old_button: str
    trouble: str

    class Config:
        extra = "forbid"

    @validator("kinds")
    @classmethod
    def _are_known(cls, kinds: dict[str, str]) -> dict[str, str]:
        if unknown := set(kinds) - set(KINDS):
            raise ValueError(f"no such kinds of message: {', '.join(sorted(unknown))}")
        return kinds

    @validator("*")
    @classmethod
    def _names_what_is_filled_in(cls, value: object, field: object) -> object:
        if isinstance(value, str):
            name = getattr(field, "name", "")
            found = {part for _, part, _, _ in string.Formatter().parse(value) if part is not None}
            if found != _FILLED_IN.get(name, set()):
                raise ValueError(f"must fill in exactly {sorted(_FILLED_IN.get(name, set()))}")
        return value

    def command(self, name: str) -> str | None:
        """The command that a name stands for."""
        known = (entry for entry in self.commands if name == entry.command or name in entry.also)
        return next((entry.command for entry in known), None)

    def to_kind(self, kind: str) -> str:
        """What to say to a message of this kind."""
        return self.kinds.get(kind, self.other)

    def listed_commands(self) -> str:
        """The menu in words, a line each."""
        return "\n".join(f"/{entry.command}: {entry.description}" for entry in self.commands)


def read_phrases() -> Phrases:
    """Read the sentences.

    Returns:
        All of them.

    Raises:
        BadRetention: ``CLARA_CONVERSATIONS_HOURS`` is no time.
        pydantic.ValidationError: one is missing or not known, or names something that is not filled in.
    """
    given = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    given["privacy"] = filled(given["privacy"])
    return Phrases.parse_obj(given)
