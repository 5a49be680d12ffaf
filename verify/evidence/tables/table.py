"""A reference table in memory: what its file holds, and what each of its numbers measures, whose, when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from verify.model import Interval, Period, Unit
from verify.sourced import Text

HOLDS = ("figures", "exchange rates", "price index")


class Cells(Struct, frozen=True):
    """The columns and rows of a file or a query, as they came."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    """Each as long as `columns`; texts, numbers, dates or None."""
    first: int = 1
    """What a person calls the first of `rows`: 2 where the file has a head, 1 where it is a query."""


class Field(Struct, frozen=True):
    """What a legend says of all rows alike (`text`), or where each row says it (`column`)."""

    text: str = ""
    column: Text | None = None


class Measured(Struct, frozen=True):
    """A column that holds one measure."""

    name: str
    column: Text
    unit: Field = Field()
    scale: float = 1.0


class Asks(Struct, frozen=True):
    """What a legend asks of its table, for the contract to see to; columns are named as in the file."""

    unique: tuple[Text, ...] = ()
    """Columns of which no two rows hold the same."""
    ranges: Mapping[Text, tuple[float, float]] = {}
    """Column to least and greatest value, as written in the file."""
    fresh: int | None = None
    """Most days between the date of the table and the run."""
    totals: Mapping[Text, tuple[Text, ...]] = {}
    """Column to the columns that add up to it."""
    changes: Mapping[Text, Text] = {}
    """Column of percentages to the column of levels whose change they are."""
    suite: Path | None = None
    """A suite of Great Expectations of the user's own."""


class Legend(Struct, frozen=True):
    """What a table holds, as its YAML says."""

    file: Path
    """The YAML."""
    name: str
    data: Path | None = None
    """The file with the rows, or the database for `query`."""
    url: str = ""
    """Of a database, for SQLAlchemy."""
    query: str = ""
    sheet: str = ""
    holds: str = HOLDS[0]
    source: str = ""
    date: date | None = None
    licence: str = ""
    decimal: str = "."
    subject: Field = Field()
    period: Field = Field()
    covers: str = ""
    """How long a period is that is given by its last day: "month", "quarter", "year"; "" for the day itself."""
    measure: Field = Field()
    value: Text | None = None
    """The column of values, where a row says itself what it measures."""
    unit: Field = Field()
    scale: float = 1.0
    measures: tuple[Measured, ...] = ()
    """One for each column that holds a measure."""
    base: Field = Field()
    """Of exchange rates: one of it is worth `value` of `quote`."""
    quote: Field = Field()
    words: Mapping[str, tuple[str, ...]] = {}
    """What measures and subjects are called besides, by their name in the table."""
    asks: Asks = Asks()


class Entry(Struct, frozen=True, gc=False):
    """One number of a reference table."""

    measure: str
    """As the table or its legend calls it: "revenue"."""
    subject: str
    """Whose; "" where the table does not say."""
    period: Period | None
    """Calendar days, `start` to `end`; None where the table does not say."""
    number: float
    """In `unit`."""
    step: float
    """One unit of the last digit that the table gives, in `unit`."""
    unit: Unit
    row: int
    """As a person counts it in the file."""
    column: str

    @property
    def value(self) -> Interval:
        """Every value that rounds to what the table gives."""
        return Interval(self.number - self.step / 2, self.number + self.step / 2)

    @property
    def where(self) -> str:
        """Where it stands, for a person."""
        return f"row {self.row}, column {self.column}"


class ReferenceTable(Struct, frozen=True):
    """A table with what its legend says of it, read."""

    legend: Legend
    cells: Cells
    entries: tuple[Entry, ...]
    """In the order of the file; cells that hold no value have none."""
    problems: tuple[str, ...] = ()
    """Cells that could not be read, each with its place and the mend; the rest of the table still counts."""

    @property
    def name(self) -> str:
        """What the legend calls it."""
        return self.legend.name

    @property
    def cited(self) -> str:
        """Its name, and who says so when, as its legend has it: "Revenue of Globex (annual reports, 2020-03-31)"."""
        by = ", ".join(part for part in (self.legend.source, str(self.legend.date or "")) if part)
        return f"{self.name} ({by})" if by else self.name
