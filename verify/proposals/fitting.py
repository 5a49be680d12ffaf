"""Whether a proposed formula adds or compares what cannot be: a percentage and a count have no dimension, either."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from verify.checking.formula import Binary, Call, Formula, Name, Node
from verify.model import Figure, Kind

_SHARES = frozenset({Kind.PERCENT, Kind.PERCENTAGE_POINT})


def mixed(formula: Formula, figures: Mapping[str, Figure]) -> tuple[str, str] | None:
    """Return the quotes of two figures that are added or compared though one is a percentage and the other none."""
    for relation in formula.relations:
        found = [figures[name] for side in (relation.left, relation.right) for name in _terms(side)]
        shares = [figure for figure in found if figure.kind in _SHARES]
        others = [figure for figure in found if figure.kind not in _SHARES]
        if shares and others:
            return shares[0].quote, others[0].quote
    return None


def _terms(node: Node) -> Iterator[str]:
    """Yield the names that stand alone in a sum, or are one by themselves."""
    match node:
        case Name(name):
            yield name
        case Binary(op="+" | "-", left=left, right=right):
            yield from _terms(left)
            yield from _terms(right)
        case Call(function="sum" | "min" | "max" | "abs", arguments=arguments):
            for argument in arguments:
                yield from _terms(argument)
