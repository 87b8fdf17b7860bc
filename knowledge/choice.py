"""Which policy Clara explains: ``CLARA_POLICY`` names its folder in ``knowledge/content``."""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import Any

import yaml

POLICY_VARIABLE = "CLARA_POLICY"
DEFAULT_POLICY = "netflix"
CONTENT = Path(__file__).resolve().parent / "content"


def chosen_policy() -> str:
    """The policy to explain.

    Returns:
        The environment's, or the default one. Whether it exists is found out when its content is read.
    """
    return os.environ.get(POLICY_VARIABLE) or DEFAULT_POLICY


def company_of(policy: str) -> str:
    """Whose policy it is: the company's name; the policy's own if its content cannot be read."""
    return str(_about(policy).get("company") or policy)


def contact_of(policy: str) -> str:
    """Where whoever's policy it is takes questions; empty if its content cannot be read."""
    return str(_about(policy).get("contact") or "")


def lender_of(policy: str) -> str:
    """The policy whose vocabulary serves for this one: itself, unless its content names another."""
    return str(_about(policy).get("vocabulary") or policy)


def names_of(policy: str) -> tuple[str, ...]:
    """What people call the company or its service: names in lower case, the longest first."""
    about = _about(policy)
    names = {str(name).lower() for name in (about.get("company"), *about.get("called", ())) if name}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@functools.lru_cache(maxsize=8)
def _about(policy: str) -> dict[str, Any]:
    """A policy's own entry, without the checks of `read_content`, which says what is wrong with it."""
    try:
        page = yaml.safe_load((CONTENT / policy / "policy.yaml").read_text(encoding="utf-8"))
        about = page["policy"]
    except (OSError, ValueError, yaml.YAMLError, KeyError, TypeError):
        return {}
    return about if isinstance(about, dict) else {}
