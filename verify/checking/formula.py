"""Formulas of rules, parsed by a whitelist over Python's `ast` into small trees.

after = before * (1 + sign * change)        part <= whole        low <= x <= high        whole = sum(parts)

What a formula is worth for given intervals, and what it allows each of its names to be, is in `solving.py`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from msgspec import Struct

from .statistics import P_VALUES

LONGEST = 400
"""Characters of a formula; no tie in prose needs more, and a hostile rule must not cost time."""
DEEPEST = 30
LARGEST_NUMBER = 1e18
LARGEST_EXPONENT = 12

FUNCTIONS = {
    "sum": (1, 20),
    "exact": (1, 1),
    "loose": (1, 1),
    "rounded": (1, 1),
    "min": (1, 20),
    "max": (1, 20),
    "count": (1, 20),
    "sqrt": (1, 1),
    "abs": (1, 1),
    "whole": (1, 1),
    "between": (2, 2),
    "aged": (1, 1),
    "yearly": (1, 1),
    **{name: (count, count) for name, (_, count) in P_VALUES.items()},
}
"""Function to the least and the largest number of arguments; a list slot counts as one.

`exact(years)` is the written value without the room for rounding: "over the past 10 years" means ten;
`rounded(average)` gives a whole number of things the room for rounding that a count has not: "an average of 18";
`loose(share)` has room for one more unit of the last digit, as shares have that were made to reach 100;
`whole(x)` the whole numbers among the values of x, or the nearest one; `p_from_t(t, df)` the p of a statistic;
`between(start, end)` the time from one date to another, `aged(n)` the time since birth of who is n years old;
`yearly(rate)` what a rate comes to in a year.
"""


class FormulaError(ValueError):
    """A formula that cannot be used.

    `position` is the offset of the spot, or `word` what stands there, where only that is known.
    """

    def __init__(self, what: str, mend: str, position: int = 0, *, word: str = "") -> None:
        super().__init__(what)
        self.mend = mend
        self.position = position
        self.word = word

    def spot(self, text: str) -> int:
        """Return the offset of the spot in the formula: that of the word, where it stands there once."""
        if not self.word:
            return self.position
        found = [match.start() for match in re.finditer(re.escape(self.word), text)]
        whole = [at for at in found if not (text[max(at - 1, 0) : at].isidentifier() and self.word.isidentifier())]
        return whole[0] if len(whole) == 1 else 0


class Number(Struct, frozen=True):
    """A constant."""

    number: float


class Name(Struct, frozen=True):
    """A slot, single or a list."""

    name: str


class Binary(Struct, frozen=True):
    """`left op right`, op one of + - * /."""

    op: str
    left: Node
    right: Node


class Power(Struct, frozen=True):
    """`base ** exponent`: a small whole number, or any exponent over a base that is not negative."""

    base: Node
    exponent: Node

    @property
    def whole_exponent(self) -> int | None:
        """The exponent where it is a whole number written in the formula."""
        if isinstance(self.exponent, Number) and self.exponent.number == int(self.exponent.number):
            return int(self.exponent.number)
        return None


class Call(Struct, frozen=True):
    """One of `FUNCTIONS`."""

    function: str
    arguments: tuple[Node, ...]


Node: TypeAlias = Number | Name | Binary | Power | Call


class Relation(Struct, frozen=True):
    """`left op right`, op one of = != < <= > >=."""

    left: Node
    op: str
    right: Node

    @property
    def opposite(self) -> Relation:
        """The relation that is true of two values where this one is false."""
        opposites = {"=": "!=", "!=": "=", "<=": ">", ">": "<=", ">=": "<", "<": ">="}
        return Relation(self.left, opposites[self.op], self.right)


class Formula(Struct, frozen=True):
    """A compiled check: relations that must all hold."""

    text: str
    relations: tuple[Relation, ...]
    names: tuple[str, ...]
    """In the order of their first use."""


class Expression(Struct, frozen=True):
    """A compiled formula without comparison: `whole / years`."""

    text: str
    node: Node
    names: tuple[str, ...]


_LONE = re.compile(r"(?<![<>=!])=(?!=)")
"""An "=" that Python would not take for a comparison."""

_OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "=",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


def parse_check(text: str) -> Formula:
    """Compile a comparison; raises FormulaError with the offset of what is wrong.

    >>> parse_check("after = before * (1 + change)").names
    ('after', 'before', 'change')
    """
    tree = _parse(text)
    if not isinstance(tree, ast.Compare):
        raise FormulaError("compares nothing", "write a comparison, such as `after = before * (1 + change)`")
    with _placed(text):
        sides = [_node(side, 0) for side in (tree.left, *tree.comparators)]
    relations = tuple(
        Relation(sides[number], _COMPARISONS[type(op)], sides[number + 1])
        for number, op in enumerate(tree.ops)
        if type(op) in _COMPARISONS
    )
    if len(relations) != len(tree.ops):
        raise FormulaError("uses a comparison that formulas do not have", "use = != < <= > >=")
    return Formula(text, relations, _names(*sides))


def parse_expression(text: str) -> Expression:
    """Compile a formula that computes one value, such as `whole / years`; raises FormulaError."""
    tree = _parse(text)
    if isinstance(tree, ast.Compare):
        raise FormulaError("compares, but must compute one value", "write only the right side", 0)
    with _placed(text):
        node = _node(tree, 0)
    return Expression(text, node, _names(node))


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all below it."""
    yield node
    match node:
        case Binary(left=left, right=right):
            children: tuple[Node, ...] = (left, right)
        case Power(base=base, exponent=exponent):
            children = (base, exponent)
        case Call(arguments=arguments):
            children = arguments
        case _:
            children = ()
    for child in children:
        yield from walk(child)


