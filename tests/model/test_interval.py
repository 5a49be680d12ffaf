"""Interval arithmetic by example; tests/properties holds the laws."""

from __future__ import annotations

import math

import pytest

from verify.model import EVERYTHING, Answer, Interval, at_most, close, equal, less_than

MORE_THAN_3 = Interval(3, math.inf)
UNDER_3 = Interval(-math.inf, 3)
HOLDS, FAILS, UNDECIDED = Answer.HOLDS, Answer.FAILS, Answer.UNDECIDED


def test_twelve_percent_growth_to_124_billion_leads_back_to_the_year_before() -> None:
    before = Interval(123.5, 124.5) / (Interval.exactly(1) + Interval(11.5, 12.5).scaled(0.01))
    assert before.low == pytest.approx(109.78, abs=0.01)
    assert before.high == pytest.approx(111.66, abs=0.01)


@pytest.mark.parametrize("ends", [(2, 1), (math.nan, 1), (1, math.nan)])
def test_an_interval_has_its_ends_in_order(ends: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="no interval from"):
        Interval(*ends)


@pytest.mark.parametrize(
    ("divisor", "quotient"),
    [
        (Interval(0, 2), Interval(0.5, math.inf)),
        (Interval(-2, 0), Interval(-math.inf, -0.5)),
        (Interval(-1, 1), EVERYTHING),
        (Interval(0, 0), EVERYTHING),
        (Interval(2, math.inf), Interval(0, 0.5)),
    ],
)
def test_dividing_by_what_may_be_zero_or_endless(divisor: Interval, quotient: Interval) -> None:
    assert Interval.exactly(1) / divisor == quotient


@pytest.mark.parametrize(
    ("base", "exponent", "power"),
    [
        (Interval(-2, 3), 2, Interval(0, 9)),
        (Interval(-3, -2), 2, Interval(4, 9)),
        (Interval(-2, 3), 3, Interval(-8, 27)),
        (Interval(-2, 3), 0, Interval(1, 1)),
        (Interval(2, 4), -1, Interval(0.25, 0.5)),
        (Interval(10, 10), 64, Interval(1e64, 1e64)),
    ],
)
def test_powers(base: Interval, exponent: int, power: Interval) -> None:
    assert base**exponent == power


@pytest.mark.parametrize("exponent", [65, -65, 10**9])
def test_no_rule_may_ask_for_an_endless_power(exponent: int) -> None:
    with pytest.raises(ValueError, match="exponent"):
        Interval(2, 3) ** exponent


@pytest.mark.parametrize(
    ("left", "right", "at_most_", "less_", "equal_"),
    [
        (Interval(1, 2), Interval(3, 4), HOLDS, HOLDS, FAILS),
        (Interval(3, 4), Interval(1, 2), FAILS, FAILS, FAILS),
        (Interval(1, 3), Interval(2, 4), UNDECIDED, UNDECIDED, UNDECIDED),
        (Interval(1, 2), Interval(2, 4), HOLDS, UNDECIDED, UNDECIDED),
        (Interval(2, 2), Interval(2, 2), HOLDS, FAILS, HOLDS),
        (Interval(0.1 + 0.2, 0.1 + 0.2), Interval(0.3, 0.3), HOLDS, FAILS, HOLDS),
        (MORE_THAN_3, Interval(5, 6), UNDECIDED, UNDECIDED, UNDECIDED),
        (MORE_THAN_3, Interval(1, 2), FAILS, FAILS, FAILS),
        (Interval(5, 6), MORE_THAN_3, UNDECIDED, UNDECIDED, UNDECIDED),
        (Interval(1, 2), MORE_THAN_3, HOLDS, HOLDS, FAILS),
        (UNDER_3, Interval(5, 6), HOLDS, HOLDS, FAILS),
        (UNDER_3, Interval(1, 2), UNDECIDED, UNDECIDED, UNDECIDED),
        (MORE_THAN_3, MORE_THAN_3, UNDECIDED, UNDECIDED, UNDECIDED),
        (EVERYTHING, EVERYTHING, UNDECIDED, UNDECIDED, UNDECIDED),
    ],
)
def test_comparisons_keep_the_doubt(
    left: Interval, right: Interval, at_most_: Answer, less_: Answer, equal_: Answer
) -> None:
    assert (at_most(left, right), less_than(left, right), equal(left, right)) == (at_most_, less_, equal_)


def test_ends_that_differ_by_float_noise_touch() -> None:
    tenths = Interval.exactly(0.1) + Interval.exactly(0.2)
    assert tenths.meet(Interval.exactly(0.3)) is not None
    assert tenths.gap(Interval.exactly(0.3)) == 0
    assert Interval(0, 1).meet(Interval(1.001, 2)) is None
    assert Interval(0, 1).gap(Interval(3, 4)) == Interval(3, 4).gap(Interval(0, 1)) == 2


@pytest.mark.parametrize(("left", "right"), [(math.inf, 5.0), (-math.inf, 5.0), (math.inf, -math.inf), (0.0, 1e-300)])
def test_nothing_finite_is_close_to_an_open_end_nor_anything_to_zero(left: float, right: float) -> None:
    assert not close(left, right)
    assert not close(right, left)
    assert close(left, left)


def test_membership_allows_for_noise_only() -> None:
    assert 0.1 + 0.2 in Interval(0, 0.3)
    assert 0.3001 not in Interval(0, 0.3)
    assert math.inf not in Interval(0, 1)
    assert 5 in MORE_THAN_3


def test_the_middle_is_inside_even_of_open_intervals() -> None:
    assert Interval(1, 3).middle == 2
    assert MORE_THAN_3.middle == UNDER_3.middle == 3
    assert EVERYTHING.middle == 0
    assert (EVERYTHING.bounded, MORE_THAN_3.bounded, Interval(1, 3).bounded) == (False, False, True)
    assert Interval.around(5, 0.5).width == 1
