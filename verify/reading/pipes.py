"""Tables drawn with pipes, as GitHub's Markdown has them; plain texts and JSON lines carry them too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from verify.model import Cell, Region, RegionKind, Span, Table

from .lines import Line, lines

_DELIMITER_CELL = re.compile(r"\s*:?-+:?\s*")
_BAR = re.compile(r"(?<!\\)\|")
_INDENT = "\u00a0\u2003\u2002\u3000"
"""Blanks that no reader of Markdown trims: authors indent the names of rows with them."""


def is_delimiter_row(head: str, row: str) -> bool:
    """Say whether `row` is the line of dashes that makes a table of it and of `head`, the line above it.

    >>> is_delimiter_row("| Year | Sales |", "| --- | ---: |")
    True
    """
    if "|" not in head or "-" not in row or row.strip("|-: \t"):
        return False
    cells = _cells(row)
    return len(cells) == len(_cells(head)) and all(_DELIMITER_CELL.fullmatch(cell) for cell in cells)


def pipe_rows(every: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the tables among the lines of a plain text: the index of the head, and that of the first line after."""
    number = 1
    while number < len(every):
        if "-" in every[number].text and is_delimiter_row(every[number - 1].text, every[number].text):
            first = number - 1
            while number < len(every) and "|" in every[number].text:
                number += 1
            yield first, number
        number += 1


def pipe_tables(text: str, regions: Iterable[Region]) -> tuple[Table, ...]:
    r"""Return the cells of the regions that are tables drawn with pipes.

    >>> head = "| Year | Sales |\n| --- | --- |\n| 2019 | 12 |"
    >>> (table,) = pipe_tables(head, [Region(RegionKind.TABLE, Span(0, len(head)))])
    >>> [head[cell.span.start : cell.span.end] for cell in table.cells]
    ['Year', 'Sales', '2019', '12']
    """
    return tuple(
        table for region in regions if region.kind is RegionKind.TABLE and (table := _table(text, region)) is not None
    )


def _table(text: str, region: Region) -> Table | None:
    every = [
        Line(line.start + region.span.start, line.text) for line in lines(text[region.span.start : region.span.end])
    ]
    if len(every) < 2 or not is_delimiter_row(every[0].text, every[1].text):
        return None
    cells = [
        cell
        for row, line in enumerate((every[0], *every[2:]))
        for column, span in enumerate(_spans(line))
        if (cell := _cell(text, span, row, column, region.holes)) is not None
    ]
    return Table(region.span, tuple(cells), head_rows=1)


def _cell(text: str, span: Span, row: int, column: int, holes: Sequence[Span]) -> Cell | None:
    """Return what stands in a cell, without blanks and the marks of emphasis round it; None where it is blank."""
    start, end = span
    moved = True
    while moved and start < end:
        words = text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
        moved = False
        for hole in holes:
            if hole.start <= start < hole.end:
                start, moved = hole.end, True
            elif hole.start < end <= hole.end:
                end, moved = hole.start, True
    if start >= end:
        return None
    before = text[span.start : start]
    return Cell(
        Span(start, end), row, column, level=sum(before.count(blank) for blank in _INDENT) if column == 0 else 0
    )


def _spans(line: Line) -> Iterator[Span]:
    """Yield the stretches between the bars of a row; a bar at its begin or end encloses nothing."""
    stripped = line.text.strip()
    first = line.text.find(stripped) if stripped else 0
    start = line.start + first + stripped.startswith("|")
    end = line.start + first + len(stripped)
    if stripped.endswith("|") and not stripped.endswith("\\|"):
        end -= 1
    for bar in _BAR.finditer(line.text, start - line.start, max(start, end) - line.start):
        yield Span(start, line.start + bar.start())
        start = line.start + bar.end()
    yield Span(start, max(start, end))


def _cells(row: str) -> list[str]:
    return _BAR.split(row.strip().removeprefix("|").removesuffix("|"))
