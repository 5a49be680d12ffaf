"""Which of many patterns to try on a sentence: those of which it has every need.

Each set of characters that some pattern needs is one bit. The bits that a sentence has are gathered once; whether it
has all that a pattern needs is then one operation on two integers, so that hundreds of patterns cost microseconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verify.model import Figure

from .passage import Passage, Stretch
from .patterns import Match, Pattern
from .vocabulary import FIGURES


class Dispatch:
    """Patterns over one vocabulary, ready to be tried on passages."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        """Take the patterns; their characters are looked up when the first text comes."""
        self._patterns = patterns
        self._version = 0
        self._bits: dict[str, int] = {}
        self._sentence: list[list[tuple[int, int]]] = []
        self._passage: list[list[tuple[int, int]]] = []

    def find(self, passage: Passage, figures: Sequence[Figure]) -> Iterator[tuple[int, Match]]:
        """Yield the number of a pattern with each of its matches, in the order of the patterns and of the text."""
        self.settle()
        candidates = self._candidates(passage.whole, self._passage)
        for stretch in passage.stretches:
            candidates += self._candidates(stretch, self._sentence)
        candidates.sort(key=lambda pair: (pair[0], pair[1].first))
        for number, stretch in candidates:
            for match in self._patterns[number].find_in(stretch, passage, figures):
                yield number, match

    def _candidates(self, stretch: Stretch, table: list[list[tuple[int, int]]]) -> list[tuple[int, Stretch]]:
        if not table:
            return []
        bits = self._bits
        present = 0
        for char in stretch.present:
            present |= bits.get(char, 0)
        missing = ~present
        row = table[min(stretch.figures, len(table) - 1)]
        return [(number, stretch) for number, mask in row if not mask & missing]

    def settle(self) -> None:
        """Index the patterns by their characters, which the vocabulary gives out now at the latest."""
        if not self._patterns or self._version == self._patterns[0].vocabulary.version > 0:
            return
        numbers: dict[frozenset[str], int] = {}
        sorts = frozenset(FIGURES)
        sentence: list[tuple[int, tuple[int, int]]] = []
        passage: list[tuple[int, tuple[int, int]]] = []
        for number, pattern in enumerate(self._patterns):
            mask = 0
            for chars in pattern.needs:
                mask |= 1 << numbers.setdefault(chars, len(numbers))
            figures = sum(chars <= sorts for chars in pattern.needs)
            (passage if pattern.crosses else sentence).append((figures, (number, mask)))
        self._bits = {}
        for chars, bit in numbers.items():
            for char in chars:
                self._bits[char] = self._bits.get(char, 0) | 1 << bit
        self._sentence, self._passage = _by_figures(sentence), _by_figures(passage)
        self._version = self._patterns[0].vocabulary.version


def _by_figures(found: list[tuple[int, tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """Return, for each number of figures in a stretch, the patterns that need no more of them, with their masks."""
    most = max((figures for figures, _ in found), default=-1)
    return [[trial for needed, trial in found if needed <= count] for count in range(most + 1)]
