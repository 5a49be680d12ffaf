"""A panel seen along its rows or along its columns, with what is needed to try sums on it quickly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from verify.claims import Line, Panel, years_of
from verify.model import Figure

from ..layout import ROWS

Class = tuple[str, float]
"""What may be added up: amounts of one unit and scale."""


PERCENT_CLASS: Class = ("percent", 1.0)
"""Shares of a whole add up, growth rates do not: where percentages fail to add up, that alone is no slip."""


class Value(NamedTuple):
    """The number of a cell in base units, and half a unit of its last digit."""

    number: float
    half: float
    figure: int
    """Index of the figure, -1 for a cell that says there is nothing."""


NOTHING = Value(0.0, 0.0, -1)


class Sheet:
    """The lines of a panel along one axis, and the lines across them."""

    def __init__(self, panel: Panel, axis: str, figures: Sequence[Figure]) -> None:
        """Look at `panel` along `axis`, `ROWS` or `COLUMNS`."""
        rows = axis == ROWS
        self.axis = axis
        self.lines: tuple[Line, ...] = panel.rows if rows else panel.columns
        self.across: tuple[Line, ...] = panel.columns if rows else panel.rows
        self.values: list[list[Value | None]] = [[None] * len(self.across) for _ in self.lines]
        self.classes: list[list[Class | None]] = [[None] * len(self.across) for _ in self.lines]
        for (row, column), index in panel.figures.items():
            line, cross = (row, column) if rows else (column, row)
            figure = figures[index]
            self.values[line][cross] = Value(
                figure.low * figure.unit.factor, figure.step / 2 * figure.unit.factor, index
            )
            self.classes[line][cross] = class_of(figure)
        for row, column in panel.nils:
            line, cross = (row, column) if rows else (column, row)
            self.values[line][cross] = NOTHING
        self.main = [self._main(line) for line in range(len(self.lines))]
        """The class of most cells of each line."""

    def number(self, line: int, across: int) -> Value | None:
        """Return the number of a cell, None where it has none."""
        value = self.values[line][across]
        return value if value is not None and value.figure >= 0 else None

    @cached_property
    def years(self) -> tuple[frozenset[int], ...]:
        """The years that the lines across name."""
        return tuple(years_of(line) for line in self.across)

    def _main(self, line: int) -> Class | None:
        counted = Counter(found for found in self.classes[line] if found is not None)
        return counted.most_common(1)[0][0] if counted else None


def class_of(figure: Figure) -> Class:
    """Return what a figure may be added up with."""
    return (figure.unit.name, figure.scale)
