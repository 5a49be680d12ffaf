"""A value that goes to the base unit and back is the same value."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verify.model import Interval, Kind, Unit, close

from .strategies import intervals

units = st.builds(
    Unit,
    name=st.just("something"),
    kind=st.just(Kind.MEASURE),
    factor=st.floats(1e-12, 1e12),
    offset=st.sampled_from([0.0, 273.15, 459.67 * 5 / 9]),
)


@given(value=intervals(open_ends=False), unit=units)
def test_there_and_back_is_the_same(value: Interval, unit: Unit) -> None:
    back = unit.from_base(unit.to_base(value))
    # An offset swallows what is far smaller than itself, as it does on a thermometer.
    noise = 1e-9 * abs(unit.offset / unit.factor)
    for before, after in ((value.low, back.low), (value.high, back.high)):
        assert close(before, after) or abs(before - after) <= noise


@given(value=intervals(), unit=units)
def test_an_open_end_stays_open(value: Interval, unit: Unit) -> None:
    assert unit.from_base(unit.to_base(value)).bounded == value.bounded
