"""Cells as numbers and as days."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.evidence.tables.days import read_days
from verify.evidence.tables.numbers import is_missing, read_number


@pytest.mark.parametrize(
    ("cell", "value", "step"),
    [
        ("124.3", 124.3, 0.1),
        ("124.30", 124.3, 0.01),
        ("1,234,567", 1_234_567, 1),
        ("1 234", 1234, 1),
        ("(1,234.5)", -1234.5, 0.1),
        ("-12", -12, 1),
        ("−12", -12, 1),
        ("$1,200", 1200, 1),
        ("€ 3.50", 3.5, 0.01),
        ("12.5%", 12.5, 0.1),
        (".5", 0.5, 0.1),
        ("1.2e6", 1_200_000, 100_000),
        (800, 800, 1),
        (800.0, 800, 1),
        (0.1 + 0.2, 0.3, 0.1),
        (Decimal("3.20"), 3.2, 0.01),
    ],
)
def test_a_cell_is_a_number_down_to_its_last_digit(cell: Any, value: float, step: float) -> None:
    read = read_number(cell)
    assert read is not None
    assert read.value == pytest.approx(value)
    assert read.step == pytest.approx(step)


@pytest.mark.parametrize(
    "cell",
    ["abc", "=1+1", "=SUM(A1:A3)", "12 of 40", "1.2.3", "(12", "12)", "12,34", "1_000", "inf", "1e999", True, [1], None,
     float("inf"), "٣٤", "12kg and 4"],
)  # fmt: skip
def test_what_is_no_number_is_none(cell: Any) -> None:
    assert read_number(cell) is None


def test_a_comma_parts_decimals_where_the_legend_says_so() -> None:
    assert read_number("1.234,5", ",") == (1234.5, 0.1)
    assert read_number("1,234.5", ",") is None


@pytest.mark.parametrize("cell", ["", " ", "-", "–", "n/a", "N/A", "..", None, float("nan")])
def test_a_cell_may_be_missing(cell: Any) -> None:
    assert is_missing(cell)


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_what_is_printed_is_read(number: int, places: int) -> None:
    value = number / 10**places
    for text in (f"{value:.{places}f}", f"{value:,.{places}f}"):
        read = read_number(text)
        assert read is not None
        assert read.value == pytest.approx(value)
        assert read.step == pytest.approx(10.0**-places)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_a_cell(text: str) -> None:
    read_number(text)
    read_number(text, ",")
    read_days(text)
    is_missing(text)


DAYS = [
    ("2019", (2019, 1, 1), (2019, 12, 31)),
    (2019, (2019, 1, 1), (2019, 12, 31)),
    (2019.0, (2019, 1, 1), (2019, 12, 31)),
    ("FY2019", (2019, 1, 1), (2019, 12, 31)),
    ("2019-Q4", (2019, 10, 1), (2019, 12, 31)),
    ("Q1 2019", (2019, 1, 1), (2019, 3, 31)),
    ("H2 2019", (2019, 7, 1), (2019, 12, 31)),
    ("2020-02", (2020, 2, 1), (2020, 2, 29)),
    ("Feb 2020", (2020, 2, 1), (2020, 2, 29)),
    ("2019-03-31", (2019, 3, 31), (2019, 3, 31)),
    (date(2019, 3, 31), (2019, 3, 31), (2019, 3, 31)),
    (datetime(2019, 3, 31, 12, 0), (2019, 3, 31), (2019, 3, 31)),
]


@pytest.mark.parametrize(("cell", "start", "end"), DAYS, ids=str)
def test_a_cell_is_a_stretch_of_days(cell: Any, start: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    days = read_days(cell)
    assert days is not None
    assert (days.start, days.end) == (date(*start).toordinal(), date(*end).toordinal())


def test_a_day_may_stand_for_the_time_that_it_ends() -> None:
    quarter, year = read_days("2019-12-31", "quarter"), read_days("2019-12-31", "year")
    assert quarter is not None
    assert year is not None
    assert quarter.start == date(2019, 10, 1).toordinal()
    assert (year.start, year.end) == (date(2019, 1, 1).toordinal(), date(2019, 12, 31).toordinal())


@pytest.mark.parametrize("cell", ["", "next year", "2019-13", "2019-02-30", "12", "1066", "Q5 2019", None, []])
def test_what_names_no_days_is_none(cell: Any) -> None:
    assert read_days(cell) is None
