"""Pages of YAML, read so that every mistake can be told with its file and line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pydantic
import yaml

from knowledge.entries import Entry
from knowledge.errors import ContentError

_LINE = "__line__"
# The C parser where PyYAML has it: the content is read at every start.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
EntryT = TypeVar("EntryT", bound=Entry)


@dataclass(frozen=True)
class Place:
    """Where an entry stands: file and 1-based line."""

    file: Path
    line: int


Places = dict[tuple[str, str], Place]


class _LineLoader(_SafeLoader):
    """Adds to every mapping the line it begins on, and refuses a key given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.MarkedYAMLError(problem=f"key {key!r} stands twice", problem_mark=node.start_mark)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        mapping[_LINE] = node.start_mark.line + 1
        return mapping


def read_page(file: Path) -> dict[str, Any]:
    """A file's mapping; each mapping in it carries its line.

    Args:
        file: a YAML file.

    Raises:
        ContentError: it is missing, or no YAML, or no mapping.
    """
    try:
        page = yaml.load(file.read_text(encoding="utf-8"), Loader=_LineLoader)  # noqa: S506  (a SafeLoader)
    except FileNotFoundError:
        raise ContentError("the file is missing", file) from None
    except UnicodeDecodeError as error:
        raise ContentError(f"not UTF-8 at byte {error.start}", file) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise ContentError(f"not valid YAML: {problem}", file, mark.line + 1 if mark else None) from error
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        # A date that no calendar has, a tag on what it is not for, brackets in brackets without end.
        raise ContentError(f"not valid YAML: {type(error).__name__}: {error}", file) from error
    if not isinstance(page, dict):
        raise ContentError("expected a mapping at the top", file, 1)
    return page


def read_entry(kind: type[EntryT], raw: Any, file: Path, name: str | None = None) -> EntryT:
    """One entry.

    Args:
        kind: its type.
        raw: a mapping of a page.
        file: where it stands.
        name: its id, if it has one.

    Raises:
        ContentError: it does not fit its type.
    """
    if not isinstance(raw, dict):
        raise ContentError(f"expected a mapping, found {type(raw).__name__}", file, None, name)
    line = raw.get(_LINE)
    if odd := [key for key in raw if not isinstance(key, str)]:
        raise ContentError(f"a key must be a word, not {odd[0]!r}", file, line, name)
    try:
        return kind.parse_obj(without_lines(raw))
    except pydantic.ValidationError as error:
        first = error.errors()[0]
        path = ".".join(str(step) for step in first["loc"])
        raise ContentError(f"{path}: {first['msg']}", file, line, name) from error


def read_entries(
    kind: type[EntryT],
    page: dict[str, Any],
    key: str,
    file: Path,
    places: Places,
    id_key: str = "id",
) -> list[EntryT]:
    """The entries of a page's list, and where each stands.

    Args:
        kind: their type.
        page: a page of `read_page`.
        key: the list's.
        file: where the page is from.
        places: takes the place of each entry, by the list's key and the id.
        id_key: the key of an entry's id.

    Raises:
        ContentError: there is no such list, an entry does not fit, or an id stands twice.
    """
    raws = page.get(key)
    if not isinstance(raws, list) or not raws:
        raise ContentError(f"expected a list under {key!r}", file, page.get(_LINE))
    entries = []
    for raw in raws:
        given = raw.get(id_key) if isinstance(raw, dict) else None
        entry = read_entry(kind, raw, file, given if isinstance(given, str) else None)
        entries.append(entry)
        # As read, and not as written: an id such as 2026 is a text here.
        name = getattr(entry, id_key, None)
        if name is None:
            continue
        if (key, name) in places:
            first = places[key, name]
            raise ContentError(
                f"this id already stands at {first.file.name}:{first.line}", file, raw[_LINE], name
            )
        places[key, name] = Place(file, raw[_LINE])
    return entries


def with_own(shared: dict[str, Any], own: dict[str, Any], file: Path, key: str, name: str) -> list[Any]:
    """The entries of a shared list, each with the fields that another file has for it.

    Args:
        shared: the page with the list.
        own: the other page.
        file: where the other page is from.
        key: the list's.
        name: the key of an entry's id.

    Raises:
        ContentError: one is no list of mappings, or the other knows an entry that the shared one has not.
    """
    lists = [page.get(key) for page in (shared, own)]
    if not all(isinstance(found, list) and all(isinstance(one, dict) for one in found) for found in lists):
        raise ContentError(f"expected a list of mappings under {key!r}", file, own.get(_LINE))
    entries, others = lists[0] or [], {str(one.get(name)): one for one in lists[1] or []}
    strangers = others.keys() - {str(one.get(name)) for one in entries}
    if strangers:
        raise ContentError(f"{key} that nothing is known of: {sorted(strangers)}", file)
    merged = []
    for one in entries:
        other = {
            field: value for field, value in others.get(str(one.get(name)), {}).items() if field != _LINE
        }
        if "laws" in other:
            other["laws"] = with_own(one, other, file, "laws", "id")
        merged.append({**one, **other})
    return merged


def read_names(page: dict[str, Any], key: str, file: Path) -> dict[str, str]:
    """What a page calls things: texts by id; none if it has no such mapping.

    Args:
        page: a page of `read_page`.
        key: the mapping's.
        file: where the page is from.

    Raises:
        ContentError: it is no mapping of texts.
    """
    names = without_lines(page.get(key, {}))
    if not isinstance(names, dict) or not all(isinstance(one, str) for pair in names.items() for one in pair):
        raise ContentError(f"expected a mapping of texts under {key!r}", file, page.get(_LINE))
    return names


def without_lines(value: Any) -> Any:
    """What stands in a page, as written.

    Args:
        value: a page of `read_page`, or a part of one.
    """
    if isinstance(value, dict):
        return {key: without_lines(inner) for key, inner in value.items() if key != _LINE}
    if isinstance(value, list):
        return [without_lines(inner) for inner in value]
    return value
