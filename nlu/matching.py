"""Finding the names of things in a question: inflected, without accents, shortened.

>>> matcher = ConceptMatcher([Name("correo electrónico", "email"), Name("tele", "device_info")])
>>> [match.target for match in matcher.find("q guardan de mi tele y mis correos electronicos")]
['device_info', 'email']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from knowledge.alternatives import alternatives, choices_of
from knowledge.words import fold, stem
from nlu.shorthand import spelled_out

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SHORTEST_INFLECTED = 3
# "mism(o|a)": the choice is no word of its own.
_WITHIN_A_WORD = re.compile(r"\w\(|\)\w")
# Who does it, and particles: they may stand within any name ("lo que yo ya veo").
_FILLERS = frozenset({"=yo", "=uno", "=nosotros", "=ya", "=siempre"})


@dataclass(frozen=True)
class Name:
    """A name of a thing.

    Args:
        text: one word or several; alternatives stand in parentheses (see `knowledge.alternatives`).
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
    """A place within names: what may follow, and the names that end there.

    ``children``: what names that begin alike share; ``own``: where a name with alternatives goes on by
    itself, so that twenty words at each of three places make sixty steps and not eight thousand names.
    """

    children: dict[str, _Node] = field(default_factory=dict)
    own: dict[str, list[_Node]] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)

    def lead(self, keys: Sequence[str], there: _Node) -> None:
        """Have words in a row lead to a place."""
        here = self
        for key in keys[:-1]:
            here.own.setdefault(key, []).append(_Node())
            here = here.own[key][-1]
        here.own.setdefault(keys[-1], []).append(there)

    def after(self, keys: Iterable[str]) -> list[_Node]:
        """The places that a word leads to, by the forms under which names may know it."""
        found = [self.children[key] for key in keys if key in self.children]
        if self.own:
            found += [node for key in keys for node in self.own.get(key, ())]
        return found


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
        for name in names:
            self._add(name)

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
        once: dict[tuple[str, int], Match] = {}
        for match in found:
            other = once.setdefault((match.target, match.start), match)
            if other.within != match.within:
                # Two names of one thing at one place count wherever either does.
                aspects = {*other.within, *match.within} if other.within and match.within else ()
                once[match.target, match.start] = replace(other, within=tuple(sorted(aspects)))
        return list(once.values())

    def _add(self, name: Name) -> None:
        choices = [[_words(one) for one in place] for place in choices_of(name.text)]
        several = any(len(place) > 1 for place in choices) and not _WITHIN_A_WORD.search(name.text)
        if several and sum(min(len(one) for one in place) for place in choices) > 1:
            self._add_choices(name, choices)
            return
        # One word alone must be met more closely: each form of a name that may be one stands by itself.
        for text in alternatives(name.text):
            node, spelt = self._root, _words(text)
            key_of = _exactly if name.exact else _loosely if len(spelt) > 1 else _closely
            for word in spelt:
                node = node.children.setdefault(key_of(word), _Node())
            node.names.append(name)

    def _add_choices(self, name: Name, choices: Sequence[Sequence[Sequence[str]]]) -> None:
        """A name of several words: its other words tell what is meant, so endings may vary freely."""
        key_of = _exactly if name.exact else _loosely
        ends = [self._root]
        for place in choices:
            joint = _Node()
            for keys in {tuple(key_of(word) for word in one) for one in place if one}:
                for end in ends:
                    end.lead(keys, joint)
            ends = [*(ends if not all(place) else ()), joint]
        for end in ends:
            end.names.append(name)

    def _spans(self, tokens: Sequence[Token]) -> list[_Span]:
        """All names at all places."""
        spans = []
        for first, token in enumerate(tokens):
            nodes = reached = self._root.after(token.keys)
            length = 1
            while nodes:
                spans += [_Span(name, first, length) for node in reached for name in node.names]
                if first + length == len(tokens):
                    break
                after = tokens[first + length]
                reached = [one for node in nodes for one in node.after(after.keys)]
                nodes = [*reached, *nodes] if after.keys[0] in _FILLERS else reached
                length += 1
        return spans


def _words(text: str) -> list[str]:
    return [fold(spelled_out(found.group())) for found in _TOKEN.finditer(text)]


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
