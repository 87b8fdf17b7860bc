"""``clara kb diff``, ``new-version`` and ``carry``: the versions of a policy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click
from tabulate import tabulate

from bot.telling_errors import errors_in_words
from knowledge.changes import Change, ChangeQuery, Kind
from knowledge.choice import chosen_policy
from knowledge.content import CONTENT
from knowledge.database import reading
from knowledge.editing import carry, new_version
from knowledge.queries import KnowledgeBase
from knowledge.records import Fact

_WIDTH = 44
_HEADINGS = {
    Kind.ADDED: "Added",
    Kind.REWORDED: "Superseded",
    Kind.REMOVED: "Removed",
    Kind.LAST_SEEN: "Last seen (whether it was removed is not recorded)",
}


class Day(click.ParamType):
    """A day such as 2026-04-10."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read a day (click's interface)."""
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2026-04-10", param, ctx)


@click.command()
@click.argument("older", type=Day())
@click.argument("newer", type=Day())
@click.option("--markdown", is_flag=True, help="As Markdown, with texts in full and where they are written.")
def diff(older: dt.date, newer: dt.date, *, markdown: bool) -> None:
    """What was added, superseded and removed from version OLDER to version NEWER (days in force)."""
    older, newer = sorted((older, newer))
    with errors_in_words(), reading() as session:
        changes = ChangeQuery(KnowledgeBase(session)).between(older, newer)
    if markdown:
        click.echo(as_markdown(changes, older, newer))
        return
    rows = [
        (_HEADINGS[one.kind].partition(" (")[0], one.aspect, _cell(one.older), _cell(one.newer))
        for one in sorted(changes, key=lambda one: list(Kind).index(one.kind))
    ]
    click.echo(
        tabulate(rows, ["", "aspect", str(older), str(newer)], maxcolwidths=[None, None, _WIDTH, _WIDTH])
    )
    click.echo(f"\n{_counted(changes)}")


@click.command("new-version")
@click.argument("day", type=Day())
@click.option("--content", type=click.Path(path_type=Path, file_okay=False), default=CONTENT, hidden=True)
def begin(day: dt.date, content: Path) -> None:
    """Begin a new version of the policy, in force from DAY, from the last one.

    From then on, 'clara kb check' refuses every fact of the policy's text that is neither carried over to it
    nor superseded.
    """
    with errors_in_words():
        for line in new_version(day, chosen_policy(), content):
            click.echo(f"+ {line}")
    click.echo("Now 'clara kb check' names what has to be carried over ('clara kb carry') or superseded.")


@click.command("carry")
@click.argument("facts", nargs=-1, required=True)
@click.option("--content", type=click.Path(path_type=Path, file_okay=False), default=CONTENT, hidden=True)
def carry_over(facts: tuple[str, ...], content: Path) -> None:
    """Say of FACTS (ids) that the newest version of the text still states them."""
    with errors_in_words():
        carried = carry(facts, chosen_policy(), content)
    click.echo(f"Carried over: {', '.join(carried) or 'nothing, all are of the newest version'}")


def as_markdown(changes: Sequence[Change], older: dt.date, newer: dt.date) -> str:
    """Changes as a document: a heading for each kind, then one for each statement.

    Args:
        changes: what changed, in the order to tell it.
        older: the version before.
        newer: the version after.

    Returns:
        Markdown; texts are quoted in full, each with where it is written.
    """
    parts = [f"# From {older} to {newer}\n\n{_counted(changes)}"]
    for kind in Kind:
        found = [one for one in changes if one.kind is kind]
        if found:
            parts.append(f"## {_HEADINGS[kind]}")
            parts += [_as_item(one) for one in found]
    return "\n\n".join(parts)


def _as_item(change: Change) -> str:
    told = [f"- `{fact.key}` ({_where(fact)}): {fact.text}" for fact in change.facts]
    when = "" if change.exact else f" (between {change.after} and {change.by})"
    return "\n".join([f"### {change.aspect}: {', '.join(change.concepts) or 'as a whole'}{when}", "", *told])


def _where(fact: Fact) -> str:
    where = fact.citation
    return f"{where.source}, {where.section}, {where.as_of or 'undated'}"


def _cell(fact: Fact | None) -> str:
    return f"{fact.key}: {fact.text}" if fact else ""


def _counted(changes: Sequence[Change]) -> str:
    counts = [(kind, sum(one.kind is kind for one in changes)) for kind in Kind]
    return ", ".join(f"{count} {_HEADINGS[kind].partition(' (')[0].lower()}" for kind, count in counts) + "."
