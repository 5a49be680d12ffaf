"""The order in which a page is read: columns one after the other, and what stands across them in its place."""

from __future__ import annotations

from collections.abc import Sequence

from .pagelines import Piece, Row, rows_of

_FEWEST_LINES = 3
"""Of each column."""
_PROSE = 18
"""Letters of a line, on average; columns with less are those of a table."""
_MOST_ROWS = 400
"""More on one page is no text for people: it is read from top to bottom."""

_NARROW = 0.6
"""Of the width of the text: without lines this narrow there are no columns."""
_LEFT, _RIGHT = float("-inf"), float("inf")

Gaps = list[tuple[float, float]]


def in_reading_order(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows as flows of text: a column, or a stretch across the page, each from top to bottom."""
    if len(rows) > _MOST_ROWS or not _may_have_columns(rows):
        return [list(rows)]
    flows: list[list[Row]] = []
    across: list[Row] = []
    at = 0
    while at < len(rows):
        end, gutter = _columns_from(rows, at)
        if end == at:
            across.append(rows[at])
            at += 1
            continue
        if across:
            flows.append(across)
            across = []
        for side in _sides(rows[at:end], gutter):
            flows.extend(in_reading_order(rows_of(side)))
        at = end
    return [*flows, across] if across else flows


def _may_have_columns(rows: Sequence[Row]) -> bool:
    pieces = [piece for row in rows for piece in row]
    width = max((piece.right for piece in pieces), default=0) - min((piece.left for piece in pieces), default=0)
    narrow = [piece for piece in pieces if piece.right - piece.left < _NARROW * width and len(piece.words) >= _PROSE]
    return len(narrow) >= 2 * _FEWEST_LINES


def _columns_from(rows: Sequence[Row], first: int) -> tuple[int, float]:
    """Return where columns that begin with row `first` end, and the middle of the gap; `first`, if none begin there.

    Bands of rows without a blank stretch between them are added as long as one gap goes through all of them and each
    has prose on both sides of it, or is part of a column that is longer than the other.
    """
    gaps: Gaps = [(_LEFT, _RIGHT)]
    end, best, gutter = first, first, 0.0
    while end < len(rows):
        after = _end_of_band(rows, end)
        for row in rows[end:after]:
            gaps = _narrowed(gaps, row)
        if not gaps:
            break
        inner = [(left + right) / 2 for left, right in gaps if left > _LEFT and right < _RIGHT]
        fitting = [middle for middle in inner if _are_columns(rows[first:after], middle)]
        if not fitting or not _is_prose(rows[end:after], fitting[0]):
            break
        end = best = after
        gutter = fitting[0]
    return best, gutter


def _end_of_band(rows: Sequence[Row], first: int) -> int:
    bottom = max(piece.bottom for piece in rows[first])
    for at in range(first + 1, len(rows)):
        if rows[at][0].top - bottom > 0.5 * rows[at][0].size:
            return at
        bottom = max(bottom, *(piece.bottom for piece in rows[at]))
    return len(rows)


def _narrowed(gaps: Gaps, row: Row) -> Gaps:
    """Return what a row leaves of the gaps."""
    room = 0.7 * row[0].size
    return [
        (max(left, low), min(right, high))
        for left, right in gaps
        for low, high in _gaps(row)
        if min(right, high) - max(left, low) > room
    ]


def _is_prose(rows: Sequence[Row], gutter: float) -> bool:
    """Say whether whatever side of the gap has anything has lines of prose."""
    sides = [side for side in _sides(rows, gutter) if side]
    return all(sum(len(piece.words) for piece in side) >= _PROSE * len(side) for side in sides)


def _gaps(row: Row) -> Gaps:
    edges = [_LEFT, *(edge for piece in row for edge in (piece.left, piece.right)), _RIGHT]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _sides(rows: Sequence[Row], gutter: float) -> tuple[list[Piece], list[Piece]]:
    pieces = [piece for row in rows for piece in row]
    return [piece for piece in pieces if piece.right <= gutter], [piece for piece in pieces if piece.right > gutter]


def _are_columns(rows: Sequence[Row], gutter: float) -> bool:
    """Say whether there is prose on both sides, line beside line."""
    if len(rows) < _FEWEST_LINES:
        return False
    sides = _sides(rows, gutter)
    for side in sides:
        if len(side) < _FEWEST_LINES or sum(len(piece.words) for piece in side) < _PROSE * len(side):
            return False
    left, right = ((min(p.top for p in side), max(p.bottom for p in side)) for side in sides)
    beside = min(left[1], right[1]) - max(left[0], right[0])
    return beside > 0.3 * min(left[1] - left[0], right[1] - right[0])
