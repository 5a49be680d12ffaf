"""The tables of a page: which are data and which mere layout, and where in the grid each cell stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .composing import Draft, Run
from .signs import joined
from .webblocks import Block

_WIDEST, _TALLEST = 200, 2000
"""Columns and rows that a cell may span."""
_LONGEST_CELL = 600
"""Characters; a table with a longer one and no heads is layout."""
_INDENT = re.compile(r"(?:padding-left|margin-left|text-indent)\s*:\s*(-?\d+(?:\.\d+)?)", re.IGNORECASE)
_INDENT_BLANKS = re.compile("^[\u00a0\u2002\u2003\u3000]+")


class _Cell:
    """A cell while it is read."""

    def __init__(self, row: int, is_head: bool, attributes: dict[str, str]) -> None:
        self.row = row
        self.column = 0
        self.is_head = is_head
        self.rows = _number(attributes.get("rowspan"), _TALLEST)
        self.columns = _number(attributes.get("colspan"), _WIDEST)
        self.level = round(sum(float(size) for size in _INDENT.findall(attributes.get("style", ""))))
        self.blocks: list[Item] = []

    @property
    def words(self) -> str:
        """All its words."""
        return " ".join(block.words for block in self.blocks if not isinstance(block, Grid)).strip()


class Grid:
    """A table while it is read; rows and cells come in the order of the source."""

    def __init__(self, attributes: dict[str, str]) -> None:
        self.is_layout = attributes.get("role", "").lower() in ("presentation", "none")
        self.caption: list[Item] = []
        self.in_head = False
        self._cells: list[_Cell] = []
        self._row = -1
        self._head = 0

    def row(self, name: str) -> None:
        """Begin a row or a group of rows: `tr`, `thead`, `tbody`, `tfoot`."""
        if name == "tr":
            self._row += 1
            self._head += self.in_head and self._row == self._head
        else:
            self.in_head = name == "thead"

    def begin(self, name: str, attributes: dict[str, str]) -> list[Item]:
        """Begin a cell or the caption; return the list that takes its blocks."""
        if name == "caption":
            return self.caption
        self._row = max(self._row, 0)
        cell = _Cell(self._row, name == "th", attributes)
        self._cells.append(cell)
        return cell.blocks

    def items(self) -> Iterator[Item]:
        """Yield all that stands in it, in order."""
        yield from self.caption
        for cell in self._cells:
            yield from cell.blocks

    @property
    def first(self) -> Block:
        """The first block of words."""
        return next(item for item in self.items() if not isinstance(item, Grid))

    @property
    def is_data(self) -> bool:
        """Whether it is a table to its author, and no way to place things on a page."""
        filled = [cell for cell in self._cells if cell.blocks]
        if self.is_layout or len(filled) < 2 or any(isinstance(item, Grid) for item in self.items()):
            return False
        if any(cell.is_head for cell in filled) or self.caption:
            return True
        several = len({cell.row for cell in filled}) > 1 and len(filled) > len({cell.row for cell in filled})
        return several and max(len(cell.words) for cell in filled) <= _LONGEST_CELL

    @property
    def head_rows(self) -> int:
        """Rows at the top that the source calls heads: in `thead`, or of `th` alone."""
        rows = [[cell for cell in self._cells if cell.row == row and cell.blocks] for row in range(min(self._row, 12))]
        all_heads = 0
        while all_heads < len(rows) and rows[all_heads] and all(cell.is_head for cell in rows[all_heads]):
            all_heads += 1
        return max(self._head, all_heads)

    def drafts(self) -> Iterator[Draft]:
        """Yield the cells in their columns; signs that stand in cells of their own join their numbers."""
        self._place()
        row: list[_Cell] = []
        for cell in (*self._cells, None):
            if row and (cell is None or cell.row != row[0].row):
                yield from joined([_draft(part) for part in row])
                row = []
            if cell is not None and cell.words:
                row.append(cell)

    def _place(self) -> None:
        """Give each cell its column: the first that no cell of this row or from above has taken."""
        taken: dict[int, int] = {}  # the column, and the row up to which it is taken
        row, column = -1, 0
        for cell in self._cells:
            if cell.row != row:
                row, column = cell.row, 0
            while taken.get(column, -1) >= row:
                column += 1
            cell.column = column
            for spanned in range(column, column + cell.columns):
                taken[spanned] = row + cell.rows - 1
            column += cell.columns


def _draft(cell: _Cell) -> Draft:
    runs = cell_runs(cell.blocks)
    indent = _INDENT_BLANKS.match("".join(run.words for run in runs))
    level = cell.level + (len(indent.group()) if indent else 0)
    return Draft(runs, cell.row, cell.column, cell.rows, cell.columns, cell.is_head, max(level, 0))


def _number(written: str | None, most: int) -> int:
    return min(max(int(written), 1), most) if written and written.isascii() and written.isdigit() else 1


def cell_runs(items: Iterable[Item]) -> tuple[Run, ...]:
    """Return the words of the blocks of a cell on one line."""
    runs: list[Run] = []
    for item in items:
        if isinstance(item, Grid):
            continue
        if runs:
            runs.append(Run(" ", None))
        runs.extend(run._replace(words=run.words.replace("\n", " ").replace("\r", " ")) for run in item.runs)
    return tuple(runs)


Item = Block | Grid
"""What a page or a cell consists of."""
