"""Time between dates in formulas: seconds, as all durations are in their base unit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.checking.calendars import DAY, YEAR, aged, between
from verify.model import Interval


def day(year: int, month: int, number: int) -> Interval:
    return Interval.exactly(date(year, month, number).toordinal() * DAY)


def year(number: int) -> Interval:
    return day(number, 1, 1).hull(day(number, 12, 31))


NO_YEAR = 1
"""The year in which days without a year are read."""


@pytest.mark.parametrize(
    ("start", "end", "low", "high"),
    [
        (day(2019, 5, 3), day(2019, 5, 7), 4, 5),
        (day(NO_YEAR, 5, 3), day(NO_YEAR, 5, 7), 4, 5),
        (day(NO_YEAR, 12, 20), day(NO_YEAR, 1, 5), 16, 17),
        (day(NO_YEAR, 3, 6), day(2020, 3, 27), 21, 22),
        (day(NO_YEAR, 12, 20), day(2020, 1, 5), 16, 17),
        (day(2020, 2, 28), day(NO_YEAR, 3, 1), 2, 3),
        (day(2004, 1, 1), day(2003, 1, 1), -365, -364),
    ],
)
def test_the_last_day_may_be_counted_in(start: Interval, end: Interval, low: float, high: float) -> None:
    found = between(start, end)
    assert (found.low / DAY, found.high / DAY) == pytest.approx((low, high))


@given(st.dates(date(1000, 1, 1), date(2100, 12, 31)), st.dates(date(1000, 1, 1), date(2100, 12, 31)))
def test_years_alone_allow_every_day_in_them(first: date, last: date) -> None:
    true = (last.toordinal() - first.toordinal()) * DAY
    assert true in between(year(first.year), year(last.year))


@given(st.integers(0, 110))
def test_one_is_so_old_until_the_next_birthday(years: int) -> None:
    assert aged(Interval.exactly(years)) == Interval(years * YEAR, (years + 1) * YEAR)
