"""The rows of a flow of text become headings, paragraphs, list items and simple tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from verify.model import RegionKind

from .composing import Draft
from .pagelines import Piece, Row
from .pagetables import table_cells, table_end

_ITEM = re.compile(
    r"(?:[-•‣▪·–●○◦■*\uf0a7\uf0b7\uf0fc\uf0d8]|\(?\d{1,2}[.)]|\(?[a-z]\))(?:\s+(?=\S)|$)|[•‣▪●○◦■\uf0a7\uf0b7]"
)
"""What an item begins with; U+F0B7 and its like are the bullets of the fonts Symbol and Wingdings."""
_LEADER = re.compile(r"(?:\s?\.){6,}\s*\d*$")
"""Dots that lead to a page number."""
_ENDED = (".", "!", "?", ":", ";", ".”", '."', ".)")
_APART = 1.35
"""Of the usual distance between lines: a larger one parts paragraphs."""
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
        end = table_end(rows, at, usual.pitch)
        if end > at:
            yield from _paragraphs(text, usual)
            text = []
            yield PageBlock(RegionKind.TABLE, (), 0, table_cells(rows[at:end], page))
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


def usual_height(heights: Sequence[float]) -> float:
    """Return the height of a page in the middle of all."""
    return median(heights) if heights else 842.0
