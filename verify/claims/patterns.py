"""Sentence patterns, see `parsing.py`, found in passages.

A passage is coded as a string of one character a token, so that a pattern is one regular expression over it: a word
list is a character class, and matching a sentence costs microseconds. The expression is compiled when a sentence first
has all that the pattern needs, in order, which few ever do; of many patterns `dispatch.py` finds those few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from verify.model import Figure

from .parsing import MEASURE, Barred, PatternError, Piece, gap, parse_pattern
from .passage import Passage, Stretch
from .vocabulary import KINDS, Token, Vocabulary, sort_of


class Match(NamedTuple):
    """A pattern found in a passage."""

    slots: dict[str, tuple[int, ...]]
    """Slot name to the indexes of its figures in the document: one, or several for a list slot."""
    span: tuple[int, int]
    """First and last + 1 token of the passage."""
    sign: int
    """+1 or -1 by the word of direction that was met, 0 without one."""
    measure: tuple[int, int] | None
    """Tokens of `<measure>`."""


class Pattern:
    """A pattern, read; raises `PatternError` on construction."""

    def __init__(self, text: str, vocabulary: Vocabulary, needs_figure: bool = True) -> None:
        """Read `text`; a pattern without any slot is refused if it `needs_figure`."""
        self.text = text
        self.vocabulary = vocabulary
        read, groups = parse_pattern(text, vocabulary)
        self._pieces, self.required = tuple(read.pieces), tuple(read.needs)
        self.slots, self._signs, self._has_measure = tuple(groups.slots), tuple(groups.signs), groups.measure
        if needs_figure and not self.slots:
            raise PatternError("names no figure", 0, "put at least one slot into it, such as <money after>")
        stops = ("[.]", r"\.")
        self.crosses = any(isinstance(piece, str) and any(stop in piece for stop in stops) for piece in self._pieces)
        self._needs: tuple[frozenset[str], ...] = ()
        self._regex: re.Pattern[str] | None = None
        self._version = -1

    @property
    def slot_kinds(self) -> dict[str, str]:
        """Slot name to kind."""
        return {slot.name: slot.kind for slot in self.slots}

    @property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Sets of characters of which a match must have one each, in this order."""
        self._settle()
        if not self._needs:
            self._needs = tuple(self.vocabulary.need(self._chars(need.token)) for need in self.required)
        return self._needs

    def find(self, passage: Passage, figures: Sequence[Figure]) -> Iterator[Match]:
        """Yield every match in a passage; `Dispatch` is the way for many patterns."""
        for stretch in (passage.whole,) if self.crosses else passage.stretches:
            if self._possible(stretch, passage.coded):
                yield from self.find_in(stretch, passage, figures)

    def find_in(self, stretch: Stretch, passage: Passage, figures: Sequence[Figure]) -> Iterator[Match]:
        """Yield every match in a stretch of a passage, also those that begin inside an earlier one."""
        self._settle()
        regex = self._compiled()
        position = stretch.first
        while found := regex.search(passage.coded, position, stretch.last):
            position = found.start() + 1
            match = self._match(found, passage, figures)
            if match:
                yield match

    def _possible(self, stretch: Stretch, coded: str) -> bool:
        """Say whether a stretch has all that the pattern needs, in order."""
        position, last = stretch.first, stretch.last
        for chars in self.needs:
            nearest_one = last
            for char in stretch.present & chars:
                found = coded.find(char, position, nearest_one)
                if found >= 0:
                    nearest_one = found
            if nearest_one == last:
                return False
            position = nearest_one + 1
        return True

    def _compiled(self) -> re.Pattern[str]:
        if self._regex is None:
            self._regex = re.compile("".join(self._written(piece) for piece in self._pieces))
        return self._regex

    def _written(self, piece: Piece) -> str:
        if isinstance(piece, str):
            return piece
        if isinstance(piece, Barred):
            return gap(piece.short, self.vocabulary.chars(piece.number))
        chars = self.vocabulary.chars(piece)
        return f"[{chars}]" if len(chars) > 1 else chars

    def _chars(self, token: Token) -> str:
        if isinstance(token, tuple):
            return "".join(self._chars(one) for one in token)
        return token if isinstance(token, str) else self.vocabulary.chars(token)

    def _settle(self) -> None:
        if self._version != self.vocabulary.version:
            self._needs, self._regex = (), None
            self._version = self.vocabulary.version

    def _match(self, found: re.Match[str], passage: Passage, figures: Sequence[Figure]) -> Match | None:
        slots: dict[str, tuple[int, ...]] = {}
        for slot in self.slots:
            first, last = found.span(slot.group)
            if first < 0:
                continue
            sorts = KINDS[slot.kind]
            members = tuple(
                passage.figures[token]
                for token in range(first, last)
                if passage.figures[token] >= 0 and sort_of(figures[passage.figures[token]]) in sorts
            )
            if slot.nouns and any(slot.nouns.isdisjoint(figures[index].noun) for index in members):
                return None
            slots[slot.name] = members
        sign = 0
        for group, value in self._signs:
            if found.span(group)[0] >= 0:
                sign = value
        measure = found.span(MEASURE) if self._has_measure else (-1, -1)
        return Match(slots, found.span(), sign, measure if measure[0] >= 0 else None)
