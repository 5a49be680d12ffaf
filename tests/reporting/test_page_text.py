"""Tables of the text, shown as tables with their figures in place."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from verify.model import NUMBER, Cell, Document, Region, RegionKind, Report, SourceMap, Span, Table
from verify.reporting import to_html
from verify.reporting.blocks import Block
from verify.reporting.page_text import Grid, Square, extract, grid, shown_text

from .sketch import Sketch

BOATS = "year | boats\n---|---\n2018 | 12\n2019 | 14\n"


def report(text: str = BOATS, table: Table | None = None, before: str = "") -> Report:
    """Return a report over a table of two columns; every number of it is a figure."""
    sketch = Sketch(before + text)
    for found in re.finditer(r"\d+", sketch.text):
        sketch.figure(found[0], float(found[0]), NUMBER, 0)
    start = len(before)
    lines = [line for line in re.finditer(r".+", sketch.text[start:]) if "-" not in line[0]]
    cells = tuple(
        Cell(Span(start + line.start() + word.start(), start + line.start() + word.end()), row, column)
        for row, line in enumerate(lines)
        for column, word in enumerate(re.finditer(r"\w+", line[0]))
    )
    span = Span(start, len(sketch.text.rstrip()))
    table = table or Table(span, cells, head_rows=1)
    regions = (Region(RegionKind.TABLE, Span(0, span.end)),)
    document = Document("boats.md", sketch.text, regions, SourceMap(sketch.text), tables=(table,))
    return replace(sketch.report(), document=document)


def words(line: tuple[Square, ...]) -> list[str | int]:
    return [run.text if run.figure is None else run.figure for square in line for run in square.runs]


def test_a_table_is_rows_of_squares_with_the_figures_in_their_place() -> None:
    (shown,) = shown_text(report())
    assert isinstance(shown, Grid)
    assert [words(line) for line in shown.head] == [["year", "boats"]]
    assert [words(line) for line in shown.body] == [[0, 1], [2, 3]]
    assert [square.scope for square in shown.head[0]] == ["col", "col"]
    assert [square.is_number for square in shown.body[0]] == [True, True]


def test_what_stands_beside_a_table_is_shown_as_text() -> None:
    first, second = shown_text(report(before="In boats:\n"))
    assert isinstance(first, Block)
    assert "".join(run.text for run in first.runs) == "In boats:\n"
    assert isinstance(second, Grid)


def test_a_table_over_several_regions_is_shown_once() -> None:
    made = report()
    cuts = [0, *(found.end() for found in re.finditer("\n", BOATS))]
    regions = tuple(Region(RegionKind.TABLE, Span(start, end - 1)) for start, end in pairwise(cuts))
    shown = list(shown_text(replace(made, document=replace(made.document, regions=regions))))
    assert [type(one) for one in shown] == [Grid]


def test_blank_rows_and_columns_are_left_out_and_spans_follow() -> None:
    made = report()
    year, _boats, *rest = made.document.tables[0].cells
    wide = replace(year, columns=50)
    moved = [replace(cell, row=cell.row * 1000, column=cell.column * 49) for cell in rest]
    shown = grid(Table(made.document.tables[0].span, (wide, *moved), 1), made.document, made.figures)
    assert shown is not None
    assert [square.columns for square in shown.head[0]] == [2]
    assert [len(line) for line in shown.body] == [2, 2]


def test_a_table_that_is_mostly_air_or_hides_a_figure_stays_text() -> None:
    made = report()
    table = made.document.tables[0]
    diagonal = tuple(Cell(cell.span, at, at) for at, cell in enumerate(table.cells * 10))
    assert grid(replace(table, cells=diagonal), made.document, made.figures) is None
    assert grid(replace(table, cells=table.cells[:-1]), made.document, made.figures) is None
    assert grid(replace(table, cells=()), made.document, ()) is None
    over = (*table.cells, replace(table.cells[-1]))
    assert grid(replace(table, cells=over), made.document, made.figures) is None
    (shown,) = shown_text(replace(made, document=replace(made.document, tables=(replace(table, cells=diagonal),))))
    assert isinstance(shown, Block)


def test_a_quotation_has_the_rows_of_its_figures_and_what_names_them() -> None:
    made = report()
    quoted = extract(made.document, made.figures[3:])
    assert quoted is not None
    assert [words(line) for line in (*quoted.head, *quoted.body)] == [["year", "boats"], ["2019", 3]]
    outside = report(before="7 boats:\n")
    assert extract(outside.document, [outside.figures[0], outside.figures[-1]]) is None


def test_the_page_shows_it_as_a_table() -> None:
    page = to_html(report())
    assert '<th scope="col" dir="auto">boats</th>' in page
    assert re.search(
        r'<td class="number" dir="auto"><span class="figure no-claim" id="figure-1"[^>]*>12</span></td>', page
    )


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(1, 4), st.integers(1, 4)), max_size=6))
def test_whatever_its_cells_every_figure_is_shown_once(places: list[tuple[int, int, int, int]]) -> None:
    text = " ".join(str(at) for at in range(10, 10 + len(places)))
    cells = tuple(Cell(Span(3 * at, 3 * at + 2), *place) for at, place in enumerate(places))
    made = report(text + " 99", Table(Span(0, max(1, 3 * len(places) - 1)), cells))
    figures: list[int] = []
    for one in shown_text(made):
        squares = [square for line in (*one.head, *one.body) for square in line] if isinstance(one, Grid) else [one]
        figures += [run.figure for square in squares for run in square.runs if run.figure is not None]
    assert sorted(figures) == [figure.index for figure in made.figures]
