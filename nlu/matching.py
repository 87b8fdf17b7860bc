"""Finding the names of things in a question: inflected, without accents, shortened.

>>> matcher = ConceptMatcher([Name("correo electrónico", "email"), Name("tele", "device_info")])
>>> [match.target for match in matcher.find("q guardan de mi tele y mis correos electronicos")]
['device_info', 'email']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.words import fold, stem
from nlu.shorthand import spelled_out

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SHORTEST_INFLECTED = 3


@dataclass(frozen=True)
class Name:
    """A name of a thing.

    Args:
        text: one word or several.
        target: what it names (a concept id, or a fact's key for a term).
        pos: the universal part of speech that its one word must have, if that matters ("NOUN").
        exact: whether only this very form counts, not its inflections.
        within: the aspects in a question on which it names the thing; in any, if empty.
    """

    text: str
    target: str
    pos: str | None = None
    exact: bool = False
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """A name found in a text; ``start`` and ``end`` are character offsets, ``within`` is the name's."""

    target: str
    start: int
    end: int
    within: tuple[str, ...] = ()


@dataclass
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


class Token(NamedTuple):
    """A word: its character offsets, and the forms under which a name may know it."""

    start: int
    end: int
    keys: tuple[str, ...]


class _Span(NamedTuple):
    name: Name
    first: int
    length: int


class ConceptMatcher:
    """Finds names in texts, the longest first; spans never overlap, though one may name two things.

    Args:
        names: what to look for.
    """

    def __init__(self, names: Iterable[Name]):
        self._root = _Node()
        self._size = 0
        for name in names:
            self._add(name)

    def __len__(self) -> int:
        return self._size

    def find(
        self,
        text: str | Sequence[Token],
        pos_at: Callable[[int], str | None] = lambda _: None,
    ) -> list[Match]:
        """The names in a text, in reading order.

        Args:
            text: what somebody wrote, or what `tokens_of` makes of it, for who asks several matchers.
            pos_at: the part of speech of the word beginning at a character offset, if known; it is asked
                for only where a name depends on it.

        Returns:
            Matches; several for one span when a name means several things.
        """
        tokens = tokens_of(text) if isinstance(text, str) else text
        spans = [
            span
            for span in self._spans(tokens)
            if span.name.pos is None or _pos_fits(span.name.pos, pos_at(tokens[span.first].start))
        ]
        if not spans:
            return []
        spans.sort(key=lambda span: (-span.length, span.first))
        taken: dict[int, tuple[int, int]] = {}
        chosen = []
        for span in spans:
            place = (span.first, span.length)
            covered = range(span.first, span.first + span.length)
            if all(taken.get(position, place) == place for position in covered):
                taken.update(dict.fromkeys(covered, place))
                chosen.append(span)
        chosen.sort(key=lambda span: span.first)
        found = [
            Match(
                span.name.target,
                tokens[span.first].start,
                tokens[span.first + span.length - 1].end,
                span.name.within,
            )
            for span in chosen
        ]
        return list({(match.target, match.start): match for match in found}.values())

    def _add(self, name: Name) -> None:
        node = self._root
        spelt = [found.group() for found in _TOKEN.finditer(name.text)]
        # Within a longer name its other words tell what is meant: endings may vary freely there.
        key_of = _exactly if name.exact else _loosely if len(spelt) > 1 else _closely
        for word in spelt:
            node = node.children.setdefault(key_of(fold(spelled_out(word))), _Node())
        node.names.append(name)
        self._size += 1

    def _spans(self, tokens: Sequence[Token]) -> list[_Span]:
        """All names at all places."""
        spans, begins = [], self._root.children
        for first, token in enumerate(tokens):
            nodes = [begins[key] for key in token.keys if key in begins]
            length = 1
            while nodes:
                spans += [_Span(name, first, length) for node in nodes for name in node.names]
                if first + length == len(tokens):
                    break
                keys = tokens[first + length].keys
                nodes = [node.children[key] for node in nodes for key in keys if key in node.children]
                length += 1
        return spans


def tokens_of(text: str) -> list[Token]:
    """The words of a text.

    Args:
        text: what somebody wrote.

    Returns:
        Its words, in order.
    """
    return [_token(found) for found in _TOKEN.finditer(text)]


def _token(found: re.Match[str]) -> Token:
    word = fold(spelled_out(found.group()))
    return Token(found.start(), found.end(), (_exactly(word), _closely(word), _loosely(word)))


def _exactly(folded: str) -> str:
    return f"={folded}"


def _closely(folded: str) -> str:
    """Number and gender may differ: "tarjetas", "genética"; "operativo" is not "operador"."""
    if len(folded) > _SHORTEST_INFLECTED and folded[-1] == "s":
        folded = folded[: -2 if folded[-2] == "e" and folded[-3] in "lrnzdj" else -1]
    if len(folded) > _SHORTEST_INFLECTED and folded[-1] in "aoe":
        folded = folded[:-1]
    return f"~{folded}"


def _loosely(folded: str) -> str:
    return stem(folded)


def _pos_fits(wanted: str, found: str | None) -> bool:
    if found is None:
        return True
    # The small model takes many nouns in lower case for names or adjectives, but few for these.
    if wanted == "NOUN":
        return found not in ("VERB", "AUX", "ADP", "ADV", "CCONJ", "SCONJ", "DET", "PRON")
    return found == wanted
