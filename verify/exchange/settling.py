"""What a table of claims says of figures: which there are, and what they are worth."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from verify.errors import ClaimsError
from verify.figures import Lexicon
from verify.model import NUMBER, RATIO, Figure, Interval, Kind, Qualifier, Unit, counted

from .files import Row, fault
from .given import Claimed, Given

UNCLAIMED = "unclaimed"
"""The form of a quantity that a table of claims does not have: nothing is asked of it."""


def settled(figures: Sequence[Figure], claimed: Claimed, lexicon: Lexicon) -> tuple[tuple[Figure, ...], Claimed]:
    """Return the figures that a table claims among those read, and the table without the rows that cannot be used.

    Quantities of which no row speaks are none any more. A row where no figure was read, or where it is of another
    extent, brings one of its own, if it says what it is worth.
    """
    rows: dict[int, Given] = {}
    own: list[Figure] = []
    kept: list[Given] = []
    faults = list(claimed.faults)
    removed: set[int] = set()
    for one, met in _meeting(figures, claimed.given):
        same = [figure for figure in met if _is_same(figure, one) and figure.is_quantity]
        try:
            if any(figure.index in rows or figure.index in removed for figure in met) or (
                own and own[-1].span.overlaps(one.span)
            ):
                raise fault(claimed.source, one.row.number, "its figure has a row already", "leave one of them out")
            theirs = met[0] if len(met) == 1 and same else _figure(one, claimed.source)
            _value(theirs, one.row, lexicon, claimed.source)
            if theirs.index >= 0:
                rows[theirs.index] = one
            else:
                own.append(theirs)
                removed.update(figure.index for figure in met)
            kept.append(one)
        except ClaimsError as trouble:
            faults.append(trouble)
    left = (
        figure if figure.index in rows or not figure.is_quantity else replace(figure, kind=Kind.OTHER, form=UNCLAIMED)
        for figure in figures
        if figure.index not in removed
    )
    together = sorted((*left, *own), key=lambda figure: figure.span) if own else left
    numbered = tuple(
        figure if figure.index == number else replace(figure, index=number) for number, figure in enumerate(together)
    )
    return numbered, replace(claimed, given=tuple(kept), faults=tuple(faults))


def valued(figures: Sequence[Figure], claimed: Claimed, lexicon: Lexicon) -> tuple[Figure, ...]:
    """Return the figures with the values that a table gives them; `claimed` has been settled among them."""
    changed = list(figures)
    for one, met in _meeting(figures, claimed.given):
        for figure in met[:1]:
            changed[figure.index] = _value(figure, one.row, lexicon, claimed.source)
    return tuple(changed)


def _meeting(figures: Sequence[Figure], given: Sequence[Given]) -> Iterator[tuple[Given, list[Figure]]]:
    """Yield each row with the figures that it overlaps; both are in the order of the text."""
    first = 0
    for one in given:
        while first < len(figures) and figures[first].span.end <= one.span.start:
            first += 1
        last = first
        while last < len(figures) and figures[last].span.start < one.span.end:
            last += 1
        yield one, list(figures[first:last])


def _is_same(figure: Figure, one: Given) -> bool:
    """Whether a row speaks of a figure: it quotes the number at least, or no more than the whole phrase."""
    inside = one.span.start <= figure.span.start and figure.span.end <= one.span.end
    return inside or (figure.extent.start <= one.span.start and one.span.end <= figure.extent.end)


def _figure(one: Given, source: str) -> Figure:
    """Return a figure of the row's own; raises ClaimsError where it gives no value."""
    if "low" not in one.row.values:
        what = f"no one figure is read in {one.row.text('quote')[:60]!r}, and the row gives no `low`"
        raise fault(source, one.row.number, what, "quote one figure, or say what it is worth")
    low = float(one.row.values["low"])
    return Figure(
        index=-1,
        span=one.span,
        quote=one.row.text("quote"),
        extent=one.span,
        low=low,
        high=low,
        strict=Interval.exactly(low),
        coarse=Interval.exactly(low),
        unit=NUMBER,
        kind=Kind.NUMBER,
        step=_step(low),
    )


def _value(figure: Figure, row: Row, lexicon: Lexicon, source: str) -> Figure:
    """Return a figure with what its row says of it; raises ClaimsError where the row contradicts itself."""
    values = row.values
    low = float(values.get("low", figure.low))
    high = float(values.get("high", values.get("low", figure.high)))
    qualifier = Qualifier(row.text("qualifier") or figure.qualifier)
    unit = _unit(figure, row, lexicon, source)
    if not low <= high:
        raise fault(source, row.number, f"low {low:g} is above high {high:g}", "give them in order")
    written = (low, high, qualifier, unit) == (figure.low, figure.high, figure.qualifier, figure.unit)
    step = float(values.get("step", figure.step if written else _step(low)))
    strict, coarse = figure.strict, figure.coarse
    if not written:
        strict = coarse = _room(low, high, step, qualifier)
    strict = _interval(strict, "strict", row, source)
    coarse = _interval(
        coarse if coarse.low <= strict.low and strict.high <= coarse.high else strict, "coarse", row, source
    )
    noun = tuple(row.text("noun").split()) if "noun" in values else figure.noun
    hedge = row.text("hedge") if "hedge" in values else figure.hedge
    kind = Kind(row.text("kind")) if row.text("kind") else figure.kind if unit == figure.unit else unit.kind
    if (low, high, strict, coarse, step, qualifier, unit, kind, noun, hedge) == (
        figure.low, figure.high, figure.strict, figure.coarse, figure.step, figure.qualifier, figure.unit, figure.kind,
        figure.noun, figure.hedge,
    ):  # fmt: skip
        return figure
    return replace(
        figure,
        low=low,
        high=high,
        strict=strict,
        coarse=coarse,
        step=step,
        qualifier=qualifier,
        unit=unit,
        kind=kind,
        noun=noun,
        hedge=hedge,
    )


def _interval(found: Interval, name: str, row: Row, source: str) -> Interval:
    low, high = row.values.get(f"{name}_low", found.low), row.values.get(f"{name}_high", found.high)
    if not float(low) <= float(high):
        what = f"{name}_low {float(low):g} is above {name}_high {float(high):g}"
        raise fault(source, row.number, what, "give them in order, or leave both out")
    return Interval(float(low), float(high))


def _unit(figure: Figure, row: Row, lexicon: Lexicon, source: str) -> Unit:
    if "unit" not in row.values or row.text("unit") == figure.unit.name:
        return figure.unit
    name, kind = row.text("unit"), row.text("kind")
    if kind == Kind.COUNT.value:
        return counted(name)
    if not name:
        return RATIO if kind == Kind.RATIO.value else NUMBER
    unit = lexicon.unit(name)
    if unit is None:
        mend = 'write an ISO 4217 code, "percent", a unit as pint names it, or kind "count" for a noun'
        raise fault(source, row.number, f"the unit '{name[:60]}' is not known", mend)
    return unit


def _room(low: float, high: float, step: float, qualifier: Qualifier) -> Interval:
    """Return every value that rounds to what is given."""
    match qualifier:
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            return Interval(low, math.inf)
        case Qualifier.AT_MOST | Qualifier.LESS_THAN:
            return Interval(-math.inf if low < 0 else 0.0, high)
    return Interval(low - step / 2, high + step / 2)


def _step(value: float) -> float:
    """Return one unit of the last digit that is not zero: 1e9 for 124e9, 0.1 for 3.2."""
    if not math.isfinite(value) or not value:
        return 1.0
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return float(10.0**exponent) if isinstance(exponent, int) else 1.0
