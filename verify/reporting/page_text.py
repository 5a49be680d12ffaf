"""The text as the page shows it: blocks of words, and tables as tables."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from verify.model import Cell, Document, Figure, RegionKind, Report, Span, Table

from .blocks import Block, Run, blocks, runs

SPARSE = 20
"""A table with more blank squares than this for each filled one is shown as text: a sheet may be mostly air."""

MOST_ROWS, MOST_COLUMNS = 12, 6
"""Of a table in a quotation, heads not counted."""


class Square(Struct, frozen=True):
    """A cell of a grid; one without runs is blank."""

    runs: tuple[Run, ...] = ()
    rows: int = 1
    columns: int = 1
    scope: str = ""
    """ "col" or "row" where it names one."""
    is_number: bool = False
    """Whether nothing but a figure stands in it."""


class Grid(Struct, frozen=True):
    """A table of the text, row by row; squares that a neighbour spans are left out."""

    head: tuple[tuple[Square, ...], ...]
    body: tuple[tuple[Square, ...], ...]


def shown_text(report: Report) -> Iterator[Block | Grid]:
    """Yield the whole text in order; of a table all but the marks that its source draws between the cells."""
    document, tables = report.document, report.document.tables
    figures = sorted(report.figures, key=lambda figure: figure.span)
    done = 0
    for block in blocks(report):
        first = bisect_right(tables, block.span.start, key=lambda table: table.span.end)
        here = [] if block.kind is not RegionKind.TABLE else list(_within(tables[first:], block.span))
        if not here and block.span.start >= done:
            yield block
            continue
        for table in here:
            made = grid(table, document, _starting(figures, table.span)) if table.span.start >= done else None
            if made is None:
                continue
            yield from _rest(block, max(done, block.span.start), table.span.start, document, figures)
            yield made
            done = table.span.end
        yield from _rest(block, max(done, block.span.start), block.span.end, document, figures)


def grid(table: Table, document: Document, figures: Sequence[Figure]) -> Grid | None:
    """Return a table as rows of squares, rows and columns that are all blank left out; None where it is too sparse.

    `figures` are those that begin in it, in order; one that begins in no cell of it, or in a cell that another one
    covers, makes it None too: every figure must be seen.
    """
    rows = {row: at for at, row in enumerate(sorted({cell.row for cell in table.cells}))}
    columns = {column: at for at, column in enumerate(sorted({cell.column for cell in table.cells}))}
    if not table.cells or len(rows) * len(columns) > SPARSE * len(table.cells):
        return None
    squares: dict[tuple[int, int], Square] = {}
    covered: set[tuple[int, int]] = set()
    seen = 0
    for cell in table.cells:
        at = rows[cell.row], columns[cell.column]
        if at in squares or at in covered:
            return None
        inside = _starting(figures, cell.span)
        seen += len(inside)
        square = _square(
            cell, table, document, inside, _reach(rows, cell.row, cell.rows), _reach(columns, cell.column, cell.columns)
        )
        squares[at] = square
        covered.update((at[0] + down, at[1] + right) for down in range(square.rows) for right in range(square.columns))
    if seen != len(figures):
        return None
    places = [[(row, column) for column in range(len(columns))] for row in range(len(rows))]
    lines = tuple(
        tuple(squares.get(at, Square()) for at in line if at in squares or at not in covered) for line in places
    )
    heads = sum(row < table.head_rows for row in rows)
    return Grid(lines[:heads], lines[heads:])


def extract(document: Document, figures: Sequence[Figure]) -> Grid | None:
    """Return of the table that all of `figures` stand in, in order, their rows and columns with what names them.

    None where they stand in no one table, or in too much of it.
    """
    at = bisect_right(document.tables, figures[0].span.start, key=lambda table: table.span.start) - 1
    if at < 0 or figures[-1].span.start >= document.tables[at].span.end:
        return None
    table = document.tables[at]
    theirs = [cell for cell in table.cells if _starting(figures, cell.span)]
    rows, columns = {cell.row for cell in theirs}, {cell.column for cell in theirs}
    if len(rows) > MOST_ROWS or len(columns) > MOST_COLUMNS:
        return None
    rows.update(range(table.head_rows))
    columns.add(min(cell.column for cell in table.cells))
    kept = tuple(cell for cell in table.cells if cell.row in rows and cell.column in columns)
    return grid(replace(table, cells=kept), document, figures)


def _square(cell: Cell, table: Table, document: Document, figures: Sequence[Figure], rows: int, columns: int) -> Square:
    words = document.quote(cell.span)
    is_number = any(figure.span.end - figure.span.start >= len(words) - 2 for figure in figures)
    is_head = cell.row < table.head_rows
    scope = "col" if is_head else "row" if cell.is_head or (cell.column == 0 and not is_number) else ""
    return Square(tuple(runs(document.text, cell.span, figures)), rows, columns, scope, is_number and not is_head)


def _reach(ranks: dict[int, int], start: int, number: int) -> int:
    """Return how many of the rows (or columns) that hold something a cell spans."""
    if number == 1:
        return 1
    return sum(start <= line < start + number for line in ranks)


def _within(tables: Sequence[Table], span: Span) -> Iterator[Table]:
    for table in tables:
        if table.span.start >= span.end:
            return
        if table.span.overlaps(span):
            yield table


def _starting(figures: Sequence[Figure], span: Span) -> Sequence[Figure]:
    """Return the figures that begin in `span`, none that overlaps an earlier one of them."""
    first = bisect_left(figures, span.start, key=lambda figure: figure.span.start)
    last = bisect_left(figures, span.end, lo=first, key=lambda figure: figure.span.start)
    return figures[first:last]


def _rest(block: Block, start: int, end: int, document: Document, figures: Sequence[Figure]) -> Iterator[Block]:
    """Yield what stands in a block beside its tables, if it is more than blanks."""
    span = Span(start, end)
    if start == block.span.start and end == block.span.end:
        yield block
    elif start < end and not document.quote(span).isspace():
        yield Block(block.kind, block.level, span, tuple(runs(document.text, span, _starting(figures, span))))
