"""Simple tables of a page: where they begin and end, and which column each piece stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from .composing import Draft, Run
from .pagelines import Piece, Row
from .signs import AFTER, BEFORE, YEAR

_NUMBER = re.compile(
    r"[-–—(]?\s*(?:[A-Z]{0,3}[$£€¥])?\s*[-–—(]?[\d.,]*\d[\d.,]*\)?\s*(?:%|bps|pts|x)?\)?$|[-–—]$|[$£€¥]$|n/?a$"
)
_SINGLES = 3
"""As many rows of one piece may stand above the heads of a table: parts of a head over several columns."""
_SINGLES_WITHIN = 5
"""As many may follow one another within it: parts of a long name, the heading of some rows."""
_LONGEST_HEAD = 30
"""Rows within which the numbers of a table begin."""
_MOST_APART = 400
"""Pieces that stand in no column of numbers; of more no columns are made."""
_TIGHT = 0.85
"""Of the usual distance between the rows of a table: lines closer to one another are of one row."""

Column = tuple[float, float]
"""From where to where it reaches."""


def table_end(rows: Sequence[Row], first: int, pitch: float) -> int:
    """Return where a table that begins with row `first` ends; `first`, if none does. `pitch` is that of text.

    It has two rows with numbers side by side or more; a row of one piece (a heading within, a long name) may stand
    between two others, and heads above the first numbers belong to it.
    """
    if len(rows[first]) < 2 and not _is_head_above(rows, first):
        return first
    with_numbers, end, columns = 0, first, 0
    for at in range(first, len(rows)):
        row = rows[at]
        if at > first and row[0].bottom - rows[at - 1][0].bottom > 3 * pitch:
            break
        if with_numbers < 2 and at - first > _LONGEST_HEAD:
            return first
        if len(row) > 1:
            end = at + 1
            numbers = sum(_NUMBER.match(piece.words) is not None for piece in row)
            with_numbers += numbers > 0
            columns = max(columns, len(row))
        elif at - end >= _SINGLES_WITHIN or len(row[0].words) > 70 or row[0].words.endswith("."):
            break
    if with_numbers < 2 or columns < 2:
        return first
    tight = _tight(rows[first:end])
    while end < len(rows) and len(rows[end]) == 1 and rows[end][0].bottom - rows[end - 1][0].bottom < tight:
        end += 1  # the rest of the last name
    return end


def _is_head_above(rows: Sequence[Row], first: int) -> bool:
    """Say whether a single piece stands over the columns of a row below it, and not over its names: "2019"."""
    for at in range(first, min(first + _SINGLES, len(rows) - 1)):
        piece, below = rows[at][0], rows[at + 1]
        if len(piece.words) > 60 or below[0].bottom - piece.bottom > 2 * piece.size:
            return False
        if len(below) > 1:
            names = min(row[0].left for row in rows[at + 1 : at + 12])
            return all(row[0].left > names + 3 * piece.size for row in rows[first : at + 1])
    return False


def _wrapped(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Yield the rows of a table with the lines of each: lines closer than rows are belong to one."""
    tight = _tight(rows)
    lines = [rows[0]]
    for above, below in pairwise(rows):
        if below[0].bottom - above[0].bottom < tight:
            lines.append(below)
            continue
        yield lines
        lines = [below]
    yield lines


def _tight(rows: Sequence[Row]) -> float:
    """Return the distance below which two lines are of one row; 0 where the rows do not tell."""
    distances = [
        below[0].bottom - above[0].bottom
        for above, below in pairwise(rows)
        if _has_numbers(above) and _has_numbers(below)
    ]
    return _TIGHT * median(distances) if distances else 0.0


