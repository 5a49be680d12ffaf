"""When: finds sayings of time in a passage and gives each figure the one that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from verify.model import Figure, Kind, Period, Span, Standing

from .language import Language
from .passage import Passage
from .vocabulary import SENTENCE_END

DAY_SECONDS = 86_400.0
_BARRIERS = {";": 30, ":": 30, "(": 15, ")": 15, ",": 3, "but": 6, "while": 6, "whereas": 6}
"""What a word between a figure and a saying of time adds to their distance."""


class Saying(NamedTuple):
    """A period and the tokens that say it."""

    first: int
    last: int
    period: Period


def find_sayings(passage: Passage, figures: Sequence[Figure], language: Language) -> list[Saying]:
    """Return the sayings of time in a passage, longest first where they overlap, in order.

    "in 2019" -> the days of 2019; "a year ago" -> ago 365.25; "over the past 10 years" -> length 3652.5.
    """
    found: list[Saying] = []
    for number, match in language.period_dispatch.find(passage, figures):
        entry = language.periods[number]
        first, last = match.span
        span = Span(passage.spans[first].start, passage.spans[last - 1].end)
        ago, length = entry.ago, entry.length
        start = end = None
        for slot, (index, *_) in match.slots.items():
            figure = figures[index]
            if figure.kind is Kind.DATE:
                start, end = figure.strict.low, figure.strict.high
            else:
                days = figure.unit.to_base(figure.strict).middle / DAY_SECONDS
                ago, length = (days, length) if slot == "ago" else (ago, days)
        words = " ".join(word or figures[mark].quote for word, mark in _tokens(passage, first, last))
        found.append(Saying(first, last, Period(words, start, end, ago, length, Standing.STATED, span)))
    found.sort(key=lambda saying: (saying.first - saying.last, saying.first))
    kept: list[Saying] = []
    for saying in found:
        if all(saying.last <= other.first or other.last <= saying.first for other in kept):
            kept.append(saying)
    return sorted(kept)


def period_of(token: int, passage: Passage, sayings: Sequence[Saying]) -> Period:
    """Return the period of the figure at `token`: stated in its sentence, else inherited from an earlier one.

    Within a sentence the nearest saying counts; one beyond a semicolon or a comma is farther than it looks, and of two
    at the same distance the one before the figure is meant.
    """
    first, last = sentence_bounds(passage, token)
    inside = [saying for saying in sayings if first <= saying.first < last and not saying.first <= token < saying.last]
    if inside:
        return min(inside, key=lambda saying: _distance(saying, token, passage)).period
    before = [saying.period for saying in sayings if saying.first < first]
    if not before:
        return Period()
    last_said = before[-1]
    return Period(
        last_said.words,
        last_said.start,
        last_said.end,
        last_said.ago,
        last_said.length,
        Standing.INHERITED,
        last_said.span,
    )


def sentence_bounds(passage: Passage, token: int) -> tuple[int, int]:
    """Return first and last + 1 token of the sentence around `token`."""
    words = passage.words
    first = token
    while first > 0 and words[first - 1] != SENTENCE_END:
        first -= 1
    last = token
    while last < len(words) and words[last] != SENTENCE_END:
        last += 1
    return first, last


def _distance(saying: Saying, token: int, passage: Passage) -> tuple[int, bool]:
    after = saying.first > token
    between = passage.words[token + 1 : saying.first] if after else passage.words[saying.last : token]
    return (len(between) + sum(_BARRIERS.get(word, 0) for word in between), after)


def _tokens(passage: Passage, first: int, last: int) -> list[tuple[str, int]]:
    return [(passage.words[token], passage.figures[token]) for token in range(first, last)]
