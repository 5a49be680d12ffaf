"""Amounts told twice, "€10 million ($11.8 million)", held against exchange rates, or against a price index.

The rate is that of the claim's own period, or of the month up to the date of the text. Nobody says of which day a rate
was; so every rate of that time will do, with a little room for buying and selling.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from verify.figures.writing import written
from verify.model import Document, Interval, Kind, RegionKind, Support

from .days import read_days
from .judging import Asked, Judged, witnesses_of
from .sentence import Claimed
from .table import Entry, ReferenceTable

ROOM = 0.01
"""Of a rate: what banks take, and whose fixing it was."""
MONTH = 31.0
"""Days before the date of a text in which its rate was looked up."""
_OPENS = re.compile(r"\s*[(\[][^()\[\]\d]{0,24}")
_CLOSES = re.compile(r"(?P<words>[^()\[\]\d]{0,40})[)\]]")
_DATED = re.compile(
    r"^(?:date|published|pubdate)\s*[:=]\s*[\"']?(?P<day>\d{4}-\d\d-\d\d)", re.IGNORECASE | re.MULTILINE
)


class Pair(NamedTuple):
    """An amount and the one in brackets behind it."""

    first: Claimed
    second: Claimed
    words: str
    """What stands behind the second within the brackets."""


class Span(NamedTuple):
    """Days, from the first to the last."""

    start: float
    end: float


class Rate(NamedTuple):
    """What one of something was worth in a time, with the rows that say so."""

    value: Interval
    entries: tuple[Entry, ...]


class Course(Struct, frozen=True):
    """The rows of one rate, or of an index, in the order of time."""

    starts: tuple[float, ...]
    entries: tuple[Entry, ...]

    def within(self, span: Span) -> list[Entry]:
        """Return the rows whose period meets a time."""
        # A row may be as long as a year: those that begin before the time are looked at from a year before.
        begin = bisect_left(self.starts, span.start - 366.0)
        found = []
        for entry in self.entries[begin:]:
            period = entry.period
            if period is None or period.start is None or period.end is None or period.start > span.end:
                break
            if period.end >= span.start:
                found.append(entry)
        return found


class Rates(Struct, frozen=True):
    """A table of exchange rates or a price index, ready to be asked."""

    asked: Asked
    courses: dict[str, Course]
    """By pair, "EUR/USD", or by the name of the index."""

    @property
    def holds_prices(self) -> bool:
        """Whether it is a price index."""
        return self.asked.table.legend.holds == "price index"


def rates_of(asked: Asked) -> Rates:
    """Return the rates or the index that a table holds."""
    return Rates(asked, _courses(asked.table))


def _courses(table: ReferenceTable) -> dict[str, Course]:
    by_name: dict[str, list[tuple[float, Entry]]] = {}
    for entry in table.entries:
        if entry.period is not None and entry.period.start is not None:
            by_name.setdefault(entry.subject, []).append((entry.period.start, entry))
    found = {}
    for name, entries in by_name.items():
        entries.sort(key=lambda pair: pair[0])
        found[name] = Course(tuple(start for start, _ in entries), tuple(entry for _, entry in entries))
    return found


def date_of(document: Document) -> date | None:
    """Return the date that the front matter of a document gives it."""
    for region in document.regions[:1]:
        found = _DATED.search(document.quote(region.span)) if region.kind is RegionKind.METADATA else None
        if found and (days := read_days(found["day"])) is not None and days.start is not None:
            return date.fromordinal(int(days.start))
    return None


def pairs_in(document: Document, claims: Sequence[Claimed]) -> Iterator[Pair]:
    """Yield the amounts of money that stand in brackets behind another one."""
    for first, second in pairwise(claims):
        one, other = first.claim.figure, second.claim.figure
        if one.unit.kind is not Kind.MONEY or other.unit.kind is not Kind.MONEY or one.is_cell:
            continue
        if one.extent.end > other.span.start or other.span.start - one.extent.end > 30:
            continue
        closes = _CLOSES.match(document.text, other.extent.end)
        if closes and _OPENS.fullmatch(document.text, one.extent.end, other.span.start):
            yield Pair(first, second, closes["words"].strip().lower())


def judge_pair(pair: Pair, rates: Rates, today: date | None) -> Judged | None:
    """Return what a table makes of the second amount of a pair; None where it says nothing of it.

    `today` is the date of the text. Without it, and without a period of the claim's own, there is no rate.
    """
    if rates.holds_prices:
        return _judge_prices(pair, rates, today)
    first, second = pair.first.claim, pair.second.claim
    if "/" in first.figure.unit.name or first.figure.unit.name == second.figure.unit.name:
        return None
    span = _time_of(pair, today)
    rate = exchange_rate(rates, first.figure.unit.name, second.figure.unit.name, span) if span else None
    return _judged(pair, rate, "", rates) if rate else None


def exchange_rate(rates: Rates, base: str, quote: str, span: Span) -> Rate | None:
    """Return what one `base` was worth in `quote`: as the table says it, the other way round, or through a third."""
    direct = _listed(rates, base, quote, span)
    if direct is not None:
        return direct
    through = sorted({name.partition("/")[0] for name in rates.courses} | {n.partition("/")[2] for n in rates.courses})
    for third in through:
        to, back = _listed(rates, base, third, span), _listed(rates, third, quote, span)
        if to is not None and back is not None:
            return Rate(to.value * back.value, (*to.entries[:1], *back.entries[:1]))
    return None


def _listed(rates: Rates, base: str, quote: str, span: Span) -> Rate | None:
    for name, turned in ((f"{base}/{quote}", False), (f"{quote}/{base}", True)):
        entries = rates.courses[name].within(span) if name in rates.courses else []
        if entries and all(entry.number > 0 for entry in entries):
            value = _hull(entries)
            return Rate(value.reciprocal() if turned else value, tuple(entries))
    return None


def _hull(entries: Sequence[Entry]) -> Interval:
    return Interval(min(entry.value.low for entry in entries), max(entry.value.high for entry in entries))


def _time_of(pair: Pair, today: date | None) -> Span | None:
    """Return the time whose rate is meant: the claim's own, or the month up to the date of the text."""
    for one in (pair.second, pair.first):
        period = one.claim.period
        if one.dated and period.start is not None and period.end is not None:
            return Span(period.start, period.end)
    if today is None or pair.first.claim.period.is_known or pair.first.claim.phase.value == "before":
        return None
    return Span(today.toordinal() - MONTH, float(today.toordinal()))


