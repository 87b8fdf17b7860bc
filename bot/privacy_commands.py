"""``clara privacy``: forget conversations, and measure what is hidden of a message."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import click

from bot.quiet import hush


@click.group("privacy")
def privacy_commands() -> None:
    """What is kept of the people who ask."""


@privacy_commands.command()
@click.option("--all", "everything", is_flag=True, help="Conversations that are still going on, too.")
def purge(everything: bool) -> None:
    """Delete silent conversations now; --all deletes all.

    A server does it by itself; this is for a database (CLARA_CONVERSATIONS_URL) that none uses any more.
    """
    hush()
    from bot import conversations as kept

    try:
        url = kept.conversations_url()
        if url is None:
            click.echo(
                "Conversations are kept in a server's memory only: CLARA_CONVERSATIONS_URL is not set."
            )
            return
        kept.check_reachable(url)
        hours = 0.0 if everything else kept.kept_hours()
        gone = asyncio.run(kept.Retention(kept.conversations_of_environment(), hours).sweep())
    except (kept.BadConversations, kept.BadRetention, kept.CannotErase) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(f"Deleted {gone} conversations.")


@privacy_commands.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def measure(file: Path | None) -> None:
    """Measure what is hidden of messages: recall by kind, precision, and how long it takes.

    FILE: lines with what must be hidden, like tests/privacy/identifiers.tsv, which is taken without one.
    """
    from bot.privacy.measuring import IDENTIFIERS, report

    click.echo(report(file or IDENTIFIERS))
