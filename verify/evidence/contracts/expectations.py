"""Expectations of ours, where the built-in ones say less: known units, bounds in a unit, parts and totals, changes.

Each is a map over rows, so a breach names its rows. Importing this registers them with Great Expectations, which is how
a suite of a user's own can name them, too: `expect_column_values_to_be_known_units` and so on.
"""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar, Literal

import numpy as np
import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import (
    ColumnPairMapExpectation,
    MulticolumnMapExpectation,
)
from great_expectations.expectations.metrics.map_metric_provider import (
    ColumnPairMapMetricProvider,
    MulticolumnMapMetricProvider,
    column_pair_condition_partial,
    multicolumn_condition_partial,
)

from verify.figures import load_lexicon
from verify.figures.units import UnitTable
from verify.model import Interval, Unit

COUNTS = frozenset({"count", "number", "ratio"})
"""Kinds whose unit is a noun, or none."""


@cache
def _units() -> UnitTable:
    return load_lexicon().table


class _KnownUnits(ColumnPairMapMetricProvider):
    condition_metric_name = "column_pair_values.known_units"
    condition_domain_keys = (
        "batch_id",
        "table",
        "column_A",
        "column_B",
        "row_condition",
        "condition_parser",
        "ignore_row_if",
    )
    condition_value_keys = ()

    @column_pair_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls: Any, column_A: Any, column_B: Any, **_: Any) -> Any:
        table = _units()
        known = {name: not name or table.unit(name) is not None for name in column_A.dropna().unique()}
        return column_B.isin(COUNTS) | column_A.map(known).fillna(True).astype(bool)


class ExpectColumnPairUnitsToBeKnown(ColumnPairMapExpectation):
    """Expect the names of units in one column to be known, where the kind in the other asks for a unit."""

    ignore_row_if: Literal["both_values_are_missing", "either_value_is_missing", "neither"] = "either_value_is_missing"
    map_metric: ClassVar[str] = "column_pair_values.known_units"
    success_keys: ClassVar[tuple[str, ...]] = ("column_A", "column_B", "mostly", "ignore_row_if")


class _WithinUnits(ColumnPairMapMetricProvider):
    condition_metric_name = "column_pair_values.within_units"
    condition_domain_keys = (
        "batch_id",
        "table",
        "column_A",
        "column_B",
        "row_condition",
        "condition_parser",
        "ignore_row_if",
    )
    condition_value_keys = ("least", "most", "unit")

    @column_pair_condition_partial(engine=PandasExecutionEngine)
    def _pandas(
        cls: Any, column_A: Any, column_B: Any, least: Any = None, most: Any = None, unit: str = "", **_: Any
    ) -> Any:
        table = _units()
        bound = table.unit(unit)
        if bound is None:
            raise ValueError(f"the unit '{unit}' is not known")
        result = pd.Series(True, index=column_A.index)
        for name, values in column_A.groupby(column_B.fillna("").astype(str)):
            found = table.unit(str(name))
            if found is None or found.dimension != bound.dimension:
                continue  # another dimension: these bounds are not about it
            numbers = values.astype(float) * found.factor + found.offset
            low, high = _base(least, bound), _base(most, bound)
            result.loc[values.index] = (low is None or numbers >= low - abs(low) * 1e-9) & (
                high is None or numbers <= high + abs(high) * 1e-9
            )
        return result


def _base(bound: Any, unit: Unit) -> float | None:
    return None if bound is None else unit.to_base(Interval.exactly(float(bound))).low


class ExpectColumnPairQuantitiesToBeWithin(ColumnPairMapExpectation):
    """Expect the values of one column, each in the unit that the other names, to lie between bounds in `unit`.

    5 kilometer lies within 1,000 and 9,000 meter. Values of another dimension are passed over.
    """

    least: float | None = None
    most: float | None = None
    unit: str
    ignore_row_if: Literal["both_values_are_missing", "either_value_is_missing", "neither"] = "either_value_is_missing"
    map_metric: ClassVar[str] = "column_pair_values.within_units"
    success_keys: ClassVar[tuple[str, ...]] = (
        "column_A",
        "column_B",
        "least",
        "most",
        "unit",
        "mostly",
        "ignore_row_if",
    )


