"""The rows of a flow of text become headings, paragraphs, list items and simple tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from verify.model import RegionKind

from .composing import Draft, Run
from .pagelines import Piece, Row
from .signs import joined

_ITEM = re.compile(
    r"(?:[-•‣▪·–●○◦■*\uf0a7\uf0b7\uf0fc\uf0d8]|\(?\d{1,2}[.)]|\(?[a-z]\))(?:\s+(?=\S)|$)|[•‣▪●○◦■\uf0a7\uf0b7]"
)
"""What an item begins with; U+F0B7 and its like are the bullets of the fonts Symbol and Wingdings."""
_NUMBER = re.compile(
    r"[-–—(]?\s*(?:[A-Z]{0,3}[$£€¥])?\s*[-–—(]?[\d.,]*\d[\d.,]*\)?\s*(?:%|bps|pts|x)?\)?$|[-–—]$|[$£€¥]$|n/?a$"
)
_LEADER = re.compile(r"(?:\s?\.){6,}\s*\d*$")
"""Dots that lead to a page number."""
_ENDED = (".", "!", "?", ":", ";", ".”", '."', ".)")
_APART = 1.35
"""Of the usual distance between lines: a larger one parts paragraphs."""
_SINGLES = 3
"""As many rows of one piece may follow one another in a table: parts of a long head, or of a long name."""
_TIGHT = 0.85
"""Of the usual distance between the rows of a table: lines closer to one another are of one row."""
_LARGER = 1.12
"""Than most letters of the document: a heading."""
_SMALLER = 0.87
"""Than most letters of the document, at the foot of a page: a note."""
_LONGEST_HEADING = 160


class Line(NamedTuple):
    """A line of a paragraph and the page that it is on."""

    piece: Piece
    page: int


class PageBlock(NamedTuple):
    """Lines that belong together, or the cells of a table."""

    kind: RegionKind
    lines: tuple[Line, ...]
    level: int = 0
    cells: tuple[Draft, ...] = ()


class Measures(NamedTuple):
    """What is usual in a document, in points."""

    size: float
    """Height of most letters."""
    pitch: float
    """From one line to the next."""
    height: float
    """Of a page."""


def measures_of(pages: Sequence[Sequence[Row]], height: float) -> Measures:
    """Return what most letters and lines of the document measure."""
    sizes: dict[float, int] = {}
    pitches: dict[float, int] = {}
    for rows in pages:
        before: Piece | None = None
        for row in rows:
            for piece in row:
                sizes[round(piece.size, 1)] = sizes.get(round(piece.size, 1), 0) + len(piece.words)
            if before is not None and row[0].top > before.top:
                distance = round(row[0].bottom - before.bottom, 1)
                pitches[distance] = pitches.get(distance, 0) + 1
            before = row[0]
    size = max(sizes, key=sizes.__getitem__, default=12.0)
    usual = {distance: count for distance, count in pitches.items() if 0.7 * size < distance < 2.5 * size}
    return Measures(size, max(usual, key=usual.__getitem__, default=1.2 * size), height)


def blocks_of_flow(rows: Sequence[Row], page: int, usual: Measures) -> Iterator[PageBlock]:
    """Yield the blocks of a flow, in order."""
    at = 0
    text: list[Line] = []
    rows = [_with_bullet(row) for row in rows]
    while at < len(rows):
        if any(_LEADER.search(piece.words) for piece in rows[at]):  # a list of contents
            yield from _paragraphs(text, usual)
            text = []
            yield PageBlock(RegionKind.DEBRIS, (Line(_whole(rows[at]), page),))
            at += 1
            continue
        end = _table_end(rows, at, usual)
        if end > at:
            yield from _paragraphs(text, usual)
            text = []
            yield _table(rows[at:end], page)
            at = end
            continue
        text.append(Line(_whole(rows[at]), page))
        at += 1
    yield from _paragraphs(text, usual)


def _with_bullet(row: Row) -> Row:
    """Return a row with its bullet or number in front of the words, which stand apart from it."""
    return (_whole(row),) if len(row) == 2 and _ITEM.fullmatch(row[0].words) else row


def _whole(row: Row) -> Piece:
    """Return a row as one piece."""
    if len(row) == 1:
        return row[0]
    words = " ".join(piece.words for piece in row)
    size = max(piece.size for piece in row)
    return Piece(
        words, row[0].left, min(p.top for p in row), row[-1].right, max(p.bottom for p in row), size, row[0].bold
    )


def _paragraphs(lines: Sequence[Line], usual: Measures) -> Iterator[PageBlock]:
    paragraph: list[Line] = []
    right = max((line.piece.right for line in lines), default=0.0)
    left = min((line.piece.left for line in lines), default=0.0)
    for line in lines:
        if paragraph and _begins(line.piece, paragraph, left, right, usual):
            yield _paragraph(paragraph, usual)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield _paragraph(paragraph, usual)


def _begins(piece: Piece, paragraph: Sequence[Line], left: float, right: float, usual: Measures) -> bool:
    """Say whether a line begins a paragraph, after those of `paragraph`."""
    before = paragraph[-1].piece
    pitch = min(usual.pitch, piece.bottom - before.bottom if len(paragraph) > 1 else usual.pitch) or usual.pitch
    if len(paragraph) > 1:
        pitch = max(pitch, paragraph[1].piece.bottom - paragraph[0].piece.bottom)
    if piece.bottom - before.bottom > _APART * max(pitch, 0.9 * piece.size):
        return True
    if abs(piece.size - before.size) > 0.1 * before.size or (
        piece.bold != before.bold and len(paragraph) == 1 and before.bold
    ):
        return True
    if _ITEM.match(piece.words) and (before.words.endswith(_ENDED) or _ITEM.match(paragraph[0].piece.words)):
        return True
    indented = piece.left - before.left > 0.8 * piece.size and abs(before.left - left) < 1
    if indented and not _ITEM.match(paragraph[0].piece.words) and before.words.endswith(_ENDED):
        return True
    short = before.right < right - 0.15 * (right - left)
    return short and before.words.endswith(_ENDED) and not piece.words[0].islower()


def _paragraph(lines: Sequence[Line], usual: Measures) -> PageBlock:
    first = lines[0].piece
    words = " ".join(line.piece.words for line in lines)
    kept = tuple(lines)
    is_short = len(words) <= _LONGEST_HEADING and not words.endswith((".", ",", ";", ":"))
    if is_short and first.size > _LARGER * usual.size:
        return PageBlock(RegionKind.HEADING, kept, 1 if first.size > 1.5 * usual.size else 2)
    if found := _ITEM.match(first.words):
        bare = first._replace(words=first.words[found.end() :].strip())
        kept = (Line(bare, lines[0].page), *kept[1:]) if bare.words else kept[1:]
        return PageBlock(RegionKind.LIST_ITEM, kept, 1)
    if is_short and len(lines) == 1 and all(line.piece.bold for line in lines):
        return PageBlock(RegionKind.HEADING, kept, 3)
    if first.size < _SMALLER * usual.size and first.top > 0.5 * usual.height:
        return PageBlock(RegionKind.FOOTNOTE, kept)
    return PageBlock(RegionKind.PARAGRAPH, kept)


def _table_end(rows: Sequence[Row], first: int, usual: Measures) -> int:
    """Return where a table that begins with row `first` ends; `first`, if none does.

    It has two rows with numbers side by side or more; a row of one piece (a heading within, a long name) may stand
    between two others, and heads above the first numbers belong to it.
    """
    if len(rows[first]) < 2 and not _is_head_above(rows, first):
        return first
    with_numbers, end, columns = 0, first, 0
    for at in range(first, len(rows)):
        row = rows[at]
        if at > first and row[0].bottom - rows[at - 1][0].bottom > 3 * usual.pitch:
            break
        if len(row) > 1:
            end = at + 1
            numbers = sum(_NUMBER.match(piece.words) is not None for piece in row)
            with_numbers += numbers > 0
            columns = max(columns, len(row))
        elif at - end >= _SINGLES or len(row[0].words) > 70 or row[0].words.endswith("."):
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


def _table(rows: Sequence[Row], page: int) -> PageBlock:
    columns = _columns(rows)
    drafts: list[Draft] = []
    least = min(row[0].left for row in rows)
    for number, lines in enumerate(_wrapped(rows)):
        cells: dict[int, Draft] = {}
        for piece in (piece for row in lines for piece in row):
            over = [at for at, (left, right) in enumerate(columns) if piece.left < right and piece.right > left]
            run = Run(piece.words, spot=(f"page {page}", piece.box))
            at = next((at for at in over if at in cells), over[0] if over else 0)
            if at in cells:  # a cell of several lines, or of words that stand apart
                cells[at] = cells[at]._replace(runs=(*cells[at].runs, Run(" "), run))
                continue
            level = round(max(piece.left - least, 0)) if at == 0 else 0
            cells[at] = Draft((run,), number, at, 1, max(len(over), 1), False, level)
        drafts.extend(joined(cells[at] for at in sorted(cells)))
    return PageBlock(RegionKind.TABLE, (), 0, tuple(drafts))


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
        if all(any(_NUMBER.match(piece.words) for piece in row[1:]) for row in (above, below))
    ]
    return _TIGHT * median(distances) if distances else 0.0


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Return from where to where the columns reach, from left to right: those of the fullest rows count first."""
    columns: list[tuple[float, float]] = []
    for row in sorted(rows, key=len, reverse=True):
        for piece in row:
            over = [at for at, (left, right) in enumerate(columns) if piece.left < right and piece.right > left]
            if len(over) == 1:
                left, right = columns[over[0]]
                columns[over[0]] = (min(left, piece.left), max(right, piece.right))
            elif not over:
                columns.append((piece.left, piece.right))
                columns.sort()
    return columns


def usual_height(heights: Sequence[float]) -> float:
    """Return the height of a page in the middle of all."""
    return median(heights) if heights else 842.0
