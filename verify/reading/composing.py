"""Putting a text together from a source that is none: blocks and tables one after the other, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from msgspec.structs import replace

from verify.errors import DocumentError
from verify.model import Box, Cell, Comment, Document, Region, RegionKind, SourceMap, Span, Spot, Table

from .holes import merged, web_addresses

BREAK = "\n\n"
"""Between blocks."""
MOST_CELLS = 500_000
"""Of tables: more is no document for people, and takes a gigabyte and more when every number becomes a figure."""
BLANKS = " \t\r\n\f\v\u00a0"


class Run(NamedTuple):
    """Words taken over from the source."""

    words: str
    origin: int | None = None
    """Where they begin in the source, if that is a text."""
    is_hole: bool = False
    """Whether they are no prose: code, what was struck out."""
    spot: tuple[str, Box | None] | None = None
    """Where they stand in a source that is no text: "Sheet1!B7"; None where the last spot still holds."""
    comment: str | None = None
    """What a comment says that stands here in the source; there are no words then."""


class Draft(NamedTuple):
    """A cell before it has a place in the text."""

    runs: tuple[Run, ...]
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    is_head: bool = False
    level: int = 0


class Composer:
    """The text so far. Give `source` where the source is a text itself; otherwise runs tell their spots."""

    def __init__(self, name: str, source: str | None = None) -> None:
        self.name = name
        self.source = source
        self.notes: list[str] = []
        self._parts: list[str] = []
        self._length = 0
        self._regions: list[Region] = []
        self._tables: list[Table] = []
        self._pieces: list[tuple[int, int]] = []
        self._spots: list[Spot] = []
        self._comments: list[Comment] = []
        self._waiting: list[Run] = []
        """Comments that stand before the next block."""

    def block(self, kind: RegionKind, runs: Iterable[Run], level: int = 0) -> None:
        """Add a block, without the blanks at its ends; one without words is nothing."""
        kept = stripped(runs)
        if not _has_words(kept):
            self._waiting.extend(kept)
            return
        self.part()
        holes = []
        start = self._length
        for run in kept:
            if run.is_hole:
                holes.append(Span(self._length, self._length + len(run.words)))
            self._add(run)
        self._close_region(kind, start, level, holes)

    def table(self, drafts: Iterable[Draft], head_rows: int = 0, caption: Sequence[Run] = ()) -> None:
        """Add a table, a line a row and bars between its cells; blank cells and rows are left out."""
        every = [_stripped(draft) for draft in drafts]
        cells = [draft for draft in every if _has_words(draft.runs)]
        self._waiting.extend(run for draft in every if not _has_words(draft.runs) for run in draft.runs)
        if not cells:
            return
        told = self._caption(caption)
        numbers = {row: at for at, row in enumerate(sorted({cell.row for cell in cells}))}
        width = max(cell.column + 1 for cell in cells)
        self.part()
        start, holes, placed = self._length, [], []
        row, column = -1, width
        for draft in sorted(cells, key=attrgetter("row", "column")):
            if numbers[draft.row] != row:
                self._mark(_bars(width - column) + "\n|" if row >= 0 else "|")
                row, column = numbers[draft.row], 0
            self._mark(_bars(draft.column - column) + " ")
            at = self._length
            for run in draft.runs:
                if run.is_hole:
                    holes.append(Span(self._length, self._length + len(run.words)))
                self._add(run)
            placed.append(_cell(draft, Span(at, self._length), numbers))
            self._mark(" |")
            column = draft.column + 1
        self._mark(_bars(width - column))
        heads = sum(number < head_rows for number in numbers)
        self._tables.append(Table(Span(start, self._length), tuple(placed), heads, told))
        self._close_region(RegionKind.TABLE, start, 0, holes)

    def embed(self, document: Document, spot: str = "") -> None:
        """Add the text of another document as it is; its lines become spots: "cell 3, line 2"."""
        if not document.text or document.text.isspace():
            return
        self.part()
        by = self._length
        if spot:
            line_starts = [0, *(at + 1 for at, letter in enumerate(document.text) if letter == "\n")]
            for number, at in enumerate(line_starts, 1):
                self._spots.append(Spot(by + at, f"{spot}, line {number}"))
        self._regions.extend(_moved_region(region, by) for region in document.regions)
        self._tables.extend(_moved_table(table, by) for table in document.tables)
        for comment in document.comments:
            span = _moved(comment.span, by)
            # Of a source that is no text, the text is the source.
            self._comments.append(Comment(comment.words, span, span.start if self.source is None else comment.source))
        if self.source is not None:
            self._pieces.extend((start + by, origin) for start, origin in document.source_map.pieces)
        self._parts.append(document.text)
        self._length += len(document.text)

    def keep(self, runs: Iterable[Run], regions: Iterable[Region], tables: Iterable[Table]) -> None:
        """Take a whole text over whose regions are known."""
        for run in runs:
            self._add(run)
        self._regions.extend(regions)
        self._tables.extend(tables)

    def part(self) -> None:
        """Begin a new block."""
        if self._length:
            self._mark(BREAK)
        waiting, self._waiting = self._waiting, []
        for run in waiting:
            self._add(run)

    def document(self) -> Document:
        """Return what was put together."""
        text = "".join(self._parts)
        for run in self._waiting:
            self._add(run)
        pieces = tuple(self._pieces) if self._pieces and self._pieces[0][0] == 0 else ((0, 0), *self._pieces)
        return Document(
            name=self.name,
            text=text,
            regions=tuple(self._regions),
            source_map=SourceMap(text if self.source is None else self.source, pieces, tuple(self._spots)),
            tables=tuple(self._tables),
            notes=tuple(self.notes),
            comments=tuple(self._comments),
        )

    def _caption(self, runs: Sequence[Run]) -> Span | None:
        before = len(self._regions)
        self.block(RegionKind.PARAGRAPH, runs)
        return self._regions[-1].span if len(self._regions) > before else None

    def _add(self, run: Run) -> None:
        if run.comment is not None:
            at = Span(self._length, self._length)
            self._comments.append(Comment(run.comment, at, self._length if run.origin is None else run.origin))
            return
        if run.origin is not None:
            start, origin = self._pieces[-1] if self._pieces else (0, -1)
            if origin + self._length - start != run.origin:
                self._pieces.append((self._length, run.origin))
        if run.spot and (not self._spots or (self._spots[-1].name, self._spots[-1].box) != run.spot):
            self._spots.append(Spot(self._length, *run.spot))
        self._mark(run.words)

    def _mark(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    def _close_region(self, kind: RegionKind, start: int, level: int, holes: list[Span]) -> None:
        span = Span(start, self._length)
        if kind.is_prose:
            words = self._tail(start)
            addresses = web_addresses(words, Span(0, len(words)))
            holes = [*holes, *(_moved(address, start) for address in addresses)]
            self._regions.append(Region(kind, span, level, merged(holes)))
        else:
            self._regions.append(Region(kind, span, level))

    def _tail(self, start: int) -> str:
        """Return the text from `start` on, which is where a part begins."""
        length, at = self._length, len(self._parts)
        while length > start:
            at -= 1
            length -= len(self._parts[at])
        return "".join(self._parts[at:])


def check_size(cells: int, name: str) -> None:
    """Raise DocumentError where a table is data rather than a document."""
    if cells > MOST_CELLS:
        raise DocumentError(
            f"has {cells:,} cells, which is data and no document",
            mend=f"give a part of it: at most {MOST_CELLS:,} cells are read",
            file=name,
        )


def stripped(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return the same runs without the blanks at both ends; of runs without words the comments stay."""
    kept = list(runs)
    if len(kept) == 1 and kept[0].words[:1].strip(BLANKS) and kept[0].words[-1:].strip(BLANKS):
        return tuple(kept)  # nearly always, in a table
    full = [at for at, run in enumerate(kept) if run.words.strip(BLANKS)]
    first, last = (full[0], full[-1]) if full else (len(kept), len(kept))
    before = [run for run in kept[:first] if run.comment is not None]
    if not full:
        return tuple(before)
    after = [run for run in kept[last + 1 :] if run.comment is not None]
    kept = kept[first : last + 1]
    words = kept[0].words.lstrip(BLANKS)
    origin = None if kept[0].origin is None else kept[0].origin + len(kept[0].words) - len(words)
    kept[0] = kept[0]._replace(words=words, origin=origin)
    kept[-1] = kept[-1]._replace(words=kept[-1].words.rstrip(BLANKS))
    return (*before, *kept, *after)


def _stripped(draft: Draft) -> Draft:
    runs = stripped(draft.runs)
    return draft if runs == draft.runs else draft._replace(runs=runs)


def _has_words(runs: Iterable[Run]) -> bool:
    return any(run.words for run in runs)


def _bars(columns: int) -> str:
    return "  |" * columns


def _cell(draft: Draft, span: Span, numbers: dict[int, int]) -> Cell:
    """Return the cell in its place; of the rows that it spans those count that hold something."""
    rows = sum(draft.row + more in numbers for more in range(draft.rows)) if draft.rows > 1 else 1
    return Cell(span, numbers[draft.row], draft.column, rows, draft.columns, draft.is_head, draft.level)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _moved_region(region: Region, by: int) -> Region:
    return replace(region, span=_moved(region.span, by), holes=tuple(_moved(hole, by) for hole in region.holes))


def _moved_table(table: Table, by: int) -> Table:
    return replace(
        table,
        span=_moved(table.span, by),
        cells=tuple(replace(cell, span=_moved(cell.span, by)) for cell in table.cells),
        caption=_moved(table.caption, by) if table.caption else None,
    )
