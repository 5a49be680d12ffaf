"""The laws of interval arithmetic, against exact fractions.

Whatever exact values the intervals hold, the interval of the result holds the exact result. Floats are allowed noise of
`TINY`, relative to the numbers that went in.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from verify.model import EVERYTHING, TINY, Answer, Interval, at_most, equal, less_than

from .strategies import intervals, sizes, values

ARITHMETIC = [operator.add, operator.sub, operator.mul, operator.truediv]
Operation = Callable[..., Any]


def holds(interval: Interval, exact: Fraction, scale: Fraction) -> bool:
    """Say whether an exact value lies in an interval, with room for float noise relative to `scale`."""
    room = Fraction(TINY) * max(abs(exact), abs(scale))
    above = math.isinf(interval.low) or Fraction(interval.low) - room <= exact
    below = math.isinf(interval.high) or exact <= Fraction(interval.high) + room
    return above and below


def includes(outer: Interval, inner: Interval) -> bool:
    """Say whether `outer` holds all of `inner`, but for float noise."""
    return (outer.low <= inner.low or math.isclose(outer.low, inner.low, rel_tol=TINY)) and (
        outer.high >= inner.high or math.isclose(outer.high, inner.high, rel_tol=TINY)
    )


@pytest.mark.parametrize("operation", [operator.add, operator.sub, operator.mul], ids=lambda op: op.__name__)
@given(data=st.data(), a=intervals(), b=intervals())
def test_a_result_holds_the_result_of_every_pair_of_values(
    operation: Operation, data: st.DataObject, a: Interval, b: Interval
) -> None:
    x, y = data.draw(values(a)), data.draw(values(b))
    result, exact = operation(a, b), operation(x, y)
    assert holds(result, exact, max(abs(x), abs(y)))


@pytest.mark.parametrize("operation", [operator.add, operator.sub, operator.mul], ids=lambda op: op.__name__)
@given(a=intervals(open_ends=False), b=intervals(open_ends=False))
def test_a_result_is_no_wider_than_its_values_ask(operation: Operation, a: Interval, b: Interval) -> None:
    result = operation(a, b)
    corners = [operation(Fraction(x), Fraction(y)) for x in (a.low, a.high) for y in (b.low, b.high)]
    room = Fraction(TINY) * max(abs(Fraction(end)) for end in (a.low, a.high, b.low, b.high, *corners))
    assert min(corners) - room <= Fraction(result.low)
    assert Fraction(result.high) <= max(corners) + room


@given(data=st.data(), a=intervals(), b=intervals())
def test_a_quotient_holds_every_quotient(data: st.DataObject, a: Interval, b: Interval) -> None:
    x, y = data.draw(values(a)), data.draw(values(b))
    assume(y != 0)
    assert holds(a / b, x / y, Fraction(0))


@given(data=st.data(), a=intervals(open_ends=False), exponent=st.integers(-6, 6))
def test_a_power_holds_the_power_of_every_value(data: st.DataObject, a: Interval, exponent: int) -> None:
    x = data.draw(values(a))
    assume(x != 0 or exponent >= 0)
    assert holds(a**exponent, x**exponent, Fraction(0))


@given(data=st.data(), a=intervals(), factor=sizes, offset=sizes)
def test_scaling_holds_every_value_scaled(data: st.DataObject, a: Interval, factor: float, offset: float) -> None:
    x = data.draw(values(a))
    assert holds(a.scaled(factor, offset), x * Fraction(factor) + Fraction(offset), max(abs(x), Fraction(abs(offset))))


@given(data=st.data(), a=intervals())
def test_negation_holds_every_value_negated(data: st.DataObject, a: Interval) -> None:
    x = data.draw(values(a))
    negated = -a
    assert holds(negated, -x, Fraction(0))
    assert -negated == a


@given(a=intervals(), b=intervals())
def test_sums_and_products_do_not_depend_on_the_order(a: Interval, b: Interval) -> None:
    assert a + b == b + a
    assert a * b == b * a


@pytest.mark.parametrize("operation", ARITHMETIC, ids=lambda op: op.__name__)
@given(data=st.data(), a=intervals(), b=intervals())
def test_a_narrower_figure_gives_a_narrower_result(
    operation: Operation, data: st.DataObject, a: Interval, b: Interval
) -> None:
    ends = sorted((float(data.draw(values(a))), float(data.draw(values(a)))))
    narrower = Interval(max(ends[0], a.low), min(ends[1], a.high))
    assert includes(operation(a, b), operation(narrower, b))
    # Zero alone divides nothing, which decides nothing: the one figure that is narrower and tells less.
    if operation is not operator.truediv or narrower != Interval.exactly(0):
        assert includes(operation(b, a), operation(b, narrower))


@given(a=intervals())
def test_zero_and_one_change_nothing(a: Interval) -> None:
    zero, one = Interval.exactly(0), Interval.exactly(1)
    assert a + zero == a - zero == a * one == a / one == a**1 == a.scaled(1) == a
    assert a * zero == zero
    assert a**0 == one


@given(a=intervals())
def test_a_divisor_that_holds_zero_inside_decides_nothing(a: Interval) -> None:
    assume(a != Interval.exactly(0))
    assert a / Interval(-1, 1) == EVERYTHING


@pytest.mark.parametrize("operation", ARITHMETIC, ids=lambda op: op.__name__)
@given(
    a=st.tuples(st.floats(allow_nan=False), st.floats(allow_nan=False)),
    b=st.tuples(st.floats(allow_nan=False), st.floats(allow_nan=False)),
)
@example((math.inf, math.inf), (math.inf, math.inf))
@example((math.inf, math.inf), (-math.inf, -math.inf))
@example((1e308, 1e308), (1e308, 1e308))
@example((5e-324, 5e-324), (-5e-324, 5e-324))
def test_no_number_however_large_breaks_the_arithmetic(
    operation: Operation, a: tuple[float, float], b: tuple[float, float]
) -> None:
    result = operation(Interval(min(a), max(a)), Interval(min(b), max(b)))
    assert result.low <= result.high


@given(a=st.tuples(st.floats(allow_nan=False), st.floats(allow_nan=False)), exponent=st.integers(-64, 64))
def test_no_power_breaks_the_arithmetic(a: tuple[float, float], exponent: int) -> None:
    result = Interval(min(a), max(a)) ** exponent
    assert result.low <= result.high


@given(a=intervals(), b=intervals())
def test_what_two_intervals_share_lies_in_both_and_both_lie_in_their_hull(a: Interval, b: Interval) -> None:
    shared, hull = a.meet(b), a.hull(b)
    assert shared is None or (includes(a, shared) and includes(b, shared))
    assert includes(hull, a)
    assert includes(hull, b)


@given(data=st.data(), a=intervals(), b=intervals())
def test_a_value_of_both_lies_in_what_they_share(data: st.DataObject, a: Interval, b: Interval) -> None:
    x = data.draw(values(a))
    assume(holds(b, x, Fraction(0)))
    shared = a.meet(b)
    assert shared is not None
    assert holds(shared, x, Fraction(0))


@given(a=intervals(), b=intervals())
def test_intervals_meet_unless_there_is_a_gap(a: Interval, b: Interval) -> None:
    assert (a.meet(b) is None) == (a.gap(b) > 0)
    assert a.meet(b) == b.meet(a)
    assert a.gap(b) == b.gap(a)
    assert a.meet(a) == a.hull(a) == a


@given(data=st.data(), a=intervals(), b=intervals())
def test_no_two_values_are_nearer_than_the_gap(data: st.DataObject, a: Interval, b: Interval) -> None:
    x, y = data.draw(values(a)), data.draw(values(b))
    assert abs(x - y) >= Fraction(a.gap(b)) * (1 - Fraction(TINY)) - Fraction(TINY) * max(abs(x), abs(y))


@given(data=st.data(), a=intervals(), b=intervals())
def test_a_certain_answer_is_true_of_every_value(data: st.DataObject, a: Interval, b: Interval) -> None:
    x, y = data.draw(values(a)), data.draw(values(b))
    noise = Fraction(TINY) * max(abs(x), abs(y))
    assert at_most(a, b) is not Answer.HOLDS or x <= y + noise
    assert at_most(a, b) is not Answer.FAILS or x > y
    assert less_than(a, b) is not Answer.HOLDS or x < y
    assert less_than(a, b) is not Answer.FAILS or x >= y - noise
    assert equal(a, b) is not Answer.HOLDS or abs(x - y) <= 4 * noise
    assert equal(a, b) is not Answer.FAILS or x != y


@given(a=intervals(open_ends=False), b=intervals(open_ends=False))
def test_exact_numbers_leave_no_doubt(a: Interval, b: Interval) -> None:
    x, y = Interval.exactly(a.low), Interval.exactly(b.low)
    assert Answer.UNDECIDED not in {at_most(x, y), less_than(x, y), equal(x, y)}
    assert (at_most(x, y) is Answer.HOLDS) == (less_than(y, x) is Answer.FAILS)


@given(a=intervals(), b=intervals())
def test_doubt_that_remains_is_doubt_in_every_form(a: Interval, b: Interval) -> None:
    assert (at_most(a, b) is Answer.FAILS) == (less_than(b, a) is Answer.HOLDS)
    assert (at_most(a, b) is Answer.HOLDS) == (less_than(b, a) is Answer.FAILS)
    assert equal(a, b) == equal(b, a)


@given(data=st.data(), a=intervals())
def test_an_interval_contains_its_values_and_its_middle(data: st.DataObject, a: Interval) -> None:
    assert float(data.draw(values(a))) in a
    assert a.middle in a or not a.bounded
