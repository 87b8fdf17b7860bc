"""Errors of the knowledge base as a command tells them: in words, and by its exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from knowledge.errors import KnowledgeError


@contextmanager
def errors_in_words() -> Iterator[None]:
    """Print what went wrong and exit with 1, without a traceback."""
    try:
        yield
    except KnowledgeError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
