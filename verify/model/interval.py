"""Closed intervals of floats, and comparisons that may answer "undecided".

An interval is every value that a figure's wording allows; an end may be infinite ("more than 1,000" has no upper end).
The operations are the textbook ones of interval arithmetic (IEEE 1788, set-based flavour, without outward rounding):
float noise is some twelve digits below anything that a text prints, and `TINY` makes room for it in comparisons. The
property tests hold every operation against exact fractions.
"""

from __future__ import annotations

import math
from enum import StrEnum

from msgspec import Struct

TINY = 1e-9
"""Relative room for float noise, far below any printed digit: 0.1 + 0.2 <= 0.3 must hold for a sum of shares."""

LARGEST_POWER = 64
"""Powers beyond this are no prose arithmetic; a hostile rule may not ask for them."""


class Answer(StrEnum):
    """The answer of a comparison of two vague numbers: it has three values, so it is no bool."""

    HOLDS = "holds"
    FAILS = "fails"
    UNDECIDED = "undecided"


class Interval(Struct, frozen=True):
    """All values from `low` to `high`, both ends in; `low <= high`, ends may be infinite, never NaN.

    >>> Interval(123.5, 124.5) / (Interval(1, 1) + Interval(0.115, 0.125))
    Interval(low=109.77777777777777, high=111.65919282511211)
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:  # NaN fails this too
            raise ValueError(f"no interval from {self.low} to {self.high}")

    @classmethod
    def exactly(cls, value: float) -> Interval:
        """Return the interval that holds `value` alone."""
        return cls(value, value)

    @classmethod
    def around(cls, value: float, room: float) -> Interval:
        """Return `value` plus and minus `room` (not negative)."""
        return cls(value - room, value + room)

    @property
    def width(self) -> float:
        """`high - low`; infinite where an end is open."""
        return self.high - self.low

    @property
    def middle(self) -> float:
        """A value inside, for sorting and drawing only: verdicts never rest on it."""
        if math.isinf(self.low):
            return 0.0 if math.isinf(self.high) else self.high
        return self.low if math.isinf(self.high) else (self.low + self.high) / 2

    @property
    def bounded(self) -> bool:
        """Whether both ends are finite."""
        return not (math.isinf(self.low) or math.isinf(self.high))

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high or close(value, self.low) or close(value, self.high)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __add__(self, other: Interval) -> Interval:
        return _spanning(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return _spanning(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        if self.low >= 0 and other.low >= 0:  # as nearly all amounts are
            return Interval(_times(self.low, other.low), _times(self.high, other.high))
        corners = (
            _times(self.low, other.low),
            _times(self.low, other.high),
            _times(self.high, other.low),
            _times(self.high, other.high),
        )
        return Interval(min(corners), max(corners))

    def __truediv__(self, other: Interval) -> Interval:
        """Return every quotient; a divisor that straddles zero gives the whole line, zero alone as well."""
        return self * other.reciprocal()

    def reciprocal(self) -> Interval:
        """Return 1/x for every x but zero; `EVERYTHING` where zero lies inside or is all there is."""
        if self.low > 0 or self.high < 0:
            return Interval(1 / self.high, 1 / self.low)
        if self.low == 0 < self.high:
            return Interval(1 / self.high, math.inf)
        if self.low < 0 == self.high:
            return Interval(-math.inf, 1 / self.low)
        return EVERYTHING

    def __pow__(self, exponent: int) -> Interval:
        """Return the power by a whole number; raises ValueError beyond `LARGEST_POWER`."""
        if abs(exponent) > LARGEST_POWER:
            raise ValueError(f"the exponent {exponent} is beyond {LARGEST_POWER}")
        if exponent < 0:
            return (self**-exponent).reciprocal()
        if exponent % 2 or self.low >= 0:
            return Interval(_power(self.low, exponent), _power(self.high, exponent))
        largest = max(_power(self.low, exponent), _power(self.high, exponent))
        if self.high <= 0:
            return Interval(_power(self.high, exponent), _power(self.low, exponent))
        return Interval(0.0, largest) if exponent else Interval(1.0, 1.0)

    def scaled(self, factor: float, offset: float = 0.0) -> Interval:
        """Return `factor * x + offset` for every x, as a change of unit does."""
        ends = (_times(self.low, factor) + offset, _times(self.high, factor) + offset)
        return Interval(min(ends), max(ends))

    def meet(self, other: Interval) -> Interval | None:
        """Return what both hold, None where they are apart; ends that differ by float noise touch."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low <= high:
            return Interval(low, high)
        return Interval(high, low) if close(low, high) else None

    def hull(self, other: Interval) -> Interval:
        """Return the smallest interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))

    def gap(self, other: Interval) -> float:
        """Return the distance between the nearest ends, 0 where the intervals touch."""
        if self.meet(other) is not None:
            return 0.0
        return max(self.low - other.high, other.low - self.high)


EVERYTHING = Interval(-math.inf, math.inf)


def close(left: float, right: float) -> bool:
    """Say whether two floats differ by no more than arithmetic noise."""
    return math.isclose(left, right, rel_tol=TINY)  # which knows that nothing finite is close to an open end


def equal(left: Interval, right: Interval) -> Answer:
    """Say whether two vague numbers are the same: never HOLDS unless both are one exact value.

    >>> equal(Interval(11.7, 13.1), Interval(11.5, 12.5))
    <Answer.UNDECIDED: 'undecided'>
    """
    if left.meet(right) is None:
        return Answer.FAILS
    exact = close(left.low, left.high) and close(right.low, right.high)
    return Answer.HOLDS if exact else Answer.UNDECIDED


def at_most(left: Interval, right: Interval) -> Answer:
    """Say whether `left <= right`, keeping the doubt."""
    if left.high <= right.low or close(left.high, right.low):
        return Answer.HOLDS
    if left.low > right.high and not close(left.low, right.high):
        return Answer.FAILS
    return Answer.UNDECIDED


def less_than(left: Interval, right: Interval) -> Answer:
    """Say whether `left < right`, keeping the doubt; equal exact values fail."""
    if left.high < right.low and not close(left.high, right.low):
        return Answer.HOLDS
    if left.low >= right.high or close(left.low, right.high):
        return Answer.FAILS
    return Answer.UNDECIDED


def _spanning(low: float, high: float) -> Interval:
    """Return the interval of two computed ends; an end that overflow left undefined (inf - inf) is open."""
    return Interval(-math.inf if math.isnan(low) else low, math.inf if math.isnan(high) else high)


def _times(left: float, right: float) -> float:
    # The limit of 0 * x as x grows: an open end times an exact zero is zero, not NaN.
    return 0.0 if left == 0 or right == 0 else left * right


def _power(base: float, exponent: int) -> float:
    try:
        return float(base**exponent)
    except OverflowError:
        return math.inf if base > 0 or exponent % 2 == 0 else -math.inf
