"""Finding the names of things in a question: inflected, without accents, misspelt.

>>> matcher = ConceptMatcher([Name("correo electrónico", "email"), Name("tele", "device_info")])
>>> [match.target for match in matcher.find("q guardan de mi tele y mis corréos electronicos")]
['device_info', 'email']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from knowledge.words import fold, stem
from nlu.shorthand import spelled_out

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SHORTEST_MISSPELT = 5
_SHORTEST_TWICE_MISSPELT = 8
_SHORTEST_INFLECTED = 3
_PENALTY_PER_EDIT = 0.1


@dataclass(frozen=True)
class Name:
    """A name of a thing.

    Args:
        text: one word or several.
        target: what it names (a concept id, or a fact's key for a term).
        pos: the universal part of speech that its one word must have, if that matters ("NOUN").
        exact: whether only this very form counts, not its inflections.
    """

    text: str
    target: str
    pos: str | None = None
    exact: bool = False


@dataclass(frozen=True)
class Match:
    """A name found in a text; ``start`` and ``end`` are character offsets, ``score`` is in (0, 1]."""

    target: str
    start: int
    end: int
    score: float


@dataclass
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    keys: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class _Span:
    name: Name
    first: int
    length: int
    score: float


class ConceptMatcher:
    """Finds names in texts, the longest first; spans never overlap, though one may name two things.

    Args:
        names: what to look for.
        known_words: folded words that are never taken for a misspelt name.
    """

    def __init__(self, names: Iterable[Name], known_words: Collection[str] = frozenset()):
        self._root = _Node()
        self._known = known_words
        self._spellings: set[str] = set()
        self._size = 0
        for name in names:
            self._add(name)

    def __len__(self) -> int:
        return self._size

    def find(
        self,
        text: str,
        pos_at: Callable[[int], str | None] = lambda _: None,
        lemma_at: Callable[[int], str | None] = lambda _: None,
    ) -> list[Match]:
        """The names in a text, in reading order.

        Args:
            text: what somebody wrote.
            pos_at: the part of speech of the word beginning at a character offset, if known.
            lemma_at: its lemma, if known.

        Returns:
            Matches; several for one span when a name means several things.
        """
        tokens = [self._token(found, lemma_at) for found in _TOKEN.finditer(text)]
        spans = [span for first in range(len(tokens)) for span in self._spans_from(tokens, first)]
        spans = [span for span in spans if _pos_fits(span.name.pos, pos_at(tokens[span.first].start))]
        spans.sort(key=lambda span: (-span.length, -span.score, span.first))
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
                span.score,
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
            node = node.children.setdefault(key_of(word), _Node())
            if not name.exact and len(word) >= _SHORTEST_MISSPELT:
                self._spellings.add(fold(word))
        node.names.append(name)
        self._size += 1

    def _token(self, found: re.Match[str], lemma_at: Callable[[int], str | None]) -> _Token:
        word = spelled_out(found.group())
        folded = fold(word)
        keys = dict.fromkeys((_exactly(word), _closely(word), _loosely(word)), 1.0)
        lemma = lemma_at(found.start())
        if lemma:
            keys.update(dict.fromkeys((_closely(lemma), _loosely(lemma)), 1.0))
        meant = self._misspelt(folded)
        if meant:
            spelling, score = meant
            for key in (_closely(spelling), _loosely(spelling)):
                keys.setdefault(key, score)
        return _Token(found.start(), found.end(), tuple(keys.items()))

    def _misspelt(self, folded: str) -> tuple[str, float] | None:
        if len(folded) < _SHORTEST_MISSPELT or folded in self._known or folded in self._spellings:
            return None
        allowed = 1 if len(folded) < _SHORTEST_TWICE_MISSPELT else 2
        best: tuple[int, str] | None = None
        for spelling in self._spellings:
            if abs(len(spelling) - len(folded)) > allowed or spelling[0] != folded[0]:
                continue
            edits = OSA.distance(spelling, folded, score_cutoff=allowed)
            if edits <= allowed and (best is None or (edits, spelling) < best):
                best = (edits, spelling)
        if best is None:
            return None
        return best[1], 1.0 - _PENALTY_PER_EDIT * best[0]

    def _spans_from(self, tokens: list[_Token], first: int) -> Iterator[_Span]:
        paths = [(self._root, 1.0)]
        for length in range(1, len(tokens) - first + 1):
            keys = tokens[first + length - 1].keys
            paths = [
                (node.children[key], score * share)
                for node, score in paths
                for key, share in keys
                if key in node.children
            ]
            if not paths:
                return
            for node, score in paths:
                for name in node.names:
                    yield _Span(name, first, length, score)


def _exactly(word: str) -> str:
    return f"={fold(word)}"


def _closely(word: str) -> str:
    """Number and gender may differ: "tarjetas", "genética"; "operativo" is not "operador"."""
    folded = fold(word)
    if len(folded) > _SHORTEST_INFLECTED:
        folded = re.sub(r"(?<=[lrnzdj])es$|s$", "", folded)
    if len(folded) > _SHORTEST_INFLECTED and folded[-1] in "aoe":
        folded = folded[:-1]
    return f"~{folded}"


def _loosely(word: str) -> str:
    return stem(word)


def _pos_fits(wanted: str | None, found: str | None) -> bool:
    if wanted is None or found is None:
        return True
    # The small model takes many nouns in lower case for names or adjectives, but few for these.
    if wanted == "NOUN":
        return found not in ("VERB", "AUX", "ADP", "ADV", "CCONJ", "SCONJ", "DET", "PRON")
    return found == wanted
