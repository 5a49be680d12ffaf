"""Units: what a number counts or measures, as a dimension and a factor to that dimension's base.

pint is the authority for physical units (see `figures/data/units.json`, generated from it); a currency is a dimension
of its own; a count carries its noun; percent and percentage point are kept apart.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from .interval import Interval

Dimension = tuple[tuple[str, int], ...]
"""Base dimensions with their powers, sorted: `(("[length]", 1), ("[time]", -1))`; `()` for pure numbers."""


class Kind(StrEnum):
    """What sort of figure it is; the last three are no quantities."""

    MONEY = "money"
    PERCENT = "percent"
    PERCENTAGE_POINT = "percentage_point"
    MEASURE = "measure"
    COUNT = "count"
    NUMBER = "number"
    DURATION = "duration"
    TEMPERATURE = "temperature"
    RATIO = "ratio"
    DATE = "date"
    ORDINAL = "ordinal"
    OTHER = "other"


class Unit(Struct, frozen=True):
    """A unit as written, with its way to the base: `base = factor * value + offset`.

    >>> Unit("kilometer", Kind.MEASURE, (("[length]", 1),), 1000.0).to_base(Interval(4.5, 5.5))
    Interval(low=4500.0, high=5500.0)
    """

    name: str
    """ISO 4217 code, pint's name, "percent", "percentage_point", a counted noun's lemma, or "" for a bare number."""
    kind: Kind
    dimension: Dimension = ()
    factor: float = 1.0
    offset: float = 0.0

    def to_base(self, value: Interval) -> Interval:
        """Return `value`, given in this unit, in the base unit of its dimension."""
        return value.scaled(self.factor, self.offset) if self.factor != 1.0 or self.offset else value

    def from_base(self, value: Interval) -> Interval:
        """Return `value`, given in the base unit, in this unit."""
        return value.scaled(1 / self.factor, -self.offset / self.factor)


NUMBER = Unit("", Kind.NUMBER)
PERCENT = Unit("percent", Kind.PERCENT, (), 0.01)
PERCENTAGE_POINT = Unit("percentage_point", Kind.PERCENTAGE_POINT, (), 0.01)
RATIO = Unit("", Kind.RATIO)


def currency(code: str, factor: float = 1.0) -> Unit:
    """Return the unit of an ISO 4217 currency, a dimension of its own; `factor` 0.01 for its cent."""
    return Unit(code, Kind.MONEY, ((code, 1),), factor)


def counted(noun: str) -> Unit:
    """Return the unit of things counted, by the lemma of their noun; counts are pure numbers in formulas.

    Two counts may be added or compared only where their nouns agree, which `checking` sees to: "12 of the 40 sites"
    names its noun once, so a noun cannot be a dimension.
    """
    return Unit(noun, Kind.COUNT)
