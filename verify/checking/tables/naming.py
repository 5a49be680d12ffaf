"""Sentences of the prose, and the rows and columns that they name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from verify.claims import Panel, Passage, years_of
from verify.claims.grids import singular
from verify.model import Figure, Kind, Span

from ..layout import COLUMNS, ROWS
from .sheet import Sheet
from .telling import Spoken, meets, size_of

HALF = 0.5
"""Part of the words of a name that must be in the sentence."""
AROUND = 6
"""Tokens before and after a figure in which a word says what it is for."""

_SPOKEN = (Kind.MONEY, Kind.PERCENT, Kind.NUMBER, Kind.COUNT)


class Sentence(NamedTuple):
    """A sentence of the prose with figures."""

    span: Span
    words: frozenset[str]
    """Its words in the singular."""
    years: frozenset[int]
    figures: tuple[int, ...]
    """Its quantities."""
    around: Mapping[int, tuple[str, ...]]
    """Figure to the words round it."""


class Name(NamedTuple):
    """A line of a table that a sentence names."""

    sheet: Sheet
    line: int
    share: float
    """Part of the words of its name that the sentence has."""


class Index:
    """A panel with its lines at hand by the words of their names."""

    def __init__(self, panel: Panel, figures: Sequence[Figure]) -> None:
        self.panel = panel
        self.sheets = [Sheet(panel, ROWS, figures)]
        if any(years_of(line) for line in panel.rows):  # the years stand at the side, the names above
            self.sheets.append(Sheet(panel, COLUMNS, figures))
        self.lines: dict[str, list[tuple[Sheet, int]]] = {}
        for sheet in self.sheets:
            for number, line in enumerate(sheet.lines):
                for word in line.key:
                    self.lines.setdefault(word, []).append((sheet, number))
        self._cells = [figures[index] for index in panel.figures.values()]

    def has(self, said: Spoken, spoken_for: Collection[int]) -> bool:
        """Whether some cell of the panel is what a figure says, and no other figure of the sentence speaks of it."""
        percent = said.figure.kind is Kind.PERCENT
        return any(
            meets(size, size_of(cell.unit.to_base(cell.strict)))
            for cell in self._cells
            if (cell.kind is Kind.PERCENT) == percent and cell.index not in spoken_for
            for _, size in said.told(cell)
        )

    def named(self, sentence: Sentence) -> Iterator[Name]:
        """Yield the lines of which a sentence has half of the name or more."""
        counted: dict[tuple[int, int], int] = {}
        for word in sorted(sentence.words):  # in one order under every hash seed
            for sheet, line in self.lines.get(word, ()):
                key = (self.sheets.index(sheet), line)
                counted[key] = counted.get(key, 0) + 1
        for (sheet_number, line), count in counted.items():
            sheet = self.sheets[sheet_number]
            share = count / len(sheet.lines[line].key)
            if share >= HALF:
                yield Name(sheet, line, share)


def sentences_of(passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[Sentence]:
    """Yield the sentences that have quantities, in the order of the text."""
    for passage in passages:
        for stretch in passage.stretches:
            tokens = range(stretch.first, stretch.last)
            held = [figures[passage.figures[token]] for token in tokens if passage.figures[token] >= 0]
            spoken = {f.index for f in held if f.is_quantity and f.kind in _SPOKEN}
            if not spoken:
                continue
            words = passage.words[stretch.first : stretch.last]
            around = {
                passage.figures[token]: tuple(
                    filter(None, passage.words[max(stretch.first, token - AROUND) : min(stretch.last, token + AROUND)])
                )
                for token in tokens
                if passage.figures[token] in spoken
            }
            years = {
                year
                for figure in held
                if figure.kind is Kind.DATE
                for year in map(int, re.findall(r"(?:19|20)\d\d", figure.quote))
            }
            span = passage.span(stretch.first, stretch.last)
            yield Sentence(
                span, frozenset(singular(word) for word in words if word), frozenset(years), tuple(around), around
            )
