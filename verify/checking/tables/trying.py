"""A formula tried on one line across the slots of a rule: does it hold, and how unlikely would that be by chance.

Thousands of readings are tried for a long report. Nearly all formulas are sums and differences, which two additions of
floats decide; the others go through the intervals of `solving`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from verify.model import Figure, Interval

from ..formula import Binary, Call, Formula, Name, Node, Number, Power, Relation
from ..layout import Layout
from ..rulebook import CompiledRule
from ..solving import relation_holds, solve, value
from ..tie import Tie
from .sheet import Sheet
from .slips import one_slip

MOST_DIGITS = 6.0
"""Decimal digits that one line can prove; more are no surer."""
NOISE = 1e-9
"""Part of a number that is the noise of floats."""

Vague: TypeAlias = tuple[float, float]
"""A number and the room of its rounding to either side."""
Linear: TypeAlias = Mapping[str, float]
"""Name to its factor in a sum of names."""

COUNT, SUM = "count", "sum"
"""The names under which a folded formula meets its run."""


class Trial(NamedTuple):
    """What came of a formula in one line."""

    holds: bool
    weight: float
    """How many digits of the number are proved: a sum of 4-digit numbers that is right to the last digit proves 4."""


FAILED = Trial(False, 0.0)


class Test(NamedTuple):
    """A relation ready to be tried."""

    relation: Relation
    sides: tuple[Linear, Linear] | None
    """Its two sides as sums, None where they are more than that."""


def layout_of(rule: CompiledRule) -> Layout:
    """Return the layout of a rule over tables."""
    if rule.layout is None:
        raise TypeError(f"{rule.rule.id} is no rule over tables")
    return rule.layout


def tests_of(rule: CompiledRule) -> tuple[tuple[Test, ...], ...]:
    """Return the formulas of a rule, `sum(run)` and `count(run)` as names: they need not be made anew for each try."""
    run = layout_of(rule).run
    return tuple(tuple(_test(relation, run) for relation in formula.relations) for formula in rule.formulas)


def _test(relation: Relation, run: str) -> Test:
    folded = Relation(_folded(relation.left, run), relation.op, _folded(relation.right, run))
    left, right = _linear(folded.left), _linear(folded.right)
    return Test(folded, (left, right) if folded.op == "=" and left is not None and right is not None else None)


def _folded(node: Node, run: str) -> Node:
    match node:
        case Call(function="sum" | "count" as function, arguments=(Name(name=name),)) if name == run:
            return Name(SUM if function == "sum" else COUNT)
        case Call(function=function, arguments=arguments):
            return Call(function, tuple(_folded(argument, run) for argument in arguments))
        case Binary(op=op, left=left, right=right):
            return Binary(op, _folded(left, run), _folded(right, run))
        case Power(base=base, exponent=exponent):
            return Power(_folded(base, run), _folded(exponent, run))
    return node


def _linear(node: Node) -> Linear | None:
    """Return a formula as a sum of names, None where it is none or names one twice."""
    match node:
        case Name(name=name):
            return {name: 1.0}
        case Number(number=0.0):
            return {}
        case Binary(op="+" | "-" as op, left=left, right=right):
            first, second = _linear(left), _linear(right)
            if first is None or second is None or first.keys() & second.keys():
                return None
            return {**first, **{name: factor if op == "+" else -factor for name, factor in second.items()}}
    return None


def attempt(formulas: Sequence[Sequence[Test]], values: Mapping[str, Vague]) -> Trial:
    """Try formulas on the values of one line; the first is what tables follow, each further one is the less likely."""
    for number, tests in enumerate(formulas):
        proved = MOST_DIGITS
        for test in tests:
            proved = min(proved, _proved(test, values))
            if proved < 0:
                break
        else:
            return Trial(True, proved / (1 + number))
    return FAILED


def _proved(test: Test, values: Mapping[str, Vague]) -> float:
    """Return the digits that a relation proves where it holds, -1 where it does not."""
    if test.sides is None:
        return _by_intervals(test.relation, values)
    left, right, room = 0.0, 0.0, 0.0
    for name, factor in test.sides[0].items():
        number, half = values[name]
        left += factor * number
        room += half
    for name, factor in test.sides[1].items():
        number, half = values[name]
        right += factor * number
        room += half
    size = max(abs(left), abs(right))
    if abs(left - right) > room + NOISE * size:
        return -1.0
    return _digits(size, room)


def _by_intervals(relation: Relation, values: Mapping[str, Vague]) -> float:
    held = {name: Interval.around(number, half) for name, (number, half) in values.items()}
    if not relation_holds(relation, held):
        return -1.0
    left, right = value(relation.left, held), value(relation.right, held)
    if relation.op != "=" or not (left.bounded and right.bounded):
        return 0.0
    return _digits(max(abs(left.middle), abs(right.middle)), (left.width + right.width) / 2)


def _digits(size: float, room: float) -> float:
    return min(MOST_DIGITS, math.log10(size / room)) if size > room > 0 else 0.0


def tie_at(
    sheet: Sheet,
    rule: CompiledRule,
    slots: Mapping[str, tuple[int, ...]],
    across: int,
    fixed: Mapping[str, tuple[int, int]] | None = None,
) -> Tie:
    """Return the tie of a reading in one line across; cells without a number take no part."""
    filled = {
        name: tuple(value.figure for line in lines if (value := sheet.number(line, across)) is not None)
        for name, lines in slots.items()
    }
    for name, cell in (fixed or {}).items():
        held = sheet.number(*cell)
        filled[name] = (held.figure,) if held is not None else ()
    return Tie(rule, filled)


def is_slip(formula: Formula | None, tie: Tie, figures: Sequence[Figure]) -> bool:
    """Say whether one typing slip in one cell would explain why a tie does not hold."""
    allowed = solve(formula, tie.values(figures)) if formula is not None else {}
    for name, group in tie.slots.items():
        for place, index in enumerate(group):
            figure = figures[index]
            found = allowed.get(f"{name}.{place}" if len(group) > 1 else name)
            if found is None or not found.bounded:
                continue
            meant = figure.unit.from_base(found)
            if one_slip(figure, meant.middle - figure.low, (meant.width + figure.step) / 2):
                return True
    return False
