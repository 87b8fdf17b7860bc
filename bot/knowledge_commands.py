"""``clara kb``: load, check and look into the knowledge base."""

from __future__ import annotations

import click
from sqlalchemy.engine.url import make_url
from tabulate import tabulate

from bot.telling_errors import errors_in_words
from bot.version_commands import begin, carry_over, diff
from knowledge.content import read_content
from knowledge.database import database_url, open_engine, reading
from knowledge.loader import load
from knowledge.queries import KnowledgeBase
from knowledge.records import Fact

_WHOLE = "(whole policy)"


@click.group("kb")
def knowledge_commands() -> None:
    """The knowledge base: what Clara can answer."""


for _command in (diff, begin, carry_over):
    knowledge_commands.add_command(_command)


@knowledge_commands.command("load")
def load_content() -> None:
    """Bring the tables up to date and load the content; a running Clara answers from it at once."""
    with errors_in_words():
        content = read_content()
        changed = load(content, open_engine(create=True), _say_waiting)
        verb = "Loaded" if changed else "Already loaded:"
        where = _shown_url()
        click.echo(f"{verb} {len(content.facts)} facts, {len(content.concepts)} concepts into {where}")


@knowledge_commands.command()
def check() -> None:
    """Check the content without loading it."""
    with errors_in_words():
        content = read_content()
        aliases = sum(len(concept.aliases) for concept in content.concepts)
        laws = sum(len(jurisdiction.laws) for jurisdiction in content.jurisdictions)
        click.echo(
            f"Good: {len(content.facts)} facts, {len(content.concepts)} concepts, {aliases} aliases, "
            f"{len(content.places)} countries, {laws} laws, {len(content.letters)} letters."
        )


@knowledge_commands.command()
@click.argument("concept")
def show(concept: str) -> None:
    """Everything known on CONCEPT (an id, such as ip_address)."""
    with errors_in_words(), reading() as session:
        kb = KnowledgeBase(session)
        found = kb.concept(concept)
        click.echo(f"{found.id} · {found.name} · {found.kind}\n")
        for fact in kb.about(concept):
            click.echo(_line(fact))


@knowledge_commands.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", default=8, show_default=True, help="How many facts at most.")
def search(text: tuple[str, ...], limit: int) -> None:
    """Full-text search over the facts; endings and accents do not matter."""
    with errors_in_words(), reading() as session:
        found = KnowledgeBase(session).search(" ".join(text), limit=limit)
        for fact in found:
            click.echo(_line(fact))
        if not found:
            click.echo("Nothing found.")


@knowledge_commands.command()
def stats() -> None:
    """How many facts each aspect has on each concept: what Clara can and cannot answer."""
    with errors_in_words(), reading() as session:
        coverage = KnowledgeBase(session).coverage()
        aspects = sorted({aspect for aspect, _ in coverage})
        concepts = sorted({concept for _, concept in coverage})
        rows = [
            [concept or _WHOLE, *(coverage.get((aspect, concept), "·") for aspect in aspects)]
            for concept in concepts
        ]
        click.echo(tabulate(rows, ["", *(aspect[:7] for aspect in aspects)], tablefmt="plain"))
        click.echo(f"\n{_shown_url()}")


def _say_waiting() -> None:
    click.echo("Another 'clara kb load' is at work: waiting until it is done ...")


def _shown_url() -> str:
    return str(make_url(database_url()).render_as_string(hide_password=True))


def _line(fact: Fact) -> str:
    mark = "" if fact.current else " (historical)"
    return f"{fact.aspect:<12} {fact.key}{mark}\n    {fact.text}"
