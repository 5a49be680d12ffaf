"""Dates, years, decades, seasons and times of day: digits that say when, and no quantity.

A date's ends are day ordinals (`date.toordinal`): a year goes from its 1 January to its 31 December. "6 March", without
a year, is a day of the year 1.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from verify.model import Kind, Qualifier

from .hedges import hedge_after, hedge_before
from .lexicon import Lexicon
from .marks import Mark
from .nouns import read_noun
from .number_words import read_words
from .text import LETTER, NEXT_WORD

FIRST_YEAR, LAST_YEAR = 1000, 2199
"""Four digits between these may be a year."""

PLAINLY_YEARS = range(1900, 2100)
CENTURIES = (19, 20)
"""Four digits among these are a year unless something says otherwise: prose writes "2,019 people"."""

_NEXT_WORD = re.compile(rf"[ \u00a0\n]?({LETTER}+(?:\.{LETTER}\.?)?)")
_CITED = re.compile(r"((?:19|20)\d\d)[a-cef](?!\w)")
_TENS = re.compile(r"(?:(\d{3})0|([2-9])0)(?=\D)")


def read_shape(text: str, at: int, lexicon: Lexicon) -> Mark | None:
    """Read digits with signs between them that are no number: "10:30", "2012–13", "3.1.0", "020 7946 0000"."""
    match = lexicon.shapes.match(text, at)
    if match is None:
        return None
    form = next(name for name in lexicon.shape_names if match[name] is not None)
    if form == "date":
        day = _ordinal(match["year"], match["month"], match["day"]) if match["year"] else None
        return _dated(at, match.end(), "date", day)
    if form in ("years", "season"):
        first = match["from"] or match["first"]
        last = match["to"] or first[: 4 - len(match["second"])] + match["second"]
        if not FIRST_YEAR <= int(first) < int(last):
            return None
        return Mark(at, match.end(), Kind.DATE, form, *days(int(first), int(last)))
    return Mark(at, match.end(), Kind.OTHER, form)


def read_day(text: str, at: int, end: int, left: list[str], lexicon: Lexicon) -> Mark | None:
    """Read a date around one or two digits: "15 July 2006", "July 15, 2006", "6 March", "March 87"."""
    months = lexicon.dates.months
    digits = int(text[at:end])
    tail = lexicon.patterns.day.match(text, end)
    word = _NEXT_WORD.match(text, tail.end()) if tail else None
    if word and 1 <= digits <= 31 and (month := _month(word[1], months)):
        year = lexicon.patterns.year.match(text, word.end())
        return _date(at, year.end() if year else word.end(), digits, month, int(year[1]) if year else 0)
    if not left or not (month := _month(left[-1].rstrip("."), months)):
        return None
    start = text.rfind(left[-1], 0, at)
    if lexicon.patterns.month_first.fullmatch(text, start + len(left[-1]), at) is None:
        return None
    if digits > 31:
        year_of = 1900 + digits
        return Mark(start, end, Kind.DATE, "month", *_month_days(year_of, month))
    rank = lexicon.patterns.rank.match(text, end)
    end = rank.end() if rank else end
    year = lexicon.patterns.year.match(text, end)
    return _date(start, year.end() if year else end, digits, month, int(year[1]) if year else 0)


def _month(word: str, months: Mapping[str, int]) -> int:
    """Return the number of a month that is written as a name: "may" and "march" are words, "May" and "March" months."""
    return months.get(word.lower(), 0) if word[:1].isupper() else 0


def _date(start: int, end: int, day: int, month: int, year: int) -> Mark:
    return _dated(start, end, "date" if year else "day-month", _ordinal(year or 1, month, day))


def _dated(start: int, end: int, form: str, day: float | None) -> Mark:
    """Return a day; one that there is not, or that two customs read in two ways, is neither a date nor a quantity."""
    return Mark(start, end, Kind.OTHER, form) if day is None else Mark(start, end, Kind.DATE, form, day, day)


def _ordinal(year: int | str, month: int | str, day: int | str) -> float | None:
    try:
        return float(date(int(year), int(month), int(day)).toordinal())
    except ValueError:  # "31 June" is a slip of the text
        return None


def days(first: int, last: int) -> tuple[float, float]:
    """Return the first and the last day of a run of years."""
    return float(date(first, 1, 1).toordinal()), float(date(last, 12, 31).toordinal())


def _month_days(year: int, month: int) -> tuple[float, float]:
    first = date(year, month, 1).toordinal()
    return float(first), float(first + monthrange(year, month)[1] - 1)


def read_year(text: str, at: int, end: int, left: list[str], lexicon: Lexicon) -> Mark | None:
    """Read four plain digits as a year, with the month before it; None where they are so many of something."""
    year = int(text[at:end])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if left and (month := _month(left[-1].rstrip(".,"), lexicon.dates.months)):
        return Mark(text.rfind(left[-1], 0, at), end, Kind.DATE, "month", *_month_days(year, month))
    counted = read_noun(text, end, lexicon, single=False) is not None
    found = hedge_before(text, at, Kind.NUMBER, lexicon) or hedge_after(text, end, Kind.NUMBER, lexicon)
    hedged = found is not None
    if year in PLAINLY_YEARS:
        # Nobody rounds to 1987: "split about 1987 sales".
        hedged = hedged and (year % 10 == 0 or found is None or found.hedge.reads is not Qualifier.ABOUT)
        is_year = not (counted and (hedged or year % 100 == 0)) and not (hedged and year % 100 == 0)
    else:
        word = left[-1].lower().lstrip("([\"'“‘") if left else ""
        is_year = not counted and not hedged and word in lexicon.dates.before_year
    return Mark(at, end, Kind.DATE, "year", *days(year, year)) if is_year else None


def read_short_year(text: str, at: int, end: int) -> Mark:
    """Read "’05", from its first digit."""
    short = int(text[at:end])
    year = 2000 + short if short < 30 else 1900 + short
    return Mark(at - 1, end, Kind.DATE, "year", *days(year, year))


def read_decade(text: str, at: int, left: list[str], lexicon: Lexicon) -> Mark | None:
    """Read "1980s", "the 80s"."""
    match = _TENS.match(text, at)
    tail = lexicon.patterns.decade.match(text, match.end()) if match else None
    if match is None or tail is None:
        return None
    if match[2] and left and tail.group() in lexicon.sayings and not _leads_tens(left[-1].lower(), lexicon):
        return None  # "defaults to 30s"
    first = int(match[1] + "0") if match[1] else 1900 + 10 * int(match[2])
    if not FIRST_YEAR <= first <= LAST_YEAR:
        return None
    return Mark(at, tail.end(), Kind.DATE, "decade", *days(first, first + 9))


def _leads_tens(word: str, lexicon: Lexicon) -> bool:
    dates = lexicon.dates
    return word in lexicon.usage.determiners or word in dates.owners or word.strip("-") in dates.parts


def _is_hour(text: str, at: int, word: str, left: list[str], lexicon: Lexicon) -> bool:
    """Say whether four digits before "hours" are a time of day: "at 1930 hours", "0800 hrs"; 2200 hours may last."""
    dates = lexicon.dates
    return word in dates.military and (text[at] == "0" or (bool(left) and left[-1].lower() in dates.at_hours))


def read_cited(text: str, at: int) -> Mark | None:
    """Read the "2011c" of a citation, which is no price."""
    match = _CITED.match(text, at)
    return Mark(at, match.end(), Kind.DATE, "year", *days(int(match[1]), int(match[1]))) if match else None


def read_time_words(text: str, at: int, lexicon: Lexicon) -> Mark | None:
    """Read "half past five", "nineteen-eighties", "nineteen eighty-four"."""
    if told := lexicon.patterns.told.match(text, at):
        return Mark(at, told.end(), Kind.OTHER, "time")
    return _decade_words(text, at, lexicon) or _year_words(text, at, lexicon)


def _decade_words(text: str, at: int, lexicon: Lexicon) -> Mark | None:
    """Read "nineteen-eighties"."""
    century = NEXT_WORD.match(text, at)
    tens = NEXT_WORD.match(text, century.end()) if century and text[century.end() : century.end() + 1] in "- " else None
    if century is None or tens is None or (more := lexicon.dates.decades.get(tens[1].lower())) is None:
        return None
    first = int(lexicon.numerals.get(century[1].lower(), 0)) * 100 + more
    if not FIRST_YEAR <= first <= LAST_YEAR:
        return None
    return Mark(at, tens.end(), Kind.DATE, "decade", *days(first, first + 9))


def _year_words(text: str, at: int, lexicon: Lexicon) -> Mark | None:
    """Read "nineteen eighty-four", "twenty twelve"."""
    word = NEXT_WORD.match(text, at)
    century = int(lexicon.numerals.get(word[1].lower(), 0)) if word else 0
    if word is None or century not in CENTURIES or text[word.end() : word.end() + 1] != " ":
        return None
    year = read_words(text, word.end() + 1, lexicon, parts=False)
    if (
        year is None
        or text[year.end : year.end + 1] == "-"
        or not 10 <= year.value < 100
        or year.value % 1
        or year.scale > 1
    ):
        return None
    first = 100 * century + int(year.value)
    return Mark(at, year.end, Kind.DATE, "year", *days(first, first)) if first in PLAINLY_YEARS else None


def read_clock(text: str, at: int, end: int, left: list[str], lexicon: Lexicon) -> Mark | None:
    """Read "5 pm", "11am", "1930 GMT"."""
    word = _NEXT_WORD.match(text, end)
    said = word[1].lower() if word else ""
    if word is None or not (said in lexicon.dates.clock or (end - at == 4 and _is_hour(text, at, said, left, lexicon))):
        return None
    return Mark(at, word.end(), Kind.OTHER, "time")
