"""A legend and its rows become a reference table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from verify.errors import TableError
from verify.figures import Lexicon
from verify.model import NUMBER, Period, Unit
from verify.sourced import Text, nearest

from .cells import read_cells
from .days import read_days
from .legend import read_legend
from .numbers import is_missing, read_number
from .table import Cells, Entry, Field, Legend, Measured, ReferenceTable

MOST_PROBLEMS = 20
"""Cells that are told one by one; a table with more of them is of another kind than its legend says."""


def load_table(path: Path, lexicon: Lexicon) -> ReferenceTable:
    """Read the legend `path` and the table that it names.

    Raises TableError where the legend cannot be used, the rows cannot be read, or a column is not there. Single cells
    that hold no number, unit or period are told in `ReferenceTable.problems`.
    """
    legend = read_legend(path)
    return read_table(legend, read_cells(legend), lexicon)


def read_table(legend: Legend, cells: Cells, lexicon: Lexicon) -> ReferenceTable:
    """Return what `cells` hold as `legend` says."""
    reader = _Reader(legend, cells, lexicon)
    entries = tuple(entry for column in reader.measured() for entry in reader.column(column))
    problems = reader.problems[:MOST_PROBLEMS]
    if more := len(reader.problems) - MOST_PROBLEMS:
        problems += [f"{legend.data or legend.name}: {more:,} more cells could not be read"] if more > 0 else []
    return ReferenceTable(legend, cells, entries, tuple(problems))


def unit_named(name: str, lexicon: Lexicon) -> Unit | None:
    """Return the unit that a legend or a cell names: "USD", "$", "percent", "km", "number"; None where it is none."""
    if name in ("", "number", "count"):
        return NUMBER
    code = lexicon.money.get(name)
    unit = lexicon.table.unit(code or name)
    if unit is None and (saying := lexicon.sayings.get(name)) is not None:
        return lexicon.table.unit(saying.name) if saying.factor == 1.0 else None
    return unit


class _Reader:
    def __init__(self, legend: Legend, cells: Cells, lexicon: Lexicon) -> None:
        self.legend = legend
        self.cells = cells
        self.lexicon = lexicon
        self.problems: list[str] = []
        self.days: dict[Any, Period | None] = {}
        self.units: dict[str, Unit | None] = {}

    def measured(self) -> Sequence[Measured]:
        """Return the columns that hold values."""
        legend = self.legend
        if legend.value is None:
            return legend.measures
        return [Measured("", legend.value, legend.unit, legend.scale)]

    def column(self, measured: Measured) -> list[Entry]:
        legend, cells = self.legend, self.cells
        at = self.at(measured.column)
        measure_of = self.said(Field(measured.name)) if measured.name else self.measure()
        subject_of, unit_of = self.subject(), self.unit(measured.unit if _given(measured.unit) else legend.unit)
        period_of = self.period()
        scale = measured.scale if measured.scale != 1.0 else legend.scale
        name, found = str(measured.column), []
        for number, row in enumerate(cells.rows, cells.first):
            cell = row[at]
            if is_missing(cell):
                continue
            read = read_number(cell, legend.decimal)
            if read is None:
                self.fault(number, name, f"'{str(cell)[:40]}' is no number", "write digits, or leave it blank")
                continue
            unit = unit_of(row, number)
            period = period_of(row, number)
            if unit is None or (period is None and _given(legend.period)):
                continue
            found.append(
                Entry(
                    measure_of(row, number), subject_of(row, number), period, read.value * scale, read.step * scale,
                    unit, number, name,
                )
            )  # fmt: skip
        return found

    def at(self, column: Text) -> int:
        if column not in self.cells.columns:
            raise column.file.fault(
                column, f"the table has no column '{column}'", nearest(column, list(self.cells.columns))
            )
        return self.cells.columns.index(column)

    def said(self, field: Field) -> Callable[[Sequence[Any], int], str]:
        """Return how to read a field of a row as words."""
        if field.column is None:
            text = field.text
            return lambda _row, _number: text
        at = self.at(field.column)
        return lambda row, _number: "" if row[at] is None else str(row[at]).strip()

    def measure(self) -> Callable[[Sequence[Any], int], str]:
        if self.legend.holds == "figures":
            return self.said(self.legend.measure)
        return self.said(self.legend.measure if _given(self.legend.measure) else Field(self.legend.holds))

    def subject(self) -> Callable[[Sequence[Any], int], str]:
        """Return how to read whose a value is; of exchange rates, "EUR/USD"."""
        legend = self.legend
        if legend.holds != "exchange rates":
            return self.said(legend.subject)
        base, quote = self.said(legend.base), self.said(legend.quote)
        return lambda row, number: f"{base(row, number)}/{quote(row, number)}"

    def unit(self, field: Field) -> Callable[[Sequence[Any], int], Unit | None]:
        said = self.said(field)
        if field.column is None:
            unit = unit_named(field.text, self.lexicon)
            if unit is None:
                raise TableError(
                    f"'{field.text}' is no unit",
                    mend="write an ISO 4217 code, pint's name of a unit, percent, or number for what is counted",
                    file=str(self.legend.file),
                )
            return lambda _row, _number: unit
        column = str(field.column)

        def of(row: Sequence[Any], number: int) -> Unit | None:
            name = said(row, number)
            if name not in self.units:
                self.units[name] = unit_named(name, self.lexicon)
            if self.units[name] is None:
                self.fault(number, column, f"'{name[:40]}' is no unit", "write an ISO 4217 code or pint's name")
            return self.units[name]

        return of

    def period(self) -> Callable[[Sequence[Any], int], Period | None]:
        field, covers = self.legend.period, self.legend.covers
        if field.column is None:
            period = read_days(field.text, covers) if field.text else None
            if field.text and period is None:
                raise TableError(
                    f"'{field.text}' is no period", mend="write 2019, 2019-Q1 or 2019-03", file=str(self.legend.file)
                )
            return lambda _row, _number: period
        at, column, days = self.at(field.column), str(field.column), self.days

        def of(row: Sequence[Any], number: int) -> Period | None:
            cell = row[at]
            try:
                return days[cell]
            except KeyError:
                period = days[cell] = read_days(cell, covers)
            except TypeError:  # a list of a JSON file cannot be a key
                period = None
            if period is None:
                self.fault(number, column, f"'{str(cell)[:40]}' is no period", "write 2019, 2019-Q1 or 2019-03-31")
            return period

        return of

    def fault(self, row: int, column: str, what: str, mend: str) -> None:
        self.problems.append(f"{self.legend.data or self.legend.name}: row {row}, column {column}: {what}; {mend}")


def _given(field: Field) -> bool:
    return bool(field.text or field.column is not None)
