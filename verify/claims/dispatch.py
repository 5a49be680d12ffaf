"""Which of many patterns to try on a sentence: those of which it has every need, in order.

All patterns are looked for at once, as the Shift-And way of Baeza-Yates and Gonnet looks for several words ("A new
approach to text searching", 1992), but that anything may stand between two needs. Every need of every pattern is one
bit of a number. Each token has a mask, the needs that it meets; from token to token, the needs met so far let those
behind them be met:

    <measure> RISES by <percent change>     profit  rose  slowly  by  <12%>
              001   010      100                    001   001    011   111

A figure meets a need only where what stands beside it is what the pattern has there. So a sentence costs a few
operations on whole numbers for each of its tokens, however many patterns there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verify.model import Figure

from .passage import Passage, Stretch
from .patterns import Match, Pattern
from .vocabulary import FIGURES, Token, Vocabulary


class Dispatch:
    """Patterns over one vocabulary, ready to be tried on passages."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        """Take the patterns; their needs are numbered when the first text comes."""
        self._patterns = patterns
        self._version = -1
        self._within: _Chains | None = None
        self._across: _Chains | None = None

    def find(self, passage: Passage, figures: Sequence[Figure]) -> Iterator[tuple[int, Match]]:
        """Yield the number of a pattern with each of its matches, in the order of the patterns and of the text."""
        self.settle()
        candidates: list[tuple[int, Stretch]] = []
        if self._across:
            candidates += [(number, passage.whole) for number in self._across.met(passage.whole, passage.coded)]
        if self._within:
            for stretch in passage.stretches:
                candidates += [(number, stretch) for number in self._within.met(stretch, passage.coded)]
        candidates.sort(key=lambda pair: (pair[0], pair[1].first))
        for number, stretch in candidates:
            for match in self._patterns[number].find_in(stretch, passage, figures):
                yield number, match

    def settle(self) -> None:
        """Give the needs their bits, anew where a rule was added since, which changes what the characters stand for."""
        if not self._patterns:
            return
        vocabulary = self._patterns[0].vocabulary
        vocabulary.settle()
        if self._version == vocabulary.version:
            return
        within: list[tuple[int, Pattern]] = []
        across: list[tuple[int, Pattern]] = []
        for number, pattern in enumerate(self._patterns):
            (across if pattern.crosses else within).append((number, pattern))
        self._within, self._across = (_Chains(found) if found else None for found in (within, across))
        self._version = vocabulary.version


class _Masks(dict[str, int]):
    """Character to the needs that it meets, worked out when it is first met."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.always = 0
        """The needs that any character meets."""
        self._places: dict[str | int, list[int]] = {}
        """Character, or number of a class of them, to the places of the bits of its needs."""
        self._asked: list[int] = []
        self._vocabulary = vocabulary

    def add(self, token: Token, place: int) -> None:
        """Let a token, and no other, meet the need at a place."""
        self._asked.append(place)
        self._add(token, place)

    def settle(self, size: int) -> None:
        """Let any character meet those of all `size` needs that were not added."""
        self.always = (1 << size) - 1 ^ _mask(self._asked)

    def _add(self, token: Token, place: int) -> None:
        if isinstance(token, tuple):
            for one in token:
                self._add(one, place)
        else:
            for one in token if isinstance(token, str) else (token,):
                self._places.setdefault(one, []).append(place)

    def __missing__(self, char: str) -> int:
        keys: tuple[str | int, ...] = (char, *self._vocabulary.classes(char))
        found = [place for key in keys for place in self._places.get(key, ())]
        self[char] = mask = self.always | _mask(found)
        return mask


def _mask(places: Sequence[int]) -> int:
    """Return the number with the bits at these places; made at once, since each step of a long number costs."""
    held = bytearray(max(places, default=0) // 8 + 1)
    for place in places:
        held[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(held, "little")


class _Chains:
    """The needs of patterns, one bit each, those of a pattern in a row."""

    def __init__(self, patterns: Sequence[tuple[int, Pattern]]) -> None:
        vocabulary = patterns[0][1].vocabulary
        self._here, self._before, self._behind = _Masks(vocabulary), _Masks(vocabulary), _Masks(vocabulary)
        self._free: list[int] = []
        """Patterns that need nothing."""
        self._numbers: dict[int, int] = {}
        """Place of the last bit of a pattern, counted from 1, to its number."""
        self._least = min(sum(_is_figure(need.token) for need in pattern.required) for _, pattern in patterns)
        """Figures that each of the patterns needs."""
        starts: list[int] = []
        size = 0
        for number, pattern in patterns:
            if not pattern.required:
                self._free.append(number)
                continue
            starts.append(size)
            for need in pattern.required:
                self._here.add(need.token, size)
                if need.before is not None:
                    self._before.add(need.before, size)
                if need.behind is not None:
                    self._behind.add(need.behind, size)
                size += 1
            self._numbers[size] = number
        for masks in (self._here, self._before, self._behind):
            masks.settle(size)
        self._starts, self._ends = _mask(starts), _mask([last - 1 for last in self._numbers])

    def met(self, stretch: Stretch, coded: str) -> Iterator[int]:
        """Yield the numbers of the patterns that have all they need in a stretch of a passage."""
        if stretch.figures < self._least:
            return
        here, starts, state = self._here, self._starts, 0
        first, last = stretch.first, stretch.last
        for place, char in enumerate(coded[first:last], first):
            mask = here[char]
            if mask:
                if char in FIGURES:
                    mask &= self._beside(place, coded, first, last)
                state |= (state << 1 | starts) & mask
        yield from self._free
        state &= self._ends
        while state:
            place = state.bit_length()
            state ^= 1 << place - 1
            yield self._numbers[place]

    def _beside(self, place: int, coded: str, first: int, last: int) -> int:
        """Return the needs that what stands beside a figure leaves it to meet; a comma may be passed over."""
        before, behind = self._before.always, self._behind.always
        for left in range(place - 1, first - 1, -1):
            before |= self._before[coded[left]]
            if coded[left] != ",":
                break
        for right in range(place + 1, last):
            behind |= self._behind[coded[right]]
            if coded[right] != ",":
                break
        return before & behind


def _is_figure(token: Token) -> bool:
    return isinstance(token, str) and all(char in FIGURES for char in token)
