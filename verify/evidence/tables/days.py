"""A cell as a stretch of days: "2019", "2019-Q1", "March 2019", "2019-03-31", "H1 2019"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from typing import Any

from verify.model import Period, Standing

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = r"(?P<year>(?:1[5-9]|20|21)\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:FY\s*)?{_YEAR}(?:\.0)?",
        rf"{_YEAR}[-/ ]?Q(?P<quarter>[1-4])|Q(?P<q>[1-4])[-/ ]?(?P<y>(?:1[5-9]|20|21)\d\d)",
        rf"{_YEAR}[-/ ]?[HS](?P<half>[12])|[HS](?P<h>[12])[-/ ]?(?P<y>(?:1[5-9]|20|21)\d\d)",
        rf"{_YEAR}[-/.]?M?(?P<month>0[1-9]|1[0-2])",
        rf"(?P<name>[a-z]{{3,9}})\.?[-/ ]*{_YEAR}",
        rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?:[T ]00:00(?::00(?:\.0+)?)?)?",
    )
)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def read_days(cell: Any, covers: str = "") -> Period | None:
    """Return the days that a cell names, None where it names none.

    A day stands for the month, quarter or year that it ends, or lies in, where `covers` says so.

    >>> read_days("Q4 2019").words, date.fromordinal(int(read_days("2019-02").end))
    ('Q4 2019', datetime.date(2019, 2, 28))
    """
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _around(cell, covers)
    text = str(cell).strip()
    for form in _FORMS:
        if found := form.fullmatch(text):
            return _of(found.groupdict(), text, covers)
    return None


def _of(found: dict[str, str | None], text: str, covers: str) -> Period | None:
    year = int(found.get("year") or found.get("y") or 0)
    if name := found.get("name"):
        month = next((at for at, start in enumerate(MONTHS, 1) if name.lower().startswith(start)), 0)
        return stretch(year, month, 1, text) if month else None
    if found.get("day"):
        try:
            return _around(date(year, int(found["month"] or 0), int(found["day"] or 0)), covers)
        except ValueError:
            return None
    if month := int(found.get("month") or 0):
        return stretch(year, month, 1, text)
    if quarter := int(found.get("quarter") or found.get("q") or 0):
        return stretch(year, 3 * quarter - 2, 3, text)
    if half := int(found.get("half") or found.get("h") or 0):
        return stretch(year, 6 * half - 5, 6, text)
    return stretch(year, 1, 12, text)


def _around(day: date, covers: str) -> Period:
    months = _MONTHS.get(covers, 0)
    if not months:
        return Period(day.isoformat(), float(day.toordinal()), float(day.toordinal()), standing=Standing.STATED)
    first = (day.month - 1) // months * months + 1
    return stretch(day.year, first, months, day.isoformat())


def stretch(year: int, month: int, months: int, words: str) -> Period:
    """Return `months` months from the first of a month on, called `words`."""
    last = month + months - 1
    start, end = date(year, month, 1), date(year, last, monthrange(year, last)[1])
    return Period(words, float(start.toordinal()), float(end.toordinal()), standing=Standing.STATED)
