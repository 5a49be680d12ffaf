"""What follows from a tie that the text does not state: the slot left open, and what the rule gives besides."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from verify.figures import written
from verify.model import EVERYTHING, NUMBER, PERCENT, RATIO, Dimension, Figure, Implied, Interval, Reading, Unit

from .dimensions import Dimensions
from .formula import Formula
from .rulebook import SIGN
from .solving import solve, value
from .tie import Tie

_NOT_NEGATIVE = Interval(0.0, math.inf)
"""Levels, counts and amounts that a text leaves out are not negative."""
_READINGS = (Reading.STRICT, Reading.NEAR)
"""A bound is taken as open; only where nothing follows from that, as "a little more than"."""


def open_slot(
    formula: Formula, name: str, tie: Tie, figures: Sequence[Figure], dimensions: Dimensions
) -> Iterator[Implied]:
    """Yield the figure that the formula leaves open, where the others tell anything of it."""
    kind = tie.rule.kinds.get(name, "")
    unit, like = _unit_for(tie, kind, dimensions.of(name), figures)
    free = EVERYTHING if kind in ("percent", "points") else _NOT_NEGATIVE
    for reading in _READINGS:
        allowed = solve(formula, {**tie.values(figures, reading.value), name: free}).get(name)
        found = free.meet(allowed) if allowed else None
        if found and _tells(found, free):
            shown = unit.from_base(found)
            yield Implied(name, shown, unit, _about(reading) + written(shown, unit, like=like), reading)
            return


def gifts(tie: Tie, figures: Sequence[Figure], dimensions: Dimensions) -> Iterator[Implied]:
    """Yield what the rule gives besides its check, as far as its slots are filled."""
    for gift in tie.rule.rule.gives:
        expression = tie.rule.gifts[gift.name]
        if any(name not in tie.slots and name != SIGN for name in expression.names):
            continue
        unit, like, rate = _unit_of_gift(tie, gift.kind, dimensions.of_node(expression.node), figures)
        for reading in _READINGS:
            # A check may close "more than X" to accuse; what is implied keeps it open.
            computed = value(expression.node, tie.values(figures, reading.value, bounds="open"))
            if _tells(computed, _NOT_NEGATIVE):
                shown = unit.from_base(computed)
                text = _about(reading) + written(shown, unit, like=like) + rate
                yield Implied(gift.name, shown, unit, text, reading)
                break


def _about(reading: Reading) -> str:
    return "about " if reading is Reading.NEAR else ""


def _tells(found: Interval, free: Interval) -> bool:
    """Whether an interval says more than nothing: a low end of zero alone is nothing."""
    return found not in (EVERYTHING, free) and not (found.low <= 0 and math.isinf(found.high))


def _unit_for(
    tie: Tie, kind: str, dimension: Dimension | None, figures: Sequence[Figure]
) -> tuple[Unit, Figure | None]:
    """Return the unit in which a computed figure is shown, that of a figure of the tie where one fits."""
    if kind in ("percent", "share"):
        return PERCENT, None
    if kind in ("multiplier", "ratio", "fraction", "times"):
        return RATIO, None
    if kind == "number":
        return NUMBER, None
    fitting = [figures[index] for index in tie.figures if figures[index].unit.dimension == dimension]
    # A percentage or a fraction has no dimension either, but a count is not shown so while there is another count.
    fitting.sort(key=lambda figure: figure.unit.factor == PERCENT.factor or figure.unit.kind is RATIO.kind)
    return (fitting[0].unit, fitting[0]) if fitting else (Unit("", RATIO.kind, dimension or ()), None)


def _unit_of_gift(
    tie: Tie, kind: str, dimension: Dimension | None, figures: Sequence[Figure]
) -> tuple[Unit, Figure | None, str]:
    """Return unit, model and " per year" or the like for "percent", "times", "like NAME" or "NAME per NAME"."""
    match kind.split():
        case ["like", name] if name in tie.slots:
            figure = figures[tie.slots[name][0]]
            return figure.unit, figure, ""
        case [above, "per", below] if above in tie.slots and below in tie.slots:
            over, under = figures[tie.slots[above][0]], figures[tie.slots[below][0]]
            unit = Unit(over.unit.name, over.unit.kind, dimension or (), over.unit.factor / under.unit.factor)
            return unit, over, f" per {under.unit.name or 'unit'}"
    return (*_unit_for(tie, kind, dimension, figures), "")
