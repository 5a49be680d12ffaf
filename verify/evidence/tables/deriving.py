"""What follows from two rows of a table: a change between two periods, a share of a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from verify.figures.writing import written
from verify.model import Claim, Direction, Figure, Interval, Kind, Period, Role, Support

from .comparing import Likeness, compared, converted, in_unit
from .index import Series, when
from .judging import Asked, Judged, named, said, witnesses_of
from .matching import Match, fit, fitting, matches
from .sentence import Claimed
from .table import Entry
from .words import lemmas

MOST_PAIRS = 400
"""Of a claim without a period: periods of one series that are tried."""
_YEAR = (360, 371)
"""Days between what is a year apart."""


class Derived(NamedTuple):
    """An arithmetic over rows, in the unit of the figure."""

    entries: tuple[Entry, ...]
    formula: str
    value: Interval
    """All that the rounding of the rows allows."""
    exact: float
    """What the rows give as they are written."""
    main: bool
    """Whether it is what the claim must mean: the change from the period before, or from a year before."""


def judge_change(one: Claimed, asked: Asked, level: Entry | None = None) -> Judged | None:
    """Return what a table makes of a change: "increased by 12%" against its levels, in each unit that it has.

    `level` is the row that the sentence surely speaks of, where another figure tells it: "by 12% to $124 billion".
    """
    claim = one.claim
    if claim.role is not Role.CHANGE or claim.figure.is_cell:
        return None
    main: list[Derived] = []
    coarse: Derived | None = None
    for match in _series(one, asked, level):
        if not match.same:
            continue
        for derived in _changes(match.series, one, level.period if level else claim.period):
            likeness = change_held_to(derived, claim)
            if likeness is Likeness.SAME:
                return _derivable(
                    one, derived, asked, sure=match.sure and derived.main and (one.dated or level is not None)
                )
            if likeness is Likeness.COARSE and coarse is None:
                coarse = derived
            if derived.main and match.whose and likeness in (Likeness.OTHER, Likeness.FINER):
                main.append(derived)
    if coarse is not None:
        return _derivable(one, coarse, asked, coarse=True)
    # In the currency of the sentence first: "by 12% to $124 billion".
    main.sort(key=lambda derived: derived.entries[0].unit.name not in one.sentence.units)
    return _not_derivable(one, main, asked, dated=one.dated or level is not None) if main else None


def _series(one: Claimed, asked: Asked, level: Entry | None) -> list[Match]:
    if level is None:
        return matches(one, asked.index, asked.language, asked.words)
    return [
        Match(level.measure, level.subject, asked.index.series[level.measure, level.subject], same=True, whose=True)
    ]


def change_held_to(derived: Derived, claim: Claim) -> Likeness:
    """Compare a change as the claim tells it, a fall without its sign, with what the rows make it."""
    exact = -derived.exact if claim.direction is Direction.DOWN else derived.exact
    return compared(claim.figure, as_told(derived, claim), exact)


def as_told(derived: Derived, claim: Claim) -> Interval:
    """Return a change as the claim would tell it: a fall has no sign in "fell by 12%"."""
    return -derived.value if claim.direction is Direction.DOWN else derived.value


def _derivable(one: Claimed, derived: Derived, asked: Asked, *, coarse: bool = False, sure: bool = False) -> Judged:
    message = f"{one.claim.figure.quote} follows from {asked.table.name}: {_working(derived, one.claim.figure)}"
    return Judged(
        one.claim.index, Support.DERIVABLE, witnesses_of(derived.entries, asked), derived.formula,
        as_told(derived, one.claim), coarse, message, derived.entries, sure,
    )  # fmt: skip


def _not_derivable(one: Claimed, main: list[Derived], asked: Asked, *, dated: bool) -> Judged:
    """Return that the levels make it another change: contradicted where the claim is sure of its period."""
    figure = one.claim.figure
    sure = dated and one.firm and one.claim.period.length is None
    sure = sure and all(change_held_to(derived, one.claim) is Likeness.OTHER for derived in main)
    working = "; ".join(_working(derived, figure) for derived in main[:3])
    does = "does not follow from" if sure else "is not seen to follow from"
    return Judged(
        one.claim.index,
        Support.CONTRADICTED if sure else Support.NOT_FOUND,
        witnesses_of((entry for derived in main for entry in derived.entries), asked),
        main[0].formula,
        as_told(main[0], one.claim),
        message=f"{figure.quote} {does} {asked.table.name}: {working}",
        entries=main[0].entries,
        sure=sure,
    )


def _working(derived: Derived, figure: Figure) -> str:
    return f"{derived.formula} = {roughly(derived.value, figure)} ({rows_told(derived.entries)})"


def rows_told(entries: Sequence[Entry]) -> str:
    """Name the rows of an arithmetic: "revenue of Globex, 2019 and 2018"."""
    if len({(entry.measure, entry.subject) for entry in entries}) > 1:
        return "; ".join(named(entry) for entry in entries)
    periods = [entry.period.words for entry in entries[1:] if entry.period]
    return " and ".join([named(entries[0]), *periods])


def roughly(value: Interval, figure: Figure) -> str:
    """Write what was computed, a digit finer than the figure where the rows tell it so finely."""
    fine = figure.step / 10
    middle = round(value.middle / fine) * fine
    return written(Interval.exactly(middle) if value.width <= figure.step else value, figure.unit, like=figure)


def _changes(series: Series, one: Claimed, known: Period | None) -> Iterator[Derived]:
    """Yield the changes that a claim may mean, those from the period before first; it ends in `known`."""
    claim, period = one.claim, known or Period()
    if period.start is not None:
        ends = [key for key in series if key == when(period)]
        starts = list(series) if len(series) <= MOST_PAIRS else []
        pairs = [(start, end) for end in ends for start in {*_before(series, end), *starts} if start != end]
        pairs += [(end, start) for end in ends for start in starts if start != end and (start[0] or 0) > (end[0] or 0)]
    else:
        if len(series) > MOST_PAIRS:
            return
        pairs = [(start, end) for end in series for start in _before(series, end)]
    pairs.sort(key=lambda pair: (-(pair[1][0] or 0), -(pair[0][0] or 0)))
    for start, end in pairs:
        if start[0] is None or end[0] is None or start[0] >= end[0]:
            continue
        main = start in _before(series, end) and (period.start is None or end == when(period))
        for last in series[end]:
            for first in fitting(series[start], last.unit):
                yield from changes_between(first, last, claim, main=main)


def _before(series: Series, end: tuple[float | None, float | None]) -> list[tuple[float | None, float | None]]:
    """Return the period just before one, and the one a year before it, of the same length."""
    first, last = end
    if first is None or last is None:
        return []
    day = date.fromordinal(int(first)) - timedelta(days=1)
    found = []
    for start in series:
        if start[0] is None or start[1] is None or not 0.9 < (start[1] - start[0] + 1) / (last - first + 1) < 1.12:
            continue
        if start[1] == day.toordinal() or _YEAR[0] <= first - start[0] <= _YEAR[1]:
            found.append(start)
    return found


def changes_between(first: Entry, last: Entry, claim: Claim, *, main: bool) -> Iterator[Derived]:
    """Yield what the figure of a claim may be of the change from one row to another, the likeliest first."""
    unit = claim.figure.unit
    difference = last.number - first.number
    before, after = first.value, converted(last.value, last.unit, first.unit)
    if unit.kind is Kind.PERCENT and first.unit.name == last.unit.name:
        if first.number > 0:
            change = Interval((after.low / before.high - 1) * 100, (after.high / max(before.low, 1e-300) - 1) * 100)
            exact = (last.number / first.number - 1) * 100
            yield Derived((last, first), f"{said(last)} / {said(first)} - 1", change, exact, main)
        if first.unit.kind is Kind.PERCENT:  # "up 2%" of a rate is often said for percentage points
            yield Derived((last, first), f"{said(last)} - {said(first)}", last.value - first.value, difference, False)
    elif unit.kind is Kind.PERCENTAGE_POINT and first.unit.kind is Kind.PERCENT:
        yield Derived((last, first), f"{said(last)} - {said(first)}", last.value - first.value, difference, main)
    elif fit(first.unit, unit):
        factor = first.unit.factor / unit.factor  # and no offset: a rise of 5 degrees is no temperature
        exact = (in_unit(last.number, last.unit, first.unit) - first.number) * factor
        main = main and unit.kind is not Kind.NUMBER
        yield Derived((last, first), f"{said(last)} - {said(first)}", (after - before).scaled(factor), exact, main)


def judge_share(one: Claimed, asked: Asked) -> Judged | None:
    """Return the share that a claim may be: of a total row, of all subjects together. It accuses nobody."""
    claim = one.claim
    if claim.figure.unit.kind is not Kind.PERCENT or claim.role is Role.CHANGE or claim.figure.is_cell:
        return None
    for match in _share_matches(one, asked):
        entries = match.series.get(when(claim.period), []) if claim.period.start is not None else _lone(match.series)
        for entry in entries:
            for derived in _shares(entry, match, asked):
                if compared(claim.figure, derived.value, derived.exact) is Likeness.SAME:
                    return _derivable(one, derived, asked)
    return None


def _share_matches(one: Claimed, asked: Asked) -> list[Match]:
    found = matches(one, asked.index, asked.language, asked.words)
    return [match for match in found if match.whose and match.subject]


def _lone(series: Series) -> list[Entry]:
    """Return the entries of a series that has one period."""
    return next(iter(series.values())) if len(series) == 1 else []


def _shares(entry: Entry, match: Match, asked: Asked) -> Iterator[Derived]:
    others = asked.index.by_measure.get(match.measure, [])
    if len(others) > MOST_PAIRS or entry.unit.kind is Kind.PERCENT:
        return
    parts: list[Entry] = []
    for subject in others:
        found = asked.index.series[match.measure, subject].get(when(entry.period), [])
        same = [other for other in found if other.unit.name == entry.unit.name]
        if lemmas(subject, asked.language) & asked.words.wholes:
            for whole in same:
                if whole.value.low <= 0:
                    continue
                yield Derived(
                    (entry, whole),
                    f"{said(entry)} / {said(whole)}",
                    _share(entry.value, whole.value),
                    100 * entry.number / whole.number,
                    main=False,
                )
        else:
            parts += same[:1]
    if len(parts) > 1 and all(part.number >= 0 for part in parts):
        total = parts[0].value
        for part in parts[1:]:
            total += part.value
        terms = " + ".join(said(part) for part in parts[:4]) + (" + …" if len(parts) > 4 else "")
        if total.low > 0:
            exact = 100 * entry.number / sum(part.number for part in parts)
            yield Derived((entry, *parts), f"{said(entry)} / ({terms})", _share(entry.value, total), exact, main=False)


def _share(part: Interval, whole: Interval) -> Interval:
    return (part / whole).scaled(100.0)
