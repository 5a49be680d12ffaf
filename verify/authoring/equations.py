"""The simple formulas that hold between a few figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from msgspec import Struct

from verify.checking.dimensions import Dimensions
from verify.checking.formula import FormulaError, parse_check
from verify.checking.solving import holds
from verify.model import Figure, Interval, Kind

SIGN = "sign"
MOST = 6
"""Figures among which formulas are looked for."""
_SHARES = (Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.RATIO)


class Equation(Struct, frozen=True):
    """A formula over figures that are called by their places: `{2} = {0} * {1}`."""

    shape: str
    roles: tuple[tuple[int, str], ...]
    """What its formula makes of a figure, for its name: `price`, `quantity`, `total`."""

    def named(self, names: Sequence[str]) -> str:
        """Return the formula over names."""
        return self.shape.format(*names)


def equations(figures: Sequence[Figure], sign: int, *, falls: bool = False) -> list[Equation]:
    """Return the formulas that hold between figures as they are written, equations before orders.

    `sign` is +1 or -1 where the sentence has a word of direction from a list, which a formula can ask for; 0 where it
    has none, and then it `falls` or rises. An order is only looked for where no equation holds.
    """
    places = range(min(len(figures), MOST))
    step = "+ sign *" if sign else "-" if falls else "+"
    found = [one for one in _candidates(figures, places, step) if _is_true(one, figures, sign)]
    orders = [_order(figures, a, b) for a, b in permutations(places, 2) if _alike(figures, a, b)]
    return found or [one for one in orders if len(figures) == 2 and _is_true(one, figures, sign)]


def _candidates(figures: Sequence[Figure], places: Sequence[int], step: str) -> Iterator[Equation]:
    for count in range(len(places) - 1, 1, -1):
        for parts in combinations(places, count):
            for whole in places:
                if whole not in parts and all(_alike(figures, part, whole) for part in parts):
                    yield _sum(parts, whole)
    for a, b, product in permutations(places, 3):
        if a < b and not any(figures[a].kind is figures[b].kind is kind for kind in (Kind.MONEY, *_SHARES)):
            yield from _product(figures, a, b, product)
    for change, before, after in permutations(places, 3):
        if figures[change].kind is Kind.PERCENT and _alike(figures, before, after):
            roles = ((change, "change"), (before, "before"), (after, "after"))
            yield Equation(f"{{{after}}} = {{{before}}} * (1 {step} {{{change}}})", roles)


def _order(figures: Sequence[Figure], small: int, big: int) -> Equation:
    nouns = [figures[place].noun[-1:] for place in (small, big)]
    roles = () if all(nouns) and nouns[0] != nouns[1] else ((small, "part"), (big, "whole"))
    return Equation(f"{{{small}}} <= {{{big}}}", roles)


def _sum(parts: Sequence[int], whole: int) -> Equation:
    if len(parts) == 2 and max(parts) > whole:
        first, last = min(parts), max(parts)
        return Equation(f"{{{last}}} = {{{whole}}} - {{{first}}}", ((last, "difference"),))
    return Equation(f"{{{whole}}} = " + " + ".join(f"{{{part}}}" for part in parts), ((whole, "total"),))


def _product(figures: Sequence[Figure], a: int, b: int, product: int) -> Iterator[Equation]:
    share = next((place for place in (a, b) if figures[place].kind in _SHARES), None)
    if share is not None:
        whole = a + b - share
        if _alike(figures, whole, product):
            roles = ((share, "share"), (whole, "whole"), (product, "part"))
            yield Equation(f"{{{product}}} = {{{share}}} * {{{whole}}}", roles)
        return
    price = next((place for place in (a, b) if figures[place].kind is Kind.MONEY), None)
    if price is None:
        yield Equation(f"{{{product}}} = {{{a}}} * {{{b}}}", ((product, "total"),))
    elif price > product:
        quantity = a + b - price
        roles = ((price, "price"), (quantity, "quantity"), (product, "total"))
        yield Equation(f"{{{price}}} = {{{product}}} / {{{quantity}}}", roles)
    else:
        roles = ((price, "price"), (a + b - price, "quantity"), (product, "total"))
        yield Equation(f"{{{product}}} = {{{price}}} * {{{a + b - price}}}", roles)


def _alike(figures: Sequence[Figure], a: int, b: int) -> bool:
    one, other = figures[a], figures[b]
    shares = (one.kind in _SHARES, other.kind in _SHARES)
    return one.unit.dimension == other.unit.dimension and shares[0] is shares[1]


def _is_true(equation: Equation, figures: Sequence[Figure], sign: int) -> bool:
    names = [f"figure_{place}" for place in range(len(figures))]
    formula = parse_check(equation.named(names))
    values = {name: figure.unit.to_base(figure.strict) for name, figure in zip(names, figures, strict=True)}
    dimensions = {name: figure.unit.dimension for name, figure in zip(names, figures, strict=True)}
    try:
        Dimensions({**dimensions, SIGN: ()}).fit(formula)
    except FormulaError:
        return False
    return holds(formula, {**values, SIGN: Interval.exactly(float(sign or 1))})
