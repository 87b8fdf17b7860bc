"""What can go wrong with the knowledge base.

KnowledgeError
├── ContentError         the YAML content is wrong: says file, line and id
├── DatabaseUnavailable  the database cannot be reached, opened or read
├── NotLoaded            the database is there, but holds no policy yet
├── UnknownConcept       a concept id that the vocabulary does not have
└── UnknownVersion       a day on which no known version of the policy came into force
"""

from __future__ import annotations

from pathlib import Path


class KnowledgeError(Exception):
    """Base of every error that this package raises on purpose."""


class ContentError(KnowledgeError):
    """One mistake in the YAML content.

    Args:
        problem: what is wrong, in a sentence.
        file: the file it stands in.
        line: 1-based line of the entry, if known.
        entry: id of the entry, if it has one.
    """

    def __init__(self, problem: str, file: Path, line: int | None = None, entry: str | None = None):
        self.problem, self.file, self.line, self.entry = problem, file, line, entry
        where = f"{file.name}:{line}" if line else file.name
        super().__init__(f"{where}: {entry + ': ' if entry else ''}{problem}")


class DatabaseUnavailable(KnowledgeError):
    """The database cannot be reached, opened or read."""


class NotLoaded(KnowledgeError):
    """The database holds no policy; ``clara kb load`` puts it there."""

    def __init__(self) -> None:
        super().__init__("The knowledge base is empty: run 'clara kb load' (or 'make run').")


class UnknownConcept(KnowledgeError):
    """A concept id that the vocabulary does not have."""

    def __init__(self, concept: str, close: list[str]):
        hint = f" Did you mean {', '.join(close)}?" if close else ""
        super().__init__(f"No concept is called {concept!r}.{hint}")


class UnknownVersion(KnowledgeError):
    """A day on which no version of the policy that was read came into force."""

    def __init__(self, day: str, known: list[str]):
        super().__init__(f"No version came into force on {day}; known: {', '.join(known)}.")
