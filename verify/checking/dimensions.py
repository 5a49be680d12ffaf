"""Dimensions of formulas: whether the units can fit at all, and which unit a computed figure has.

A slot of an open kind (`amount`) has an unknown dimension; adding, comparing and equating two things makes their
dimensions one. Percent, ratios, numbers and counts have none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from verify.model import Dimension

from .formula import Binary, Call, Formula, FormulaError, Name, Node, Number, Power, Relation

Powers: TypeAlias = dict[str, int]
"""Base dimension, or `?name` for the unknown one of a slot, to its power; powers of zero are left out."""

FIXED: dict[str, Dimension] = {
    "percent": (),
    "points": (),
    "count": (),
    "number": (),
    "multiplier": (),
    "fraction": (),
    "ratio": (),
    "share": (),
    "ordinal": (),
    "name": (),
    "items": (),
    "named": (),
    "statistic": (),
    "degrees": (),
    "probability": (),
    "duration": (("[time]", 1),),
    "age": (("[time]", 1),),
    "year": (("[time]", 1),),
    "date": (("[time]", 1),),
    "dated": (("[time]", 1),),
    "day": (("[time]", 1),),
    "temperature": (("[temperature]", 1),),
}
"""Slot kind to its dimension; money, measures and amounts are open until figures fill them."""


class Dimensions:
    """Finds the dimensions of all names of a formula, or raises FormulaError where they cannot fit."""

    def __init__(self, known: Mapping[str, Dimension | None]) -> None:
        self._solved: dict[str, Powers] = {}
        self._known = known

    def fit(self, formula: Formula) -> None:
        """Raise FormulaError where the two sides of a relation, or two terms of a sum, cannot have one unit."""
        for relation in formula.relations:
            self._fit(relation)

    def of(self, name: str) -> Dimension | None:
        """Return the dimension of a name after `fit`, None where nothing fixes it."""
        found = self._resolve(self._of_name(name))
        return None if any(base.startswith("?") for base in found) else tuple(sorted(found.items()))

    def of_node(self, node: Node) -> Dimension | None:
        """Return the dimension of a formula, None where nothing fixes it."""
        found = self._resolve(self._of(node))
        return None if any(base.startswith("?") for base in found) else tuple(sorted(found.items()))

    def _fit(self, relation: Relation) -> None:
        self._unify(self._of(relation.left), self._of(relation.right), relation.op)

    def _of_name(self, name: str) -> Powers:
        known = self._known.get(name)
        return {f"?{name}": 1} if known is None else dict(known)

    def _of(self, node: Node) -> Powers:
        match node:
            case Number() | Call(function="count"):
                return {}
            case Name(name):
                return self._of_name(name)
            case Binary(op="+" | "-" as op, left=left, right=right):
                if left == Number(0.0):
                    return self._of(right)
                found = self._of(left)
                self._unify(found, self._of(right), op)
                return found
            case Binary(op=op, left=left, right=right):
                return _combine(self._of(left), self._of(right), 1 if op == "*" else -1)
            case Power(base=base):
                found = self._resolve(self._of(base))
                whole = node.whole_exponent
                if whole is not None:
                    return {dimension: power * whole for dimension, power in found.items()}
                self._unify(found, {}, "**")
                return {}
            case Call(function="aged"):
                return {"[time]": 1}
            case Call(function="yearly", arguments=(argument,)):
                return _combine(self._of(argument), {"[time]": 1}, 1)
            case Call(function="sqrt", arguments=(argument,)):
                return {dimension: power // 2 for dimension, power in self._resolve(self._of(argument)).items()}
            case Call(arguments=arguments):
                found = self._of(arguments[0])
                for argument in arguments[1:]:
                    self._unify(found, self._of(argument), ",")
                return found

    def _unify(self, left: Powers, right: Powers, op: str) -> None:
        rest = self._resolve(_combine(left, right, -1))
        if not rest:
            return
        for base, power in rest.items():
            if base.startswith("?") and abs(power) == 1:
                self._solved[base] = {other: -count * power for other, count in rest.items() if other != base}
                return
        raise FormulaError(
            f"the units on the two sides of '{op}' cannot fit ({_write(left)} and {_write(right)})",
            "check which slots are multiplied and which are added",
            word=op,
        )

    def _resolve(self, powers: Powers) -> Powers:
        found: Powers = {}
        for base, power in powers.items():
            solved = self._solved.get(base)
            part = {base: 1} if solved is None else self._resolve(solved)
            for inner, count in part.items():
                found[inner] = found.get(inner, 0) + count * power
        return {base: power for base, power in found.items() if power}


def _combine(left: Powers, right: Powers, sign: int) -> Powers:
    found = dict(left)
    for base, power in right.items():
        found[base] = found.get(base, 0) + sign * power
    return {base: power for base, power in found.items() if power}


def _write(powers: Powers) -> str:
    return " ".join(f"{base}^{power}" if power != 1 else base for base, power in powers.items()) or "a pure number"
