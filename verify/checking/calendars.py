"""Time between dates, for formulas: day ordinals in seconds, intervals of them where only month or year is told.

"6 March" without a year stands in the year 1 (see `verify/figures/dates.py`); beside a full date it is taken in that
date's year, and of two such days the later one may fall into the next year: 20 December to 5 January.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from verify.model import Interval

DAY = 86_400.0
YEAR = 365.25 * DAY
_YEARLESS = 366 * DAY
"""Days of the year 1 are days without a year."""


def between(start: Interval, end: Interval) -> Interval:
    """Return the time from one date to another, with or without the last day: 3 May to 7 May are 4 days, or 5."""
    if _yearless(start) != _yearless(end):
        # "From 20 December to 5 January 2019", "from 20 December 2018 to 5 January"
        if _yearless(start):
            same = _in_year_of(start, end)
            start = same if same.low <= end.high else _in_year_of(start, end, -1)
        else:
            same = _in_year_of(end, start)
            end = same if same.high >= start.low else _in_year_of(end, start, 1)
    elif _yearless(end) and end.high < start.low:
        end = end + Interval.exactly(365 * DAY)
    return end - start + Interval(0.0, DAY)


def aged(years: Interval) -> Interval:
    """Return the time since birth of somebody who is so many years old: up to the next birthday."""
    return Interval(years.low * YEAR, (years.high + 1) * YEAR)


def yearly(rate: Interval) -> Interval:
    """Return what a rate comes to in a year."""
    return rate * Interval.exactly(YEAR)


def _yearless(when: Interval) -> bool:
    return when.low >= DAY and when.high <= _YEARLESS


def _in_year_of(day: Interval, other: Interval, later: int = 0) -> Interval:
    """Return a day without a year in the year of another date, or so many years later.

    29 February stays as it is in a year that has none.
    """
    with suppress(ValueError, OverflowError):
        year = date.fromordinal(int(other.middle / DAY)).year + later
        first = date.fromordinal(int(day.low / DAY)).replace(year=year)
        return Interval(first.toordinal() * DAY, first.toordinal() * DAY)
    return day
