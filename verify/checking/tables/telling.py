"""A figure of the prose beside a cell: as it stands, or in the scale in which a report tells everything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from verify.claims import KINDS
from verify.claims.vocabulary import sort_of
from verify.model import Figure, Interval, Kind

from ..layout import Slot
from ..rulebook import CompiledRule
from .trying import layout_of

EDGE = 1e-6
"""Part of an interval that counts as its edge."""

_DIGITS = re.compile(r"\d[\d,.]*")


class Spoken:
    """A figure of a sentence, with the ways it may be meant beside cells of one unit and scale."""

    def __init__(self, figure: Figure, around: Sequence[str]) -> None:
        self.figure = figure
        self.index = figure.index
        self._around = around
        self._told: dict[tuple[str, float], list[tuple[Figure, Interval]]] = {}
        self._suits: dict[str, bool] = {}

    @property
    def digits(self) -> int:
        """How many digits it is written with."""
        return sum(sign.isdigit() for sign in self.figure.quote)

    def suits(self, rule: CompiledRule) -> bool:
        """Whether it is of the kind that a rule asks for, and has the words about it."""
        found = self._suits.get(rule.rule.id)
        if found is None:
            said = said_of(rule)
            found = sort_of(self.figure) in KINDS[said.kind]
            found = found and said.near(self._around)
            self._suits[rule.rule.id] = found
        return found

    def told(self, cell: Figure) -> list[tuple[Figure, Interval]]:
        """Return the figure as it may be meant beside a cell, each with its size in base units."""
        key = (cell.unit.name, cell.scale)
        found = self._told.get(key)
        if found is None:
            found = [(told, size_of(told.unit.to_base(told.coarse))) for told in told_beside(self.figure, cell)]
            self._told[key] = found
        return found


def said_of(rule: CompiledRule) -> Slot:
    """Return the slot of a rule that a figure of the prose fills."""
    said = layout_of(rule).said
    if said is None:
        raise TypeError(f"{rule.rule.id} does not speak of prose")
    return said


def meets(left: Interval, right: Interval) -> bool:
    """Whether two intervals have more in common than an end: 15% and 16% are not the same for having 15.5 between."""
    common = left.meet(right)
    return common is not None and common.width >= EDGE * min(left.width, right.width)


def size_of(held: Interval) -> Interval:
    """Return an interval without its sign."""
    low = 0.0 if held.low <= 0 <= held.high else min(abs(held.low), abs(held.high))
    return Interval(low, max(abs(held.low), abs(held.high)))


def told_beside(figure: Figure, cell: Figure) -> Iterator[Figure]:
    """Yield a figure as it may be meant beside a cell: as it stands, and in the cell's own scale.

    Reports that tell everything in thousands write "$19,911" in their prose too; and where no head says that a table is
    in millions, "$34.2 million" beside "34.2" does.
    """
    if figure.kind is Kind.PERCENT:
        yield figure
        return
    if figure.unit.dimension and cell.unit.dimension and figure.unit.dimension != cell.unit.dimension:
        return  # two currencies
    yield figure if figure.unit.dimension == cell.unit.dimension else replace(figure, unit=cell.unit)
    digits = _DIGITS.search(figure.quote)
    if digits is None or cell.kind is Kind.PERCENT:
        return
    printed = 10.0 ** -len(digits.group().partition(".")[2].rstrip("., ")) if "." in digits.group() else 1.0
    worth = figure.step / printed
    if (worth <= 1 and cell.scale != worth) or (worth > 1 and cell.scale == 1.0):
        factor = cell.scale / worth
        yield replace(
            figure,
            low=figure.low * factor,
            high=figure.high * factor,
            step=figure.step * factor,
            strict=figure.strict.scaled(factor),
            coarse=figure.coarse.scaled(factor),
            unit=cell.unit,
        )
