"""Pages from templates: what all of them share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from knowledge.choice import chosen_policy, company_of
from knowledge.dates import dated
from knowledge.records import Fact

_SHARED = Path(__file__).resolve().parent / "templates"


def environment(
    folder: Path, *, filters: Mapping[str, Callable[..., Any]] | None = None, **functions: Callable[..., Any]
) -> Environment:
    """Where a page's templates are found, beside those that all pages share.

    Args:
        folder: the page's own templates.
        filters: further filters.
        functions: further functions that templates call.

    Returns:
        The environment; a name that is not given is an error.
    """
    found = Environment(
        loader=FileSystemLoader([folder, _SHARED]),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update({"in_spanish": dated, "citation": citation, **(filters or {})})
    found.globals.update(company=lambda: company_of(chosen_policy()), **functions)
    return found


def citation(fact: Fact) -> str:
    """Where a fact is written, as pages say it."""
    where = fact.citation
    when = dated(where.as_of) if where.as_of else "sin fecha"
    return f"{where.source} ({when}), «{where.section}»"
