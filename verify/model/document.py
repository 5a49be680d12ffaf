"""A document: its text, the regions of that text, and the way back to the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum
from functools import cached_property

from msgspec import Struct, field

from .span import Span
from .table import Table

_LINE_BREAK = re.compile(r"\r\n?|\n")


Box = tuple[float, float, float, float]
"""Left, top, right, bottom on a page, in points from its upper left corner."""


class Place(Struct, frozen=True):
    """Where something stands in a file, for a person: line and column count from 1."""

    file: str
    line: int
    column: int
    source: str = ""
    """The line itself, for a caret under the spot; may be cut."""
    spot: str = ""
    """What the source calls the place, where it has no lines: "page 3", "paragraph 12", "Sheet1!B7"."""

    def __str__(self) -> str:
        return f"{self.file}:{self.spot or f'{self.line}:{self.column}'}"


class Spot(Struct, frozen=True):
    """A named place of a source without lines; it reaches from `start` in the text to where the next one starts."""

    start: int
    name: str
    """ "page 3", "paragraph 12", "Sheet1!B7": what its author can look up."""
    box: Box | None = None
    """Of the line on its page, where there are pages."""


class RegionKind(StrEnum):
    """What a stretch of text is; figures become claims in all but the last three."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"
    FOOTNOTE = "footnote"
    CODE = "code"
    METADATA = "metadata"
    DEBRIS = "debris"

    @property
    def is_prose(self) -> bool:
        """Whether its figures are the author's claims."""
        return self not in (RegionKind.CODE, RegionKind.METADATA, RegionKind.DEBRIS)


class Region(Struct, frozen=True):
    """A block of the document; regions are in order and do not overlap, blank lines between them belong to none."""

    kind: RegionKind
    span: Span
    level: int = 0
    """Depth of a heading or a list item, from 1."""
    holes: tuple[Span, ...] = ()
    """Stretches inside that are no prose: inline code, link targets, comments."""


class Comment(Struct, frozen=True):
    """What stands in the source for those who write the document, and not on the page: `<!-- … -->`."""

    words: str
    """Between its marks."""
    span: Span
    """Where it stands in `Document.text`; empty, at the place where it would stand, if the text does not hold it."""
    source: int
    """Offset of its first character in the source."""


class SourceMap(Struct, frozen=True, dict=True):
    """The way from a character of the text back to the source file.

    `pieces` are `(start in text, start in source)` of runs that were taken over unchanged, sorted; where the text is
    the source itself there is one piece, `(0, 0)`. Lines end at LF, CR LF, or CR alone. A source that is no text (a
    Word file, a page of a PDF) has `spots` instead, sorted; `source` is the text then.
    """

    source: str
    pieces: tuple[tuple[int, int], ...] = ((0, 0),)
    spots: tuple[Spot, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_BREAK.finditer(self.source))]

    def offset(self, position: int) -> int:
        """Return the offset in the source of the character at `position` of the text."""
        start, source = self.pieces[bisect_right(self.pieces, (position, len(self.source))) - 1]
        return min(source + position - start, len(self.source))

    def line_and_column(self, position: int) -> tuple[int, int]:
        """Return line and column, from 1, of the character at `position` of the text."""
        return self.in_source(self.offset(position))

    def in_source(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, of the character at `offset` of the source."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def spot(self, position: int) -> Spot | None:
        """Return the named place of the character at `position`; None where lines tell the place."""
        at = bisect_right(self.spots, position, key=lambda spot: spot.start) - 1
        return self.spots[max(at, 0)] if self.spots else None

    def where(self, position: int) -> str:
        """Return the place of the character at `position` within its file: "12:5", or "page 3"."""
        spot = self.spot(position)
        return spot.name if spot else "{}:{}".format(*self.line_and_column(position))

    def line_text(self, line: int, limit: int = 240) -> str:
        """Return a source line, at most `limit` characters of it."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] - 1 if line < len(self._line_starts) else len(self.source)
        return self.source[start : min(end, start + limit)].rstrip("\r\n")


class Document(Struct, frozen=True):
    """A text that was read, with where each of its characters came from."""

    name: str
    """The file's name as the user gave it, or "<stdin>", "<text>"."""
    text: str
    regions: tuple[Region, ...] = ()
    source_map: SourceMap = field(default_factory=lambda: SourceMap(""))
    encoding: str = "utf-8"
    tables: tuple[Table, ...] = ()
    """The tables whose cells are known, in order; their text is also in `regions`, as regions of the kind `table`."""
    notes: tuple[str, ...] = ()
    """What the reader had to say: a guessed encoding, a byte order mark, NUL characters."""
    comments: tuple[Comment, ...] = ()
    """In the order of the text; a plain text has none."""

    def quote(self, span: Span) -> str:
        """Return the words at `span`."""
        return self.text[span.start : span.end]

    def place(self, position: int) -> Place:
        """Return where the character at `position` stands in the file."""
        spot = self.source_map.spot(position)
        return self._place(*self.source_map.line_and_column(position), spot.name if spot else "")

    def place_of(self, comment: Comment) -> Place:
        """Return where a comment stands in the file."""
        spot = self.source_map.spot(comment.span.start)
        return self._place(*self.source_map.in_source(comment.source), spot.name if spot else "")

    def _place(self, line: int, column: int, spot: str) -> Place:
        return Place(self.name, line, column, self.source_map.line_text(line), spot)
