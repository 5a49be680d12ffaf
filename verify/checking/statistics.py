"""p-values of test statistics, in plain Python: what `p_from_t(t, df)` and its like are worth in a formula.

Regularised incomplete beta and gamma functions by series and continued fractions (Press et al., Numerical Recipes, 3rd
ed., 6.2 and 6.4; DLMF 8.9 and 8.17), evaluated by Lentz's method. Every function here falls as its statistic grows in
size, so that an interval of the statistic gives an interval of p by its ends.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import TypeAlias

from verify.model import Interval

PValue: TypeAlias = Callable[..., float]

FEWEST_DEGREES, MOST_DEGREES = 0.01, 1e7
"""No test has fewer degrees of freedom; more of them change no printed digit, and a hostile rule must not cost time."""

_PRECISION = 1e-15
_SMALLEST = 1e-300
_MOST_STEPS = 20_000
"""A continued fraction needs about the square root of the degrees of freedom."""


def p_from_z(z: float) -> float:
    """Return the two-tailed p of a standard normal score.

    >>> round(p_from_z(1.96), 4)
    0.05
    """
    return math.erfc(abs(z) / math.sqrt(2))


def p_from_t(t: float, df: float) -> float:
    """Return the two-tailed p of Student's t.

    >>> round(p_from_t(2.42, 38), 4)
    0.0204
    """
    df = _degrees(df)
    if math.isinf(t):
        return 0.0
    square = t * t
    return _beta(df / 2, 0.5, df / (df + square), square / (df + square))


def p_from_r(r: float, df: float) -> float:
    """Return the two-tailed p of a correlation, df being the number of pairs less two; 0 for what is no correlation."""
    return 0.0 if abs(r) >= 1 else p_from_t(r * math.sqrt(_degrees(df) / (1 - r * r)), df)


def p_from_f(f: float, above: float, below: float) -> float:
    """Return the p of an F ratio with its degrees of freedom above and below the line."""
    if f <= 0 or math.isinf(f):
        return 1.0 if f <= 0 else 0.0
    above, below = _degrees(above), _degrees(below)
    total = below + above * f
    return _beta(below / 2, above / 2, below / total, above * f / total)


def p_from_chi2(x: float, df: float) -> float:
    """Return the p of a chi-squared statistic, which Q of heterogeneity is as well."""
    half = x / 2
    if half <= 0 or math.isinf(x):
        return 1.0 if half <= 0 else 0.0
    return _upper_gamma(_degrees(df) / 2, half)


P_VALUES: Mapping[str, tuple[PValue, int]] = {
    "p_from_z": (p_from_z, 1),
    "p_from_t": (p_from_t, 2),
    "p_from_r": (p_from_r, 2),
    "p_from_chi2": (p_from_chi2, 2),
    "p_from_f": (p_from_f, 3),
}
"""Name in formulas to the function and the number of its values: the statistic, then degrees of freedom."""


def p_value(name: str, values: Sequence[Interval]) -> Interval:
    """Return every p that a statistic can have: at its ends, and at zero where it lies between them."""
    function, _ = P_VALUES[name]
    found = [function(*point) for point in product(*map(_ends, values))]
    return Interval(min(found), max(found))


def _ends(interval: Interval) -> set[float]:
    return {interval.low, interval.high, *({0.0} if interval.low < 0 < interval.high else ())}


def _degrees(df: float) -> float:
    return min(max(df, FEWEST_DEGREES), MOST_DEGREES)


def _beta(a: float, b: float, x: float, rest: float) -> float:
    """Return I_x(a, b); `rest` is 1 - x, given so that no digit of it is lost."""
    if x <= 0 or rest <= 0:
        return 0.0 if x <= 0 else 1.0
    # The fraction converges quickly on this side of the mean only; the other side by symmetry.
    if x > (a + 1) / (a + b + 2):
        return 1.0 - _beta(b, a, rest, x)
    front = math.exp(_log_gammas(a, b) + a * math.log(x) + b * math.log(rest)) / a
    return min(1.0, front / _fraction(1.0, ((term, 1.0) for term in _beta_terms(a, b, x))))


def _log_gammas(a: float, b: float) -> float:
    """Return ln 1/B(a, b); for a large sum the difference of two large logarithms would lose its digits."""
    small, large = min(a, b), max(a, b)
    if large < 1000:
        return math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    total = small + large
    ratio = (
        small * math.log(total)
        + (large - 0.5) * math.log1p(small / large)
        - small
        + _stirling(total)
        - _stirling(large)
    )
    return ratio - math.lgamma(small)


def _stirling(x: float) -> float:
    """Return what Stirling's formula leaves of ln Gamma(x), for large x."""
    return 1 / (12 * x) - 1 / (360 * x**3) + 1 / (1260 * x**5)


def _beta_terms(a: float, b: float, x: float) -> Iterator[float]:
    yield -(a + b) * x / (a + 1)
    for m in range(1, _MOST_STEPS):
        yield m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))


def _upper_gamma(a: float, x: float) -> float:
    """Return Q(a, x), the regularised upper incomplete gamma function."""
    front = math.exp(_log_gamma_front(a, x))
    if x < a + 1:
        term = total = 1 / a
        for n in range(1, _MOST_STEPS):
            term *= x / (a + n)
            total += term
            if term < total * _PRECISION:
                break
        return max(0.0, 1.0 - front * total)
    terms = ((-n * (n - a), x + 2 * n + 1 - a) for n in range(1, _MOST_STEPS))
    return min(1.0, front / _fraction(x + 1 - a, terms))


def _log_gamma_front(a: float, x: float) -> float:
    """Return ln(x^a e^-x / Gamma(a))."""
    if a < 1000:
        return a * math.log(x) - x - math.lgamma(a)
    near = (x - a) / a
    grown = math.log1p(near) if near > -0.5 else math.log(x) - math.log(a)
    return a * (grown - near) + 0.5 * math.log(a / (2 * math.pi)) - _stirling(a)


def _fraction(first: float, terms: Iterator[tuple[float, float]]) -> float:
    """Return first + a1/(b1 + a2/(b2 + …)) by Lentz's method; each term is (a, b)."""
    value = above = first or _SMALLEST
    below = 0.0
    for a, b in terms:
        below = 1 / (b + a * below or _SMALLEST)
        above = b + a / above or _SMALLEST
        step = above * below
        value *= step
        if abs(step - 1) < _PRECISION:
            break
    return value
