"""Sayings: the claims of a text or of a source with the words that tell what each is of, prose and tables alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from verify.checking.likeness import Likeness
from verify.claims import Line, Panel, Passage, years_of
from verify.model import Claim, Figure, Kind, Span

_YEAR = re.compile(r"(?:19|20)\d\d")

FAR = 40
"""Tokens from a figure beyond which a word of its sentence is not taken down."""


class Saying(Struct, frozen=True, dict=True):
    """A claim and what stands round it: in its sentence, or in the heads and the name of its row."""

    claim: Claim
    words: Mapping[str, int]
    """Content words in the singular, with their distance from the figure in tokens: 1 for the name of a cell's row."""
    years: frozenset[int]
    """Calendar years that its sentence, or its row and column, name."""
    span: Span
    """Its sentence, or its row."""
    row: tuple[int, int] = (-1, -1)
    """Panel and row of a cell."""
    column: tuple[int, int] = (-1, -1)
    """Panel and column of a cell."""

    @property
    def figure(self) -> Figure:
        """The figure that the claim understands."""
        return self.claim.figure

    @cached_property
    def key(self) -> frozenset[str]:
        """The words that name it, without their distance."""
        return frozenset(self.words)


def sayings_of(
    passages: Sequence[Passage],
    panels: Sequence[Panel],
    figures: Sequence[Figure],
    claims: Sequence[Claim],
    likeness: Likeness,
) -> tuple[Saying, ...]:
    """Return a saying for each claim that stands in a sentence or a table, in the order of the text."""
    by_index = {claim.index: claim for claim in claims}
    found = [*_spoken(passages, figures, by_index, likeness), *_cells(panels, by_index, likeness)]
    return tuple(sorted(found, key=lambda saying: saying.claim.index))


def _spoken(
    passages: Sequence[Passage], figures: Sequence[Figure], claims: Mapping[int, Claim], likeness: Likeness
) -> Iterator[Saying]:
    for passage in passages:
        for first, last, _, count in passage.stretches:
            if not count:
                continue
            row = passage.words[first:last]
            words = [(place, known) for place, word in enumerate(row, first) if (known := likeness.content(word))]
            years = frozenset(
                int(year)
                for index in passage.figures[first:last]
                if index >= 0 and figures[index].kind is Kind.DATE
                for year in _YEAR.findall(figures[index].quote)
            )
            span = passage.span(first, last)
            for token in range(first, last):
                claim = claims.get(passage.figures[token])
                if claim is None:
                    continue
                near: dict[str, int] = {}
                for place, word in words:
                    away = abs(place - token)
                    if away <= FAR and away < near.get(word, FAR + 1):
                        near[word] = away
                near.update(dict.fromkeys(claim.figure.noun, 1))
                yield Saying(claim, near, years, span)


def _cells(panels: Sequence[Panel], claims: Mapping[int, Claim], likeness: Likeness) -> Iterator[Saying]:
    for number, panel in enumerate(panels):
        rows = [_named(line, likeness) for line in panel.rows]
        columns = [_named(line, likeness) for line in panel.columns]
        for (row, column), index in panel.figures.items():
            claim = claims.get(index)
            if claim is None:
                continue
            years = years_of(panel.columns[column]) or years_of(panel.rows[row])
            words = {**dict.fromkeys(columns[column], 2), **dict.fromkeys(rows[row], 1)}
            places = panel.rows[row].spans
            start = min([claim.figure.span.start, *(place.start for place in places)])
            yield Saying(claim, words, years, Span(start, claim.figure.span.end), (number, row), (number, column))


def _named(line: Line, likeness: Likeness) -> frozenset[str]:
    return frozenset(known for token in line.tokens if (known := likeness.content(token)))
