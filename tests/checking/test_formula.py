"""Formulas: what may be written, what is refused, and that solving never loses a value."""

from __future__ import annotations

import math
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.checking.formula import FormulaError, parse_check, parse_expression
from verify.checking.solving import holds, solve
from verify.model import EVERYTHING, Interval

small = st.integers(1, 10_000).map(lambda number: number / 16)
"""Numbers that floats hold exactly, so that the oracle and the intervals start from the same values."""


def around(value: float, room: float) -> Interval:
    return Interval(value - room, value + room)


@pytest.mark.parametrize(
    ("formula", "values", "name", "low", "high"),
    [
        ("b = a * (1 + change)", {"b": (123.5, 124.5), "change": (0.115, 0.125)}, "a", 109.78, 111.66),
        ("after = before + change", {"after": (19.35, 19.45), "change": (3.15, 3.25)}, "before", 16.1, 16.3),
        ("share * whole = part", {"whole": (123.5, 124.5), "part": (11.5, 12.5)}, "share", 0.0924, 0.1012),
        ("part <= whole", {"whole": (40, 40)}, "part", -math.inf, 40),
        ("b = a * (1 + r) ** n", {"b": (110.25, 110.25), "r": (0.05, 0.05), "n": (2, 2)}, "a", 100, 100),
        ("b = a * (1 + r) ** n", {"b": (121, 121), "a": (100, 100), "n": (2, 2)}, "r", 0.1, 0.1),
        ("low <= mean <= high", {"low": (2, 2), "high": (5, 5)}, "mean", 2, 5),
    ],
)  # fmt: skip
def test_a_formula_is_solved_for_whatever_name_is_missing(
    formula: str, values: dict[str, tuple[float, float]], name: str, low: float, high: float
) -> None:
    known = {key: Interval(*ends) for key, ends in values.items()}
    free = Interval(0.0, math.inf) if name in ("a", "r") else EVERYTHING
    found = solve(parse_check(formula), {**known, name: free})[name]
    assert found.low == pytest.approx(low, rel=1e-3)
    assert found.high == pytest.approx(high, rel=1e-3)


def test_each_member_of_a_list_is_what_the_others_leave() -> None:
    parts = (Interval.exactly(50), Interval.exactly(30), Interval.exactly(12))
    allowed = solve(parse_check("whole = sum(parts)"), {"whole": Interval.exactly(100), "parts": parts})
    assert allowed["parts.2"] == Interval.exactly(20)
    assert allowed["whole"] == Interval.exactly(92)


@given(small, small, small, small)
def test_the_true_value_is_always_among_the_solved_ones(
    before: float, change: float, room: float, other: float
) -> None:
    """Whatever the rounding, the exact value that made the others is never solved away."""
    exact = Fraction(before) * (1 + Fraction(change))
    values = {"before": EVERYTHING, "change": around(change, room / 1000), "after": around(float(exact), other / 1000)}
    found = solve(parse_check("after = before * (1 + change)"), values).get("before", EVERYTHING)
    assert before in found


@given(small, small, st.sampled_from(["+", "-", "*", "/"]))
def test_a_true_equation_holds(left: float, right: float, op: str) -> None:
    exact = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b}[op](
        Fraction(left), Fraction(right)
    )
    values = {"a": Interval.exactly(left), "b": Interval.exactly(right), "c": Interval.exactly(float(exact))}
    assert holds(parse_check(f"c = a {op} b"), values)
    wrong = {**values, "c": Interval.exactly(float(exact + abs(exact) / 1000 + Fraction(1, 1000)))}
    assert not holds(parse_check(f"c = a {op} b"), wrong)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("after", "compares nothing"),
        ("after = before +", "is no formula"),
        ("after = __import__('os')", "there is no function __import__"),
        ("after = before.real", "uses something"),
        ("after = open(before)", "there is no function open"),
        ("after = before ** 99", "exponent beyond 12"),
        ("after = [x for x in before]", "uses something"),
        ("after = 'text'", "uses something"),
        ("after is before", "uses a comparison"),
        ("a = " + "(" * 40 + "b" + ")" * 40 + "+ -" + "-" * 40 + "b", "nested too deeply"),
        ("a = " + "b + " * 200 + "b", "longer than 400"),
        ("a = sqrt(b, c)", "takes 1 to 1"),
    ],
)
def test_what_no_formula_may_hold_is_refused_with_a_mend(formula: str, words: str) -> None:
    with pytest.raises(FormulaError, match=words.replace("(", r"\(")) as caught:
        parse_check(formula)
    assert caught.value.mend


def test_an_expression_computes_and_does_not_compare() -> None:
    assert parse_expression("whole / years").names == ("whole", "years")
    with pytest.raises(FormulaError, match="compares"):
        parse_expression("a = b")


@given(st.text(alphabet="abc01+-*/()=<>. ", max_size=60))
def test_any_text_is_a_formula_or_a_formula_error(text: str) -> None:
    with suppress(FormulaError):
        parse_check(text)


@pytest.mark.parametrize(
    ("formula", "values", "held"),
    [
        ("total / n = average", {"total": (610, 610), "n": (34, 34), "average": (18, 18)}, False),
        ("total / n = rounded(average)", {"total": (610, 610), "n": (34, 34), "average": (18, 18)}, True),
        ("total / n = rounded(average)", {"total": (610, 610), "n": (34, 34), "average": (17.95, 18.05)}, False),
        ("n * exact(price) = bill", {"n": (10, 10), "price": (17.5, 18.5), "bill": (184, 184)}, False),
        (
            "n * exact(price) = bill",
            {"n": (10, 10), "price": (17.5, 18.5), "about price": (17.5, 18.5), "bill": (184, 184)},
            True,
        ),
    ],
)
def test_what_is_exact_and_what_is_rounded(formula: str, values: dict[str, tuple[float, float]], held: bool) -> None:
    assert holds(parse_check(formula), {name: Interval(*ends) for name, ends in values.items()}) is held
