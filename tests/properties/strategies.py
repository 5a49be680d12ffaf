"""What the laws draw from: intervals of floats, and exact values inside them."""

from __future__ import annotations

import math
from fractions import Fraction

from hypothesis import strategies as st

from verify.model import Interval

# Sizes that prose can reach, with room: from a billionth to a few quadrillions, zero among them.
sizes = st.one_of(
    st.just(0.0),
    st.integers(-10_000, 10_000).map(float),
    st.floats(1e-9, 1e15),
    st.floats(-1e15, -1e-9),
)


@st.composite
def intervals(draw: st.DrawFn, *, open_ends: bool = True) -> Interval:
    """An interval, exact at times; with `open_ends`, one that may be open at either end."""
    low = draw(sizes)
    high = draw(st.one_of(st.just(low), sizes))
    low, high = min(low, high), max(low, high)
    if open_ends:
        low = draw(st.sampled_from([low, low, low, -math.inf]))
        high = draw(st.sampled_from([high, high, high, math.inf]))
    return Interval(low, high)


@st.composite
def values(draw: st.DrawFn, interval: Interval) -> Fraction:
    """An exact value of an interval: an end, or anything between."""
    part = draw(st.sampled_from([Fraction(0), Fraction(1)]) | st.fractions(0, 1, max_denominator=1000))
    far = Fraction(10) ** draw(st.integers(-6, 15))
    if interval.bounded:
        low, high = Fraction(interval.low), Fraction(interval.high)
        return low + part * (high - low)
    if math.isfinite(interval.low):
        return Fraction(interval.low) + part * far
    if math.isfinite(interval.high):
        return Fraction(interval.high) - part * far
    return (2 * part - 1) * far
