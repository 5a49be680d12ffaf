"""Formulas over intervals: do they hold, and what may each name be.

`=` means "the intervals meet". `value` computes an interval up the tree; `_project` pushes what the other side allows
down to each name (the HC4 contraction of Benhamou et al., "Revising hull and box consistency", 1999), which gives
implied figures and repairs in every direction without a solver.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import TypeAlias

from verify.model import EVERYTHING, Answer, Interval, at_most, equal, less_than

from .calendars import YEAR, aged, between, yearly
from .formula import Binary, Call, Formula, FormulaError, Name, Node, Number, Power, Relation
from .statistics import P_VALUES, p_value

Values: TypeAlias = Mapping[str, Interval | tuple[Interval, ...]]
"""Name to value; a list slot holds several."""
Allowed: TypeAlias = dict[str, Interval]
"""Name (or `name.0` for a member of a list) to what the rest of the formula allows it to be."""

HEDGED = "about "
"""Before a name in `Values`: its figure is hedged, so that there is nothing exact about it."""

IMPOSSIBLE = Interval(0.0, 0.0)
"""Marks, by identity, a name whose projections have nothing in common."""

NONE = Interval(0.0, 0.0)
"""The sum of nothing."""

_NOT_NEGATIVE = Interval(0.0, math.inf)


def holds(formula: Formula, values: Values) -> bool:
    """Say whether every relation can be true of some values within the intervals."""
    return all(relation_holds(relation, values) for relation in formula.relations)


def relation_holds(relation: Relation, values: Values) -> bool:
    """Say whether a relation can be true of some values within the intervals."""
    left, right = value(relation.left, values), value(relation.right, values)
    match relation.op:
        case "=":
            return equal(left, right) is not Answer.FAILS
        case "!=":
            return equal(left, right) is not Answer.HOLDS
        case "<=":
            return at_most(left, right) is not Answer.FAILS
        case "<":
            return less_than(left, right) is not Answer.FAILS
        case ">=":
            return at_most(right, left) is not Answer.FAILS
        case _:
            return less_than(right, left) is not Answer.FAILS


def certain(relation: Relation, values: Values) -> bool:
    """Say whether a relation is true of all values within the intervals."""
    return relation_holds(relation, values) and not relation_holds(relation.opposite, values)


def solve(formula: Formula, values: Values) -> Allowed:
    """Return what each name may be by the rest of the formula; names that may be anything are left out.

    A name that can have no value at all is left out too: then no change of that one figure would repair the tie.
    """
    allowed: Allowed = {}
    for relation in formula.relations:
        left, right = value(relation.left, values), value(relation.right, values)
        if relation.op in ("<=", "<", ">=", ">"):
            upwards = relation.op in ("<=", "<")
            to_left = Interval(-math.inf, right.high) if upwards else Interval(right.low, math.inf)
            to_right = Interval(left.low, math.inf) if upwards else Interval(-math.inf, left.high)
        elif relation.op == "=":
            to_left, to_right = right, left
        else:
            continue
        _project(relation.left, to_left, values, allowed)
        _project(relation.right, to_right, values, allowed)
    return {name: found for name, found in allowed.items() if found is not IMPOSSIBLE and found != EVERYTHING}


def value(node: Node, values: Values) -> Interval:
    """Return every value of a formula for the values of its names.

    Raises FormulaError where a list stands in the place of one value.
    """
    match node:
        case Number(number=number):
            return Interval.exactly(number)
        case Name(name=name):
            found = values[name]
            if isinstance(found, tuple):
                raise FormulaError(f"'{name}' is a list", f"write sum({name})")
            return found
        case Binary(op=op, left=left, right=right):
            return _combine(op, value(left, values), value(right, values))
        case Power(base=base, exponent=exponent):
            whole = node.whole_exponent
            held = value(base, values)
            return real_power(held, value(exponent, values)) if whole is None else held**whole
        case Call(function="exact", arguments=(Name(name),)) if HEDGED + name in values:
            return value(Name(name), values)
        case Call(function=function, arguments=arguments):
            return _call(function, list(_parts(arguments, values)))


def _combine(op: str, left: Interval, right: Interval) -> Interval:
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left / right


def _call(function: str, parts: list[Interval]) -> Interval:
    first = parts[0]
    if function in P_VALUES:
        return p_value(function, parts)
    match function:
        case "sum":
            return sum(parts[1:], first)
        case "min":
            return Interval(min(p.low for p in parts), min(p.high for p in parts))
        case "max":
            return Interval(max(p.low for p in parts), max(p.high for p in parts))
        case "count":
            return Interval.exactly(float(len(parts)))
        case "exact":
            # "Up to 60 days" goes down to none; what is written is the 60.
            return Interval.exactly(first.high if first.low == 0.0 else first.middle)
        case "rounded":
            return first if first.width else Interval(first.low - 0.5, first.high + 0.5)
        case "loose":
            return Interval(first.low - first.width, first.high + first.width)
        case "between":
            return between(first, parts[1])
        case "aged" | "yearly" | "whole":
            return {"aged": aged, "yearly": yearly, "whole": _whole}[function](first)
        case "sqrt":
            return real_power(first, Interval.exactly(0.5))
        case _:
            low = 0.0 if first.low <= 0 <= first.high else min(abs(first.low), abs(first.high))
            return Interval(low, max(abs(first.low), abs(first.high)))


def _whole(held: Interval) -> Interval:
    if not held.bounded:
        return held
    low, high = math.ceil(held.low), math.floor(held.high)
    return Interval(low, high) if low <= high else Interval.exactly(round(held.middle))


def _project(node: Node, target: Interval, values: Values, allowed: Allowed) -> None:
    """Narrow `allowed` so that `node` can lie in `target`."""
    match node:
        case Name(name=name):
            _narrow(allowed, name, target)
        case Binary(op=op, left=left, right=right):
            of_left, of_right = value(left, values), value(right, values)
            if op in "*/" and of_left.low >= 0 and of_right.low >= 0:
                # "at most 1.05" of a ratio of amounts is no less than nothing; below it any amount would do.
                target = target.meet(_NOT_NEGATIVE) or target
            to_left, to_right = _undo(op, target, of_left, of_right)
            _project(left, to_left, values, allowed)
            _project(right, to_right, values, allowed)
        case Power():
            _project_power(node, target, values, allowed)
        case Call(function="sum", arguments=arguments):
            _project_sum(arguments, target, values, allowed)
        case Call(function="exact" | "whole" | "loose" | "rounded", arguments=(argument,)):
            _project(argument, target, values, allowed)
        case Call(function="yearly", arguments=(argument,)):
            _project(argument, target / Interval.exactly(YEAR), values, allowed)
        case Call(function="sqrt" | "abs" as function, arguments=(argument,)):
            held = target.meet(_NOT_NEGATIVE)
            if held:
                inner = value(argument, values)
                mirrored = held if inner.low >= 0 else -held if inner.high <= 0 else (-held).hull(held)
                _project(argument, held**2 if function == "sqrt" else mirrored, values, allowed)
        case _:
            pass  # a constant has nothing to narrow; min, max, count and exact tell nothing of one name


def _undo(op: str, target: Interval, left: Interval, right: Interval) -> tuple[Interval, Interval]:
    match op:
        case "+":
            return target - right, target - left
        case "-":
            return target + right, left - target
        case "*":
            return target / right, target / left
        case _:
            return target * right, left / target


def _project_power(node: Power, target: Interval, values: Values, allowed: Allowed) -> None:
    base, exponent = value(node.base, values), value(node.exponent, values)
    positive = target.meet(_NOT_NEGATIVE)
    if positive is None or exponent.low <= 0:
        return
    root = real_power(positive, exponent.reciprocal())
    _project(node.base, root if base.low >= 0 else (-root).hull(root), values, allowed)
    if positive.low > 0 and base.low > 1:
        logs = Interval(math.log(positive.low), _log(positive.high))
        _project(node.exponent, logs / Interval(math.log(base.low), _log(base.high)), values, allowed)


def _project_sum(arguments: tuple[Node, ...], target: Interval, values: Values, allowed: Allowed) -> None:
    places: list[tuple[Node, str, Interval]] = []
    for argument in arguments:
        held = values[argument.name] if isinstance(argument, Name) else ()
        if isinstance(argument, Name) and isinstance(held, tuple):
            places += [(argument, f"{argument.name}.{number}", part) for number, part in enumerate(held)]
        else:
            places.append((argument, "", value(argument, values)))
    # What stands before and behind each, summed once: a table may have thousands of parts.
    before = [*accumulate((part for _, _, part in places), initial=NONE)]
    behind = [*accumulate((part for _, _, part in reversed(places)), initial=NONE)][::-1]
    for number, (argument, name, _) in enumerate(places):
        rest = target - (before[number] + behind[number + 1])
        if name:
            _narrow(allowed, name, rest)
        else:
            _project(argument, rest, values, allowed)


def _parts(arguments: tuple[Node, ...], values: Values) -> Iterator[Interval]:
    for argument in arguments:
        held = values[argument.name] if isinstance(argument, Name) else None
        if isinstance(held, tuple):
            yield from held
        else:
            yield value(argument, values)


def _narrow(allowed: Allowed, name: str, target: Interval) -> None:
    held = allowed.get(name, EVERYTHING)
    if held is IMPOSSIBLE:
        return
    common = held.meet(target)
    allowed[name] = IMPOSSIBLE if common is None else common


def real_power(base: Interval, exponent: Interval) -> Interval:
    """Return the power by any exponent, of what in `base` is not negative; everything where nothing is."""
    held = base.meet(_NOT_NEGATIVE)
    if held is None:
        return EVERYTHING
    corners = [_safe_power(b, e) for b in (held.low, held.high) for e in (exponent.low, exponent.high)]
    if held.low < 1 < held.high:
        corners.append(1.0)
    return Interval(min(corners), max(corners))


def _safe_power(base: float, exponent: float) -> float:
    try:
        return float(base**exponent)
    except (OverflowError, ZeroDivisionError):
        return math.inf


def _log(number: float) -> float:
    return math.inf if math.isinf(number) else math.log(number)
