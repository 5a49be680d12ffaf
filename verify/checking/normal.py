"""The normal form of a tie: two rules that say the same of the same figures have the same one.

`more >= fewer` over 12 and 8 is `b <= a` over 8 and 12, and `sign * after >= sign * before` is either of them, by the
sign. Names give way to figures, differences and quotients to sums and products, whose members are put in order. It is
no algebra: what is multiplied out in one rule and not in the other stays two.
"""

from __future__ import annotations

from math import prod
from typing import Any, TypeAlias

from .formula import Binary, Call, Name, Node, Number, Power, Relation
from .rulebook import SIGN
from .tie import Tie

Form: TypeAlias = tuple[Any, ...]

_MIRRORED = {">=": "<=", ">": "<"}


def normal_form(tie: Tie) -> Form:
    """Return the normal form of a tie's formula; of a rule without one, nothing but its name."""
    formula = tie.rule.formula
    if formula is None:
        return ("rule", tie.rule.rule.id)
    return tuple(sorted((_relation(relation, tie) for relation in formula.relations), key=repr))


def _relation(relation: Relation, tie: Tie) -> Form:
    op, left, right = relation.op, _node(relation.left, tie), _node(relation.right, tie)
    if _negative(left) and _negative(right):  # -a >= -b is a <= b
        left, right = _product([("number", -1.0), right]), _product([("number", -1.0), left])
    if op in _MIRRORED:
        op, left, right = _MIRRORED[op], right, left
    if op in ("=", "!="):
        left, right = sorted((left, right), key=repr)
    return (op, left, right)


def _node(node: Node, tie: Tie) -> Form:
    match node:
        case Number(number=number):
            return ("number", number)
        case Name(name=name):
            return ("number", float(tie.sign or 1)) if name == SIGN else ("figures", *sorted(tie.slots.get(name, ())))
        case Binary(op="+", left=left, right=right):
            return _sum([_node(left, tie), _node(right, tie)])
        case Binary(op="-", left=left, right=right):
            return _sum([_node(left, tie), _product([("number", -1.0), _node(right, tie)])])
        case Binary(op="*", left=left, right=right):
            return _product([_node(left, tie), _node(right, tie)])
        case Binary(left=left, right=right):
            return _product([_node(left, tie), ("power", _node(right, tie), ("number", -1.0))])
        case Power(base=base, exponent=exponent):
            return ("power", _node(base, tie), _node(exponent, tie))
        case Call(function="sum", arguments=arguments):
            return _sum([term for argument in arguments for term in _summed(argument, tie)])
        case Call(function=function, arguments=arguments):
            return (function, *(_node(argument, tie) for argument in arguments))


def _summed(node: Node, tie: Tie) -> list[Form]:
    """Return what a sum adds up: the members of a list one by one."""
    form = _node(node, tie)
    return [("figures", index) for index in form[1:]] if form[0] == "figures" else [form]


def _sum(terms: list[Form]) -> Form:
    flat = [part for term in terms for part in (term[1:] if term[0] == "sum" else (term,))]
    kept = [term for term in flat if term != ("number", 0.0)]
    return ("sum", *sorted(kept, key=repr)) if len(kept) > 1 else _only(kept, 0.0)


def _product(factors: list[Form]) -> Form:
    flat = [part for factor in factors for part in (factor[1:] if factor[0] == "product" else (factor,))]
    kept = [factor for factor in flat if factor[0] != "number"]
    number = prod(factor[1] for factor in flat if factor[0] == "number")
    if number != 1.0 or not kept:
        kept.append(("number", number))
    return ("product", *sorted(kept, key=repr)) if len(kept) > 1 else _only(kept, 1.0)


def _only(kept: list[Form], neutral: float) -> Form:
    return kept[0] if kept else ("number", neutral)


def _negative(form: Form) -> bool:
    factors = form[1:] if form[0] == "product" else (form,)
    return any(factor[0] == "number" and factor[1] < 0 for factor in factors)
