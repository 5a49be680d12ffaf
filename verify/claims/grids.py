"""A table becomes panels: rows and columns of numbers with the words that name them.

| | 2019 | 2018 |            one panel: the columns "2019" and "2018", the rows "Services" and "Total",
| Sales: | | |              "Sales:" a section; where further down a second line of heads follows, a second panel begins
| Services | 12 | 11 |
| Total | 12 | 11 |
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field

from verify.model import Cell, Document, Figure, Span, Table

_NIL = re.compile(r"[$€£¥]?\s*\(?(?:[-–—―_]\s*){1,3}\)?\s*%?")
_BRACKETS = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W\d_]+(?:['’&-][^\W\d_]+)*|%|\d+")


class Line(Struct, frozen=True):
    """A row or a column of a panel."""

    position: int
    """Its number in the table."""
    words: str
    """What names it: the cells before its numbers, or the heads above them."""
    tokens: tuple[str, ...]
    """The words in lower case."""
    section: str = ""
    """The names that stand above the row as rows without numbers, since the last row with numbers."""
    opens: bool = False
    """Whether such a name, or the begin of the panel, stands right above it."""
    level: int = 0
    spans: tuple[Span, ...] = ()
    """Where the words stand."""
    key: frozenset[str] = frozenset()
    """The words that tell it from other lines, in the singular."""


class Panel(Struct, frozen=True, dict=True):
    """A rectangle of numbers under one set of heads."""

    table: int
    """Index of the table in the document."""
    span: Span
    """Where the table stands."""
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    figures: Mapping[tuple[int, int], int]
    """Number of row and column in this panel to the index of the figure in the document."""
    nils: frozenset[tuple[int, int]] = frozenset()
    """Cells that say there is nothing."""
    context: str = ""
    """The words of the table that name no single line: titles, "in millions"."""


class TableWords(Struct, frozen=True, dict=True):
    """The words that a language has for the parts of a table, see `data/tables.*.yaml`."""

    lists: Mapping[str, tuple[str, ...]]

    @cached_property
    def note_columns(self) -> frozenset[str]:
        """Heads of columns that number notes."""
        return frozenset(self.lists["note columns"])

    @cached_property
    def nil(self) -> frozenset[str]:
        """Words of a cell that say there is nothing."""
        return frozenset(self.lists["nil"])

    @cached_property
    def percent(self) -> re.Pattern[str]:
        """What says in a head or a row's name that its numbers are percentages."""
        return any_of(self.lists["percent"])

    @cached_property
    def own_units(self) -> re.Pattern[str]:
        """What says that numbers are no money."""
        return any_of(self.lists["own units"])

    @cached_property
    def counted_heads(self) -> re.Pattern[str]:
        """What says in a head that its column counts things."""
        return any_of(self.lists["counted heads"])

    @cached_property
    def empty(self) -> frozenset[str]:
        """Words that tell no line from another."""
        return frozenset(self.lists["empty words"])

    @cached_property
    def unscaled(self) -> re.Pattern[str]:
        """What says that numbers are written out, whatever the table's scale is."""
        return any_of(self.lists["unscaled"])

    @cached_property
    def thousands(self) -> re.Pattern[str]:
        """What says "in thousands" by digits or run together: "'000"."""
        return any_of(self.lists["thousands"])


