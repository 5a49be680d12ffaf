"""The contract of a reference table: what its legend asks of it, and the suite that its owner has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from verify.errors import ContractError
from verify.evidence.tables import ReferenceTable
from verify.evidence.tables.numbers import is_missing, read_number

from .validating import Contract, library, suite_of


def table_contract(table: ReferenceTable, today: date) -> Contract:
    """Return the contract of a table; `today` is the day of the run, for its freshness.

    A column whose cells are all numbers is one of numbers, and so is any that the legend counts with; the others are as
    they came. Raises ContractError where the legend speaks of a column that is not there, or its suite is none.
    """
    import pandas

    asks, cells = table.legend.asks, table.cells
    counted = {str(name) for name in (*asks.ranges, *asks.totals, *asks.changes, *asks.changes.values())}
    counted |= {str(part) for parts in asks.totals.values() for part in parts}
    for column in (*counted, *map(str, asks.unique)):
        if column not in cells.columns:
            mend = f"it has {', '.join(cells.columns[:12])}"
            raise ContractError(f"has no column '{column}'", mend=mend, file=table.name)
    columns: dict[str, Any] = {}
    for at, name in enumerate(cells.columns):
        values = [row[at] for row in cells.rows]
        numbers = [None if is_missing(value) else read_number(value, table.legend.decimal) for value in values]
        unread = any(number is None and not is_missing(value) for number, value in zip(numbers, values, strict=True))
        columns[name] = (
            values
            if unread and name not in counted
            else pandas.array([number.value if number else None for number in numbers], dtype="Float64")
        )
    frame = pandas.DataFrame(columns, index=range(cells.first, cells.first + len(cells.rows)))
    if asks.fresh is not None:
        frame[AGE] = (today - table.legend.date).days if table.legend.date else None
    return Contract(table.name, frame, suite_of(table.name, _expected(table), asks.suite))


def figures_contract(table: ReferenceTable) -> Contract:
    """Return the contract of what was read of a table: no two rows for one measure, subject, period and unit.

    Which of the two a text should be held against nobody could say.
    """
    import pandas

    rows = [
        (entry.measure, entry.subject, str(entry.period.key) if entry.period else "", entry.unit.name)
        for entry in table.entries
    ]
    names = ["measure", "subject", "period", "unit"]
    frame = pandas.DataFrame(rows, columns=names, index=[entry.row for entry in table.entries])
    same = library().expectations.ExpectCompoundColumnsToBeUnique(
        column_list=names, ignore_row_if="never", notes="two rows give one measure of one subject and period"
    )
    return Contract(f"{table.name}, as read", frame, suite_of("figures", [same]))


def asks_anything(table: ReferenceTable) -> bool:
    """Whether the legend of a table asks anything of it."""
    asks = table.legend.asks
    return asks.fresh is not None or any((asks.unique, asks.ranges, asks.totals, asks.changes, asks.suite))


AGE = "days since the date of the table"


def _expected(table: ReferenceTable) -> Sequence[Any]:
    gxe = library().expectations
    from .expectations import ExpectMulticolumnChangeToMatchLevels, ExpectMulticolumnPartsToAddUp

    asks, legend = table.legend.asks, table.legend
    made: list[Any] = []
    if asks.unique:
        named = ", ".join(map(str, asks.unique))
        made.append(
            gxe.ExpectColumnValuesToBeUnique(column=str(asks.unique[0]), notes=f"two rows have the same {named}")
            if len(asks.unique) == 1
            else gxe.ExpectCompoundColumnsToBeUnique(
                column_list=list(map(str, asks.unique)),
                ignore_row_if="never",
                notes=f"two rows have the same {named}",
            )
        )
    for column, (least, most) in asks.ranges.items():
        made.append(
            gxe.ExpectColumnValuesToBeBetween(
                column=str(column),
                min_value=least,
                max_value=most,
                notes=f"{column} is outside {least:g} to {most:g}",
            )
        )
    for total, parts in asks.totals.items():
        made.append(
            ExpectMulticolumnPartsToAddUp(
                column_list=[str(total), *map(str, parts)],
                ignore_row_if="any_value_is_missing",
                notes=f"{' + '.join(map(str, parts))} is not {total}",
            )
        )
    keys = [str(field.column) for field in (legend.period, legend.subject) if field.column is not None]
    if legend.period.column is None:
        keys = []
    for change, levels in asks.changes.items():
        made.append(
            ExpectMulticolumnChangeToMatchLevels(
                column_list=[str(change), str(levels), *keys],
                ignore_row_if="never",
                notes=f"{change} is not the change of {levels}",
            )
        )
    if asks.fresh is not None:
        what = f"older than {asks.fresh} days: its date is {legend.date or 'not given'}"
        made.append(gxe.ExpectColumnMaxToBeBetween(column=AGE, max_value=asks.fresh, notes=what))
    return made
