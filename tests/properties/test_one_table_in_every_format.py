"""A table says the same in whatever format it is written: the same figures, the same findings, each in its place."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.makers import TABLES
from verify.model import Verdict
from verify.pipeline import check_document, prepare
from verify.reading import read_bytes
from verify.reporting import CheckedReport

NAMES = ("Hats", "Gloves", "Scarves", "Boots", "Belts", "Ties")

Rows = list[list[str]]


@st.composite
def tables_that_add_up(draw: st.DrawFn, fewest_years: int = 1) -> Rows:
    """Return a table of sales by product and year, whose last row is the total of the others."""
    years = draw(st.integers(fewest_years, 4))
    names = draw(st.integers(2, len(NAMES)))
    numbers = [[draw(st.integers(10_000, 99_999)) for _ in range(years)] for _ in range(names)]
    totals = [sum(column) for column in zip(*numbers, strict=True)]
    body = [[name, *(f"{number:,}" for number in row)] for name, row in zip(NAMES, numbers, strict=False)]
    head = ["Sales by product", *(str(2019 - year) for year in range(years))]
    return [head, *body, ["Total", *(f"{total:,}" for total in totals)]]


@functools.cache
def setup():  # type: ignore[no-untyped-def] # of the shipped rules
    return prepare()


def report(rows: Rows, name: str) -> CheckedReport:
    return check_document(read_bytes(TABLES[name](rows), name), setup())


def cells(report: CheckedReport) -> list[tuple[int, int, int, int, str]]:
    (table,) = report.document.tables
    return [(c.row, c.column, c.rows, c.columns, report.document.quote(c.span)) for c in table.cells]


def figures(report: CheckedReport) -> list[tuple[str, float, float, str]]:
    return [(figure.quote, figure.low, figure.high, figure.unit.name) for figure in report.figures]


def findings(report: CheckedReport) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return sorted(
        (finding.rule, finding.verdict.value, finding.message, tuple(part.quote for part in finding.parts))
        for finding in report.findings
    )


@settings(max_examples=15)
@given(rows=tables_that_add_up())
def test_a_table_that_adds_up_says_the_same_in_every_format(rows: Rows) -> None:
    told = {name: report(rows, name) for name in TABLES}
    first = told["a.md"]
    for name, other in told.items():
        assert cells(other) == cells(first), name
        assert figures(other) == figures(first), name
        assert findings(other) == findings(first), name
        assert not other.with_verdict(Verdict.INCONSISTENT), name


@settings(max_examples=15)
@given(rows=tables_that_add_up(fewest_years=3), data=st.data())
def test_one_changed_cell_is_the_same_one_finding_in_every_format(rows: Rows, data: st.DataObject) -> None:
    """Of several years, since one that fails is told from those that hold."""
    row, column = data.draw(st.integers(1, len(rows) - 1)), data.draw(st.integers(1, len(rows[0]) - 1))
    rows[row][column] = f"{int(rows[row][column].replace(',', '')) + data.draw(st.integers(1_000, 9_000)):,}"
    told = {name: report(rows, name) for name in TABLES}
    expected = findings(told["a.md"])
    for name, other in told.items():
        assert findings(other) == expected, name
        assert len(other.with_verdict(Verdict.INCONSISTENT)) == 1, name


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("a.md", "a.md:3:10"),
        ("a.html", "a.html:1:82"),
        ("a.csv", "a.csv:2:7"),
        ("a.docx", "a.docx:table 1, row 2, column 2"),
        ("a.xlsx", "a.xlsx:Sheet!B2"),
    ],
)
def test_each_figure_is_where_its_author_looks_for_it(name: str, place: str) -> None:
    told = report([["Product", "2019"], ["Hats", "1,234"], ["Total", "1,234"]], name)
    figure = next(figure for figure in told.figures if figure.quote == "1,234")
    assert str(told.document.place(figure.span.start)) == place
