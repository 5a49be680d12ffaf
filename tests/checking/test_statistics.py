"""p-values against scipy, over wide ranges; scipy is an oracle for the tests only."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from verify.checking.formula import parse_check
from verify.checking.solving import holds, solve
from verify.checking.statistics import P_VALUES, p_from_chi2, p_from_f, p_from_r, p_from_t, p_from_z
from verify.model import Interval

degrees = st.floats(0.5, 1e5)


def same(ours: float, oracle: float) -> bool:
    return math.isclose(ours, oracle, rel_tol=1e-8, abs_tol=1e-14)


@given(st.floats(-60, 60), degrees)
def test_t_is_as_in_scipy(t: float, df: float) -> None:
    assert same(p_from_t(t, df), 2 * stats.t.sf(abs(t), df))


@given(st.floats(0, 200), degrees, degrees)
def test_f_is_as_in_scipy(f: float, above: float, below: float) -> None:
    assert same(p_from_f(f, above, below), stats.f.sf(f, above, below))


@given(st.floats(0, 5), degrees)
def test_chi_squared_is_as_in_scipy(ratio: float, df: float) -> None:
    assert same(p_from_chi2(ratio * df, df), stats.chi2.sf(ratio * df, df))


@given(st.floats(-35, 35))
def test_z_is_as_in_scipy(z: float) -> None:
    assert same(p_from_z(z), 2 * stats.norm.sf(abs(z)))


@given(st.floats(-0.99, 0.99), st.integers(3, 5000))
def test_a_correlation_is_tested_as_scipy_does(r: float, pairs: int) -> None:
    oracle = stats.beta(pairs / 2 - 1, pairs / 2 - 1, loc=-1, scale=2)
    assert same(p_from_r(r, pairs - 2), 2 * oracle.sf(abs(r)))


@pytest.mark.parametrize("name", P_VALUES)
@given(size=st.floats(0, 40), more=st.floats(0, 40), df=degrees, below=degrees)
def test_a_larger_statistic_never_has_a_larger_p(name: str, size: float, more: float, df: float, below: float) -> None:
    function, count = P_VALUES[name]
    rest = (df, below)[: count - 1]
    scale = 0.012 if name == "p_from_r" else 1.0
    assert function((size + more) * scale, *rest) <= function(size * scale, *rest) * (1 + 1e-9) + 1e-15


@pytest.mark.parametrize("name", P_VALUES)
def test_what_is_beyond_all_bounds_is_still_a_probability(name: str) -> None:
    function, count = P_VALUES[name]
    for statistic in (0.0, 1e-300, 1e300, math.inf):
        for df in (0.0, 1e-300, 1.0, 1e300, math.inf):
            assert 0 <= function(statistic, *[df] * (count - 1)) <= 1


def test_an_interval_of_the_statistic_gives_one_of_p() -> None:
    formula = parse_check("p_from_t(t, df) = p")
    values = {"t": Interval(2.415, 2.425), "df": Interval.exactly(38), "p": Interval(0.015, 0.025)}
    assert holds(formula, values)
    assert solve(formula, values)["p"].low == pytest.approx(p_from_t(2.425, 38))
    assert solve(formula, values)["p"].high == pytest.approx(p_from_t(2.415, 38))


def test_where_zero_lies_among_the_statistics_p_may_be_one() -> None:
    found = solve(parse_check("p_from_z(z) = p"), {"z": Interval(-2.0, 1.0), "p": Interval(0.0, 1.0)})["p"]
    assert found == Interval(p_from_z(2.0), 1.0)


@pytest.mark.parametrize(("mean", "possible"), [(5.18, True), (5.19, False), (5.2, False), (5.21, True)])
def test_not_every_mean_comes_of_whole_scores(mean: float, possible: bool) -> None:
    values = {"mean": Interval(mean - 0.005, mean + 0.005), "n": Interval.exactly(28)}
    assert holds(parse_check("mean * n = whole(mean * n)"), values) is possible
