"""A figure of the text beside a number of a table: the same, the same read coarsely, too fine to tell, or another."""

from __future__ import annotations

from enum import StrEnum

from verify.model import Figure, Interval, Unit

from .table import Entry


class Likeness(StrEnum):
    """How a figure compares with what it is held against."""

    SAME = "same"
    """It rounds to the figure as it is written."""
    COARSE = "coarse"
    """It does so only through a hedge, or where trailing zeros count for nothing."""
    FINER = "finer"
    """The figure gives more digits than the table has: they may be the same."""
    OTHER = "other"


def held_to(figure: Figure, entry: Entry) -> Likeness:
    """Compare a figure with a number of a table, in a unit that fits.

    "$124 billion" is what 124.3 is rounded to, and not what 124.6 is.
    """
    number = in_unit(entry.number, entry.unit, figure.unit)
    value = converted(entry.value, entry.unit, figure.unit)
    if number in figure.strict:
        return Likeness.SAME
    if number in figure.coarse:
        return Likeness.COARSE
    return Likeness.FINER if value.meet(figure.coarse) is not None else Likeness.OTHER


def compared(figure: Figure, computed: Interval, exact: float) -> Likeness:
    """Compare a figure with what was computed of several numbers of a table.

    `computed` holds what their rounding allows, `exact` is what they give as written. Where their rounding leaves more
    open than the figure does, only the exact value speaks for it.
    """
    if exact in figure.strict:
        return Likeness.SAME
    if computed.meet(figure.strict) is not None:
        return Likeness.SAME if computed.width <= figure.strict.width else Likeness.FINER
    if exact in figure.coarse:
        return Likeness.COARSE
    return Likeness.FINER if computed.meet(figure.coarse) is not None else Likeness.OTHER


def converted(value: Interval, source: Unit, target: Unit) -> Interval:
    """Return a value in another unit of the same dimension."""
    return value if source.name == target.name else target.from_base(source.to_base(value))


def in_unit(number: float, source: Unit, target: Unit) -> float:
    """Return a number in another unit of the same dimension."""
    return number if source.name == target.name else converted(Interval(number, number), source, target).low


def is_precise(figure: Figure) -> bool:
    """Whether a figure has the digits that make an equal one no accident: three of them."""
    return figure.step * 100 <= max(abs(figure.low), abs(figure.high)) * 1.0000001
