"""A formula tried on one line across the slots of a rule: does it hold, and how unlikely would that be by chance."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from verify.model import Figure, Interval

from ..formula import Binary, Call, Formula, Name, Node, Power, Relation
from ..layout import Layout
from ..rulebook import CompiledRule
from ..solving import relation_holds, solve, value
from ..tie import Tie
from .sheet import Sheet
from .slips import one_slip

MOST_BITS = 6.0
"""Decimal digits that one line can prove; more are no surer."""


class Trial(NamedTuple):
    """What came of a formula in one line."""

    holds: bool
    weight: float
    """How many digits of the number are proved: a sum of 4-digit numbers that is right to the last digit proves 4."""


def layout_of(rule: CompiledRule) -> Layout:
    """Return the layout of a rule over tables."""
    if rule.layout is None:
        raise TypeError(f"{rule.rule.id} is no rule over tables")
    return rule.layout


def folded(formula: Formula, run: str) -> tuple[Relation, ...]:
    """Return the relations with `sum(run)` as one name, so that a sum need not be made anew for each try."""
    return tuple(
        Relation(_folded(relation.left, run), relation.op, _folded(relation.right, run))
        for relation in formula.relations
    )


def _folded(node: Node, run: str) -> Node:
    match node:
        case Call(function="sum" | "count" as function, arguments=(Name(name=name),)) if name == run:
            return Name(function)
        case Call(function=function, arguments=arguments):
            return Call(function, tuple(_folded(argument, run) for argument in arguments))
        case Binary(op=op, left=left, right=right):
            return Binary(op, _folded(left, run), _folded(right, run))
        case Power(base=base, exponent=exponent):
            return Power(_folded(base, run), _folded(exponent, run))
    return node


def attempt(formulas: Sequence[Sequence[Relation]], values: Mapping[str, Interval]) -> Trial:
    """Try formulas on the values of one line; the first is what tables follow, each further one is the less likely."""
    for number, relations in enumerate(formulas):
        if all(relation_holds(relation, values) for relation in relations):
            return Trial(True, min(_proved(relation, values) for relation in relations) / (1 + number))
    return Trial(False, 0.0)


def _proved(relation: Relation, values: Mapping[str, Interval]) -> float:
    left, right = value(relation.left, values), value(relation.right, values)
    if relation.op != "=" or not (left.bounded and right.bounded):
        return 0.0
    size = max(abs(left.middle), abs(right.middle))
    room = (left.width + right.width) / 2
    return min(MOST_BITS, math.log10(size / room)) if size > room > 0 else 0.0


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


def is_slip(rule: CompiledRule, tie: Tie, figures: Sequence[Figure]) -> bool:
    """Say whether one typing slip in one cell would explain why a tie does not hold."""
    if rule.formula is None:
        return False
    allowed = solve(rule.formula, tie.values(figures))
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