def _judge_prices(pair: Pair, rates: Rates, today: date | None) -> Judged | None:
    """Return what a price index makes of an amount "in today's money"."""
    first, second = pair.first.claim, pair.second.claim
    if first.figure.unit.name != second.figure.unit.name or today is None:
        return None
    if not any(phrase in pair.words for phrase in rates.asked.words.todays) or not pair.first.dated:
        return None
    then, now = first.period, Span(today.toordinal() - 13 * MONTH, float(today.toordinal()))
    for course in rates.courses.values():
        before = course.within(Span(then.start or 0.0, then.end or 0.0))
        # The last two of the year up to the text: the newest may not have been out when it was written.
        after = course.within(now)[-2:]
        if before and after and all(entry.number > 0 for entry in (*before, *after)):
            return _judged(pair, Rate(_hull(after) / _hull(before), (after[-1], before[0])), "prices", rates)
    return None


def _judged(pair: Pair, rate: Rate, how: str, rates: Rates) -> Judged:
    first, second = pair.first.claim.figure, pair.second.claim.figure
    value = rate.value * Interval(1 - ROOM, 1 + ROOM)
    strict, coarse = first.strict * value, first.coarse * value
    meets, roughly = strict.meet(second.strict) is not None, coarse.meet(second.coarse) is not None
    entries = list(rate.entries)
    source = rates.asked.table.name
    at = _ends(rate.value)
    times = entries[0].period.words if entries[0].period else ""
    until = entries[-1].period.words if entries[-1].period else ""
    told = f"at {'prices that rose' if how else 'rates of'} {at} ({times if times == until else f'{times} to {until}'})"
    verb = "follows from" if meets or roughly else "does not follow from"
    return Judged(
        second.index,
        Support.DERIVABLE if meets or roughly else Support.CONTRADICTED,
        witnesses_of(entries, rates.asked),
        f"{first.quote} × {at}",
        strict,
        roughly and not meets,
        f"{second.quote} {verb} {first.quote} {told}, as {source} has them: "
        f"{written(strict, second.unit, like=second)}",
    )


def _ends(value: Interval) -> str:
    low, high = f"{value.low:.4g}", f"{value.high:.4g}"
    return low if low == high else f"{low} to {high}"