class _AddUp(MulticolumnMapMetricProvider):
    condition_metric_name = "multicolumn_values.add_up"
    condition_domain_keys = ("batch_id", "table", "column_list", "row_condition", "condition_parser", "ignore_row_if")
    condition_value_keys = ("room",)

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls: Any, column_list: Any, room: float | None = None, **_: Any) -> Any:
        values = column_list.astype(float)
        total, parts = values.iloc[:, 0], values.iloc[:, 1:]
        if room is None:
            room = sum(steps_of(values[name]) for name in values) / 2
        return (total - parts.sum(axis=1)).abs() <= room + total.abs() * 1e-9


class ExpectMulticolumnPartsToAddUp(MulticolumnMapExpectation):
    """Expect the first of `column_list`, a total, to be the sum of the others, within what rounding leaves open.

    `room` is how far they may miss each other; without it, half a unit of the last digit of every column.
    """

    room: float | None = None
    ignore_row_if: Literal["all_values_are_missing", "any_value_is_missing", "never"] = "any_value_is_missing"
    map_metric: ClassVar[str] = "multicolumn_values.add_up"
    success_keys: ClassVar[tuple[str, ...]] = ("column_list", "room", "mostly", "ignore_row_if")


class _Changes(MulticolumnMapMetricProvider):
    condition_metric_name = "multicolumn_values.change_of_levels"
    condition_domain_keys = ("batch_id", "table", "column_list", "row_condition", "condition_parser", "ignore_row_if")
    condition_value_keys = ()

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls: Any, column_list: Any, **_: Any) -> Any:
        change, level, *keys = (column_list.iloc[:, at] for at in range(column_list.shape[1]))
        return changes_hold(change, level, keys[0] if keys else None, keys[1:])


class ExpectMulticolumnChangeToMatchLevels(MulticolumnMapExpectation):
    """Expect the first of `column_list`, a change in percent, to be that of the second from the row before.

    A third column orders the rows (the period), further ones part them (whose it is); without them the rows stand in
    order. The first row of each has nothing before it.
    """

    ignore_row_if: Literal["all_values_are_missing", "any_value_is_missing", "never"] = "any_value_is_missing"
    map_metric: ClassVar[str] = "multicolumn_values.change_of_levels"
    success_keys: ClassVar[tuple[str, ...]] = ("column_list", "mostly", "ignore_row_if")


def changes_hold(change: Any, level: Any, order: Any, groups: Any) -> Any:
    """Return for each row whether its change, in percent, fits its level and the level before."""
    change, level = change.astype(float), level.astype(float)
    frame = pd.DataFrame({"level": level, "order": order if order is not None else range(len(level))})
    frame = frame.sort_values("order", kind="stable")
    before = (
        frame.groupby([group.reindex(frame.index) for group in groups], dropna=False)["level"].shift()
        if groups
        else frame["level"].shift()
    ).reindex(level.index)
    half, room = steps_of(level) / 2, steps_of(change) / 2
    with np.errstate(all="ignore"):
        ends = [(level + one) / (before + other) * 100 - 100 for one in (-half, half) for other in (-half, half)]
        low, high = np.minimum.reduce(ends) - room, np.maximum.reduce(ends) + room
    fits = (change >= low - abs(change) * 1e-9) & (change <= high + abs(change) * 1e-9)
    return fits | before.isna() | level.isna() | change.isna() | (before <= half)


def steps_of(column: Any) -> float:
    """Return one unit of the last digit that a column is written with: 0.1 for 3.2 and 4, 1 for whole numbers."""
    digits = max((len(f"{value:.9f}".rstrip("0").partition(".")[2]) for value in column.dropna().unique()), default=0)
    return float(10.0**-digits)