def table_cells(rows: Sequence[Row], page: int) -> tuple[Draft, ...]:
    """Return the cells of a table; each row and column of the page is one of the table."""
    rows = [tuple(_with_signs(row)) for row in rows]
    columns = _columns(rows)
    least = min(row[0].left for row in rows)
    drafts: list[Draft] = []
    for number, lines in enumerate(_wrapped(rows)):
        cells: dict[int, Draft] = {}
        for piece in (piece for row in lines for piece in row):
            at, width = _column_of(piece, columns)
            run = Run(piece.words, spot=(f"page {page}", piece.box))
            if at in cells:  # a cell of several lines, or of words that stand apart
                cells[at] = cells[at]._replace(runs=(*cells[at].runs, Run(" "), run))
                continue
            level = round(max(piece.left - least, 0)) if at == 0 else 0
            cells[at] = Draft((run,), number, at, 1, width, False, level)
        drafts.extend(cells[at] for at in sorted(cells))
    return tuple(drafts)


def _with_signs(row: Row) -> Iterator[Piece]:
    """Yield the pieces of a row, "$" | "1,452" | ")" as one where the number stands."""
    sign = ""
    held: Piece | None = None
    for piece in row:
        is_number = _NUMBER.match(piece.words) is not None
        if held is not None and piece.words in AFTER and not YEAR.fullmatch(held.words):
            held = held._replace(words=held.words + piece.words)
            continue
        if held is not None:
            yield held
            held = None
        if piece.words in BEFORE and piece is not row[-1]:
            sign = piece.words
        elif is_number:
            held, sign = piece._replace(words=sign + piece.words), ""
        else:
            yield piece._replace(words=f"{sign} {piece.words}" if sign else piece.words)
            sign = ""
    if held is not None:
        yield held


def _columns(rows: Sequence[Row]) -> list[Column]:
    """Return the columns from left to right: that of the names, those of the numbers, and what stands apart from both.

    Names are one column however they are aligned, and may reach over it; numbers are in the column that they share
    most of their width with, of which a row has one each.
    """
    columns: list[Column] = []
    for row in sorted(rows, key=_numbers, reverse=True):
        free = list(columns)
        for piece in row:
            if not _NUMBER.match(piece.words):
                continue
            best = max(free, key=lambda column: _overlap(piece, column), default=None)
            if best is None or _overlap(piece, best) <= 0:
                columns.append((piece.left, piece.right))
                continue
            free.remove(best)
            columns.remove(best)
            columns.append((min(best[0], piece.left), max(best[1], piece.right)))
    columns.sort()
    first = columns[0][0] if columns else 0.0
    names = [row[0] for row in rows if _has_numbers(row) and not _NUMBER.match(row[0].words) and row[0].left < first]
    if names:
        columns.insert(0, (min(name.left for name in names), min(max(name.right for name in names), first)))
    apart = [piece for row in rows for piece in row if all(_overlap(piece, column) <= 0 for column in columns)]
    for piece in apart[:_MOST_APART]:
        beside = [other for other in apart[:_MOST_APART] if _overlap(other, (piece.left, piece.right)) > 0]
        if len(beside) > 1 and all(_overlap(piece, column) <= 0 for column in columns):  # a column of words
            columns.append((min(other.left for other in beside), max(other.right for other in beside)))
    return sorted(columns)


def _column_of(piece: Piece, columns: Sequence[Column]) -> tuple[int, int]:
    """Return the column of a piece and how many it spans: a number stands in one, a head may stand over several."""
    shares = [_overlap(piece, column) for column in columns]  # below 0 it is how far apart they are
    over = [at for at, share in enumerate(shares) if share > 0]
    if len(over) > 1 and over[0] == 0 and piece.left > columns[0][0] + 2 * piece.size:
        del over[0]  # a head over numbers reaches over the longest names
    if _NUMBER.match(piece.words) or not over or over[0] == 0:
        return max(range(len(columns)), key=shares.__getitem__), 1
    return over[0], over[-1] - over[0] + 1


def _overlap(piece: Piece, column: Column) -> float:
    return min(piece.right, column[1]) - max(piece.left, column[0])


def _numbers(row: Row) -> int:
    return sum(_NUMBER.match(piece.words) is not None for piece in row)


def _has_numbers(row: Row) -> bool:
    return any(_NUMBER.match(piece.words) for piece in row[1:])
