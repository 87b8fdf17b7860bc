"""Which messages beginning with a slash are buttons of ours, and which are just typed.

Rasa takes any ``/intent{"entity": …}`` for an understood message and fills in what it names; only what
Clara's own buttons can send is let through as such.
"""

from __future__ import annotations

import functools
import json
import re

import yaml

from bot import paths

_PAYLOAD = re.compile(r"/(?P<intent>\w+)(?P<entities>\{.*\})?\s*", re.DOTALL)
_ENTITIES = {"concept", "term", "country"}


@functools.lru_cache(maxsize=1)
def _intents() -> frozenset[str]:
    listed = yaml.safe_load(paths.DOMAIN.read_text(encoding="utf-8"))["intents"]
    return frozenset(name for entry in listed for name in (entry if isinstance(entry, dict) else [entry]))


def is_payload(text: str) -> bool:
    """Whether a text is what a button of Clara's sends.

    >>> is_payload('/ask_sharing{"concept": ["email"]}'), is_payload("/restart")
    (True, False)
    """
    found = _PAYLOAD.fullmatch(text)
    if found is None or found["intent"] not in _intents():
        return False
    if found["entities"] is None:
        return True
    try:
        entities = json.loads(found["entities"])
    except (ValueError, RecursionError):
        return False
    return set(entities) <= _ENTITIES and all(_is_ids(value) for value in entities.values())


def as_typed(text: str) -> str:
    """A text as Rasa may have it: a payload untouched, anything else without slashes in front.

    >>> as_typed("/restart")
    'restart'
    """
    return text if is_payload(text) else text.lstrip("/ ")


def _is_ids(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