def _names(*nodes: Node) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.name for node in nodes for found in walk(node) if isinstance(found, Name)))


def _parse(text: str) -> ast.expr:
    if len(text) > LONGEST:
        raise FormulaError(f"is longer than {LONGEST} characters", "split it into two rules", LONGEST)
    # "=" is no operator in a Python expression; a lone one means equality here. Formulas of several lines are one.
    doubled = _LONE.sub("==", text.replace("\n", " "))
    try:
        return ast.parse(doubled.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as trouble:
        offset = max(0, (getattr(trouble, "offset", 1) or 1) - 1)
        mend = "use names, numbers, + - * / **, brackets and one comparison"
        raise FormulaError("is no formula", mend, _undoubled(text, offset)) from None


@contextmanager
def _placed(text: str) -> Iterator[None]:
    """Give the positions of Python's tree, in which every lone "=" is doubled, their places in the text."""
    try:
        yield
    except FormulaError as fault:
        fault.position = _undoubled(text, fault.position)
        raise


def _undoubled(text: str, position: int) -> int:
    """Return the place in a text of what stands at `position` once its blanks are cut and each lone "=" is doubled."""
    blank = len(text) - len(text.lstrip())
    doubled = (found.start() - blank + number for number, found in enumerate(_LONE.finditer(text)))
    return min(position - sum(start < position for start in doubled) + blank, len(text))


def _node(tree: ast.expr, depth: int) -> Node:
    if depth > DEEPEST:
        raise FormulaError("is nested too deeply", "simplify it", tree.col_offset)
    match tree:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool) and number < LARGEST_NUMBER:
            return Number(float(number))
        case ast.Name(id=name):
            return Name(name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Binary("-", Number(0.0), _node(operand, depth + 1))
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            exponent = _node(right, depth + 1)
            if isinstance(exponent, Number) and exponent.number > LARGEST_EXPONENT:
                raise FormulaError(f"has an exponent beyond {LARGEST_EXPONENT}", "use a smaller one", right.col_offset)
            return Power(_node(left, depth + 1), exponent)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return Binary(_OPERATORS[type(op)], _node(left, depth + 1), _node(right, depth + 1))
        case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]) if function in FUNCTIONS:
            least, most = FUNCTIONS[function]
            if not least <= len(arguments) <= most:
                raise FormulaError(f"{function} takes {least} to {most} values", "give it that many", tree.col_offset)
            return Call(function, tuple(_node(argument, depth + 1) for argument in arguments))
        case ast.Call(func=ast.Name(id=function)):
            known = ", ".join(FUNCTIONS)
            raise FormulaError(f"there is no function {function}", f"the functions are {known}", tree.col_offset)
    raise FormulaError("uses something that formulas do not have", "use names, numbers, + - * / **", tree.col_offset)