def any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of some words or phrases, whole and in any case.

    >>> any_of(["per share", "%"]).search("Dividend per share").group()
    'per share'
    """
    before, after = r"(?<![^\W_])", r"(?![^\W_])"
    parts = (
        (before if phrase[0].isalnum() else "") + re.escape(phrase) + (after if phrase[-1].isalnum() else "")
        for phrase in sorted(phrases, key=len, reverse=True)
    )
    return re.compile("|".join(parts), re.IGNORECASE)


def tokens_of(words: str) -> tuple[str, ...]:
    """Return words in lower case, signs left out: "Total (net), 2019" is total, net, 2019."""
    return tuple(found.lower() for found in _WORD.findall(words))


def singular(word: str) -> str:
    """Return a lower-case word without the ending of a plural; for comparison only.

    >>> singular("liabilities"), singular("expenses"), singular("loss")
    ('liability', 'expense', 'loss')
    """
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def key_of(name: str, words: TableWords) -> frozenset[str]:
    """Return the words of a name that tell it from others; what stands in brackets is left out.

    "Net cash provided by (used in) investing activities" -> activity, cash, investing, net, provided
    """
    tokens = tokens_of(_BRACKETS.sub(" ", name)) or tokens_of(name)
    return frozenset(
        singular(token) for token in tokens if len(token) > 1 and token[0].isalpha() and token not in words.empty
    )


def panels(document: Document, figures: Sequence[Figure], words: TableWords) -> tuple[Panel, ...]:
    """Return the panels of all tables, in order; a table without numbers has none."""
    at = {figure.span.start: figure for figure in figures if figure.is_cell}
    starts = sorted(at)
    return tuple(
        panel
        for number, table in enumerate(document.tables)
        if bisect_left(starts, table.span.start) < bisect_left(starts, table.span.end)
        for panel in _panels(number, table, document, at, words)
    )


class _Row(Struct):
    """One row of a table while it is sorted out."""

    position: int
    cells: dict[int, Cell]
    numbers: dict[int, int] = field(default_factory=dict)
    nils: set[int] = field(default_factory=set)


def _panels(
    number: int, table: Table, document: Document, at: Mapping[int, Figure], words: TableWords
) -> Iterator[Panel]:
    rows = [_row(position, cells, document, at, words) for position, cells in _by_row(table)]
    heads: list[_Row] = []
    body: list[_Row] = []
    for row in rows:
        started = any(entry.numbers for entry in body)
        texts = [column for column in row.cells if column and column not in row.numbers and column not in row.nils]
        # A single name across the body is that of a section; several are the heads of what follows.
        if not row.numbers and started and len(texts) > 1:
            yield from _panel(number, heads, body, document, words)
            heads, body = [row], []
        elif not row.numbers and not started and (texts or not row.nils):
            heads += [*body, row]
            body = []
        else:
            body.append(row)
    yield from _panel(number, heads, body, document, words)


def _by_row(table: Table) -> list[tuple[int, dict[int, Cell]]]:
    rows: dict[int, dict[int, Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    return sorted(rows.items())


def _row(
    position: int, cells: dict[int, Cell], document: Document, at: Mapping[int, Figure], words: TableWords
) -> _Row:
    row = _Row(position, cells)
    for column, cell in cells.items():
        figure = at.get(cell.span.start)
        said = document.quote(cell.span)
        if figure is not None:
            row.numbers[column] = figure.index
        elif column and (_NIL.fullmatch(said) or said.lower() in words.nil):
            row.nils.add(column)
    return row


def _panel(number: int, heads: list[_Row], body: list[_Row], document: Document, words: TableWords) -> Iterator[Panel]:
    columns = _number_columns(heads, body, document, words)
    if not columns:
        return
    first = min(columns)
    lines: list[Line] = []
    figures: dict[tuple[int, int], int] = {}
    nils: set[tuple[int, int]] = set()
    section: list[str] = []
    opens = True
    place = {column: count for count, column in enumerate(columns)}
    for row in body:
        held = [column for column in (*row.numbers, *row.nils) if column in place]
        named = [
            row.cells[column]
            for column in sorted(row.cells)
            if column not in row.numbers and (column < first or not held)
        ]
        said = " ".join(document.quote(cell.span) for cell in named)
        if not held:
            section = [*section, said] if opens else [said]
            opens = True
            continue
        spans = tuple(cell.span for cell in named)
        level = named[0].level if named else 0
        tokens = tokens_of(said)
        key = key_of(said, words)
        lines.append(Line(row.position, said, tokens, " ".join(section), opens, level, spans, key))
        opens = False
        for column in held:
            if column in row.numbers:
                figures[len(lines) - 1, place[column]] = row.numbers[column]
            else:
                nils.add((len(lines) - 1, place[column]))
    heads_of = _heads(heads, columns, document)
    yield Panel(
        table=number,
        span=document.tables[number].span,
        rows=tuple(lines),
        columns=tuple(
            Line(column, said, tokens_of(said), opens=count == 0, spans=spans, key=key_of(said, words))
            for count, (column, (said, spans)) in enumerate(zip(columns, heads_of, strict=True))
        ),
        figures=figures,
        nils=frozenset(nils),
        context=" ".join(document.quote(cell.span) for row in heads for cell in row.cells.values()),
    )


def _number_columns(heads: list[_Row], body: list[_Row], document: Document, words: TableWords) -> list[int]:
    """Return the columns that hold numbers, those left out that number notes."""
    found = sorted({column for row in body for column in row.numbers})
    kept = []
    for column in found:
        said = " ".join(document.quote(row.cells[column].span) for row in heads if column in row.cells).lower().strip()
        if said not in words.note_columns:
            kept.append(column)
    texts = sum(1 for row in body if 0 in row.cells and 0 not in row.numbers)
    return [column for column in kept if column or texts == 0]


def _heads(heads: list[_Row], columns: list[int], document: Document) -> list[tuple[str, tuple[Span, ...]]]:
    """Return the words above each column: a head over several columns stands above its first or its middle one."""
    said: list[list[str]] = [[] for _ in columns]
    spans: list[list[Span]] = [[] for _ in columns]
    for row in heads:
        cells = [cell for column, cell in sorted(row.cells.items()) if column or columns[0] == 0]
        if not cells:
            continue
        for count, column in enumerate(columns):
            before = [cell for cell in cells if cell.column <= column]
            over = before[-1] if before else cells[0]
            said[count].append(document.quote(over.span))
            spans[count].append(over.span)
    return [(" ".join(parts), tuple(places)) for parts, places in zip(said, spans, strict=True)]
