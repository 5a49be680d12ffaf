"""When: finds sayings of time in a passage and gives each figure the one that belongs to it."""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from verify.model import Kind, Period, Standing

from .language import PeriodPattern
from .measures import Reading, Row
from .passage import Passage
from .patterns import Match
from .vocabulary import SENTENCE_END

DAY_SECONDS = 86_400.0
NOWHERE = Period()
LOOK_BACK = 8
"""Sayings of earlier sentences among which an inherited period is looked for."""


class Saying(NamedTuple):
    """A period and the tokens that say it."""

    first: int
    last: int
    period: Period
    far: int = 0
    """What its kind adds to its distance from a figure: a weekday is rather when something was said."""
    base: bool = False
    """It tells what something is compared with: "than last year", "on 2003", "from 2003"."""


def find_sayings(row: Row) -> list[Saying]:
    """Return the sayings of time in a passage, longest first where they overlap, in order.

    "in 2019" -> the days of 2019; "a year ago" -> ago 365.25; "over the past 10 years" -> length 3652.5; "in the fourth
    quarter" -> quarter 4, of which year is not said.
    """
    passage, language = row.passage, row.language
    found: list[Saying] = []
    for number, match in language.period_dispatch.find(passage, row.figures):
        entry = language.periods[number]
        period = _period(entry, match, row)
        if period is not None:
            first, last = match.span
            found.append(Saying(first, last, period, entry.far, entry.base or _is_base(first, row)))
    found.sort(key=lambda saying: (saying.first - saying.last, saying.first))
    kept: list[Saying] = []
    for saying in found:
        if all(saying.last <= other.first or other.last <= saying.first for other in kept):
            kept.append(saying)
    return sorted(kept)


def _period(entry: PeriodPattern, match: Match, row: Row) -> Period | None:
    passage, figures = row.passage, row.figures
    first, last = match.span
    while last - 1 > first and passage.words[last - 1] == ",":
        last -= 1
    span = passage.span(first, last)
    ago, length = entry.ago, entry.length
    start: float | None = None
    end: float | None = None
    part = _part(entry.part, match, row)
    if part is None:
        return None
    for slot, (index, *_) in match.slots.items():
        figure = figures[index]
        if slot == "part":
            continue
        if figure.kind is not Kind.DATE:
            days = figure.unit.to_base(figure.strict).middle / DAY_SECONDS
            ago, length = (days, length) if slot == "ago" else (ago, days)
        elif figure.form == "day-month":
            on = date.fromordinal(int(figure.strict.low))
            part = f"day {on.month}-{on.day}"
        else:
            start, end = figure.strict.low, figure.strict.high
    if part and start is not None and end is not None and end - start < 366:
        start, end = _days(part, date.fromordinal(int(start)).year)
        part = ""
    words = " ".join(passage.words[at] or figures[passage.figures[at]].quote for at in range(first, last))
    return Period(words, start, end, ago, length, Standing.STATED, span, part)


def _part(kind: str, match: Match, row: Row) -> str | None:
    """Return the part of a year that a match names, "" for none, None where what looks like one is another word."""
    if not kind:
        return ""
    if "part" in match.slots:
        return f"{kind} {int(row.figures[match.slots['part'][0]].low)}"
    names = row.words.parts
    for token in range(*match.span):
        number = names.get(row.passage.words[token])
        if number and row.passage.written[token][:1].isupper():
            return f"{kind} {number}"
    return None


def _days(part: str, year: int) -> tuple[float | None, float | None]:
    kind, number = part.split(maxsplit=1)
    months = {"month": 1, "quarter": 3, "half": 6}.get(kind)
    if months is None or not 1 <= int(number) * months <= 12:
        return float(date(year, 1, 1).toordinal()), float(date(year, 12, 31).toordinal())
    last = int(number) * months
    begin = date(year, last - months + 1, 1)
    return float(begin.toordinal()), float(date(year, last, monthrange(year, last)[1]).toordinal())


def _is_base(first: int, row: Row) -> bool:
    """Whether the saying at `first` tells what something is compared with."""
    return not row.words.bases.isdisjoint(row.passage.words[max(0, first - 2) : first + 1])


def period_of(token: int, row: Row, sayings: Sequence[Saying], reading: Reading, others: dict[int, Period]) -> Period:
    """Return the period of the figure at `token`: beside it, in its clause, as another's of the same thing, inherited.

    `others` holds the periods of the figures before it, by token. One beyond a semicolon or a comma is farther than it
    looks, and of two at the same distance the one before the figure is meant.
    """
    letters = row.letters
    anchor = reading.anchor
    if anchor.kind == "same" and anchor.link == "(":
        return others.get(anchor.first, NOWHERE)
    first, last = sentence_bounds(row.passage, token)
    begin = bisect_left(sayings, first, key=_first)
    end = bisect_left(sayings, last, lo=begin, key=_first)
    inside = [saying for saying in sayings[begin:end] if not saying.first <= token < saying.last]
    beside = _end(token, letters)
    for saying in inside:
        if saying.first == beside or saying.last == token:
            return saying.period
    if anchor.link == "R":
        return NOWHERE
    # What opens its clause is about all of it: "A year ago, the club had <80> members".
    open_to = [s for s in inside if (not s.base or _opens(s, token, row)) and not _taken(s, token, row)]
    if open_to:
        return min(open_to, key=lambda saying: _distance(saying, token, row)).period
    if anchor.kind == "same" and anchor.first in others:
        return others[anchor.first]
    for saying in reversed(sayings[max(0, begin - LOOK_BACK) : begin]):
        if not saying.base and not saying.far:
            return replace(saying.period, standing=Standing.INHERITED)
    return NOWHERE


def _opens(saying: Saying, token: int, row: Row) -> bool:
    before = saying.first - 1
    return saying.first < token and (before < 0 or row.letters[before] in ".;K")


def _first(saying: Saying) -> int:
    return saying.first


def _end(token: int, letters: str) -> int:
    """Return the token after a figure and the bracket behind it."""
    after = token + 1
    if letters[after : after + 1] == "(":
        after = letters.find(")", after, after + 12) + 1 or after
    return after


def _taken(saying: Saying, token: int, row: Row) -> bool:
    """Whether a saying belongs to another figure, which stands beside it behind "from" or "against"."""
    letters = row.letters
    before = saying.first - 1
    if before < 0 or before == token:
        return False
    if letters[before] == ")":
        before = letters.rfind("(", 0, before) - 1
    if before < 1 or before == token or letters[before] != "F":
        return False
    return letters[before - 1] == "R" or (letters[before - 1] in "PT" and letters[before - 2 : before - 1] == "R")


def sentence_bounds(passage: Passage, token: int) -> tuple[int, int]:
    """Return first and last + 1 token of the sentence around `token`."""
    last = passage.coded.find(SENTENCE_END, token)
    return passage.coded.rfind(SENTENCE_END, 0, token) + 1, last if last >= 0 else len(passage.coded)


def _distance(saying: Saying, token: int, row: Row) -> tuple[int, bool]:
    after = saying.first > token
    between = row.passage.words[token + 1 : saying.first] if after else row.passage.words[saying.last : token]
    divides = row.words.divides
    return (len(between) + saying.far + sum(divides.get(word, 0) for word in between), after)
