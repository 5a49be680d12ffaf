"""A table as its source lays it out: cells in rows and columns, each with its place in the text.

What the cells mean (which rows are heads, which column names the rows, what is a total) is for `claims` to read; a
reader fills in what the source itself says and leaves the rest at its default.
"""

from __future__ import annotations

from msgspec import Struct

from .span import Span


class Cell(Struct, frozen=True):
    """One cell that holds something; blank cells are left out."""

    span: Span
    """Its words in `Document.text`, without the blanks round them; nothing else stands inside the span."""
    row: int
    """From 0, heads counted; of a cell that spans several, the first."""
    column: int
    rows: int = 1
    """Rows that it spans: `rowspan`, a merged cell."""
    columns: int = 1
    is_head: bool = False
    """Whether the source says that it names a row or a column (`<th>`), wherever it stands."""
    level: int = 0
    """Depth of its indentation, where the source has one; only the order of the numbers counts."""


class Table(Struct, frozen=True):
    """The cells of one table, in the order of rows and columns; tables are in order and do not overlap."""

    span: Span
    """From its first to its last character in the text; it lies in one region or covers several."""
    cells: tuple[Cell, ...]
    head_rows: int = 0
    """Rows at the top that the source calls heads; more may turn out to be, so 0 is no claim that there are none."""
    caption: Span | None = None
    """The caption that the source ties to the table; a paragraph above it is found without."""

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)
