"""Editing the content files in place: only what changes is touched, comments and layout stay.

The YAML parser tells where each value stands in the text; the text itself is cut and joined there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.content import CONTENT, policies
from knowledge.errors import ContentError


@dataclass(frozen=True)
class _Edit:
    """Put ``text`` in place of what stands from ``start`` to ``end``."""

    start: int
    end: int
    text: str


def new_version(day: dt.date, policy: str, folder: Path = CONTENT) -> list[str]:
    """List a new version of a policy, in the languages and regions of the last one.

    Args:
        day: when it comes into force; later than the last.
        policy: the policy's folder.
        folder: the content folder.

    Returns:
        The lines written to `policy.yaml`.

    Raises:
        ContentError: the file cannot be read, or the day is not later than the last version's.
    """
    file = _policy_file(folder, policy)
    text = file.read_text(encoding="utf-8")
    versions = _value(_root(text, file), "versions", file)
    if not isinstance(versions, yaml.SequenceNode) or versions.flow_style or not versions.value:
        raise ContentError("expected a list under 'versions', one entry a line", file)
    last = max(_day(_value(node, "in_force", file), file) for node in versions.value)
    if day <= last:
        raise ContentError(f"the last version is of {last}: a new one has to be later than that", file)
    begun = [
        _entry_text(text, node, _value(node, "in_force", file), day)
        for node in versions.value
        if _day(_value(node, "in_force", file), file) == last
    ]
    at = _line_start(text, versions.value[0].start_mark.index)
    _write(file, text, [_Edit(at, at, "".join(begun))])
    return "".join(begun).splitlines()


def carry(keys: Sequence[str], policy: str, folder: Path = CONTENT) -> list[str]:
    """Say of facts that the newest version of the text still states them.

    Args:
        keys: ids of the facts.
        policy: the policy's folder.
        folder: the content folder.

    Returns:
        The ids of those that were carried; the others are of the newest version already.

    Raises:
        ContentError: there is no such fact, it stands no longer, or its text carries no date.
    """
    about = _policy_file(folder, policy)
    versions = _value(_root(about.read_text(encoding="utf-8"), about), "versions", about)
    newest = max(_day(_value(node, "in_force", about), about) for node in versions.value)
    wanted, carried = set(keys), []
    files = sorted(about.parent.glob("facts/*.yaml"))
    for file in [*files, about.parent / "glossary.yaml"]:
        if not file.exists():
            continue
        text = file.read_text(encoding="utf-8")
        edits: list[_Edit] = []
        for node in _value(_root(text, file), "facts", file).value:
            key = _value(node, "id", file).value
            if key in wanted:
                wanted.discard(key)
                found = _carrying(text, node, newest, file)
                edits += found
                carried += [key] if found else []
        if edits:
            _write(file, text, edits)
    if wanted:
        raise ContentError(f"no fact is called {sorted(wanted)[0]!r}", about)
    return carried


def _carrying(text: str, fact: yaml.MappingNode, newest: dt.date, file: Path) -> list[_Edit]:
    key, line = _value(fact, "id", file).value, fact.start_mark.line + 1
    values = {name.value: value for name, value in fact.value}
    if "status" in values and values["status"].value != "current":
        raise ContentError("it stands no longer", file, line, key)
    if "as_of" not in values:
        raise ContentError("its text carries no date", file, line, key)
    dated = values["as_of"]
    day = _day(dated, file)
    if day == newest:
        return []
    edits = [_dated(dated, newest)]
    if "since" not in values:
        between = ", " if fact.flow_style else "\n" + " " * _column(fact, "as_of")
        edits.append(_Edit(dated.end_mark.index, dated.end_mark.index, f"{between}since: '{day}'"))
    return edits


def _entry_text(text: str, node: yaml.MappingNode, dated: yaml.ScalarNode, day: dt.date) -> str:
    """The lines of an entry of a list, with another date."""
    start, end = _line_start(text, node.start_mark.index), node.end_mark.index
    edit = _dated(dated, day)
    entry = text[start : edit.start] + edit.text + text[edit.end : end]
    if node.flow_style:
        entry += text[end:].partition("\n")[0]
    return entry.rstrip() + "\n"


def _dated(node: yaml.ScalarNode, day: dt.date) -> _Edit:
    return _Edit(node.start_mark.index, node.end_mark.index, f"'{day}'")


def _column(mapping: yaml.MappingNode, name: str) -> int:
    column: int = next(key.start_mark.column for key, _ in mapping.value if key.value == name)
    return column


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _policy_file(folder: Path, policy: str) -> Path:
    if policy not in policies(folder):
        raise ContentError(f"no policy is called {policy!r}", folder / policy / "policy.yaml")
    return folder / policy / "policy.yaml"


def _root(text: str, file: Path) -> yaml.Node:
    try:
        found: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ContentError(f"not valid YAML: {error.problem}", file, line) from error
    if found is None:
        raise ContentError("the file is empty", file)
    return found


def _value(node: yaml.Node, name: str, file: Path) -> Any:
    pairs: Iterable[tuple[yaml.Node, yaml.Node]] = node.value if isinstance(node, yaml.MappingNode) else ()
    for key, value in pairs:
        if key.value == name:
            return value
    raise ContentError(f"{name!r} is missing", file, node.start_mark.line + 1)


def _day(node: yaml.Node, file: Path) -> dt.date:
    try:
        return dt.date.fromisoformat(node.value)
    except (TypeError, ValueError):
        raise ContentError("expected a date such as 2026-04-10", file, node.start_mark.line + 1) from None


def _write(file: Path, text: str, edits: Sequence[_Edit]) -> None:
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    file.write_text(text, encoding="utf-8")
