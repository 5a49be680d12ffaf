"""Markdown becomes regions: a scanner of blocks, one pass over the lines.

It follows CommonMark 0.31 with GitHub's tables as far as prose needs it: which lines are heading, paragraph, list item,
quotation, table, code or metadata. It builds no tree, so of nested containers the innermost tells the kind. No Markdown
library does it here: none keeps the offset of every character, and importing one costs as much as checking a page.
markdown-it-py is the oracle in the tests.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from verify.model import Document, Region, RegionKind, SourceMap, Span

from .comments import markdown_comments
from .holes import merged
from .inline import inline_holes
from .lines import Line, lines
from .pipes import is_delimiter_row, pipe_tables

_FRONT = {"---": ("---", "..."), "+++": ("+++",)}
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_HEADING_END = re.compile(r"(?:^|[ \t])#+[ \t]*$")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_MARKER = re.compile(r"(?:[-+*]|(\d{1,9})[.)])(?:([ \t]+)|$)")
_REFERENCE = re.compile(r"\[(?!\^)[^\]\[]+\]:[ \t]*\S")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")
_RAW = re.compile(r"<(script|style|pre|textarea)\b", re.IGNORECASE)
_DEEPEST_LIST = 12


def markdown_document(text: str, name: str) -> Document:
    """Return the document of a Markdown text; its text is the source."""
    regions = markdown_regions(text)
    tables = pipe_tables(text, regions) if "|" in text else ()
    return Document(name, text, regions, SourceMap(text), tables=tables, comments=markdown_comments(text, regions))


def markdown_regions(text: str) -> tuple[Region, ...]:
    r"""Return the blocks of a Markdown text, in order.

    >>> [region.kind.value for region in markdown_regions("# Title\n\n- one\n- two")]
    ['heading', 'list_item', 'list_item']
    """
    scanner = _Scanner()
    every = lines(text)
    body = _front_matter(every)
    if body:
        scanner.add(RegionKind.METADATA, Span(0, every[body - 1].end))
    for line in every[body:]:
        scanner.take(line)
    scanner.close()
    return tuple(
        Region(block.kind, block.span, block.level, merged([*block.holes, *inline_holes(text, block.span)]))
        if block.kind.is_prose
        else Region(block.kind, block.span, block.level)
        for block in scanner.blocks
        if block.end > block.start
    )


def _front_matter(every: list[Line]) -> int:
    """Return how many lines the front matter takes, 0 where there is none."""
    ends = _FRONT.get(every[0].text.rstrip()) if every else None
    if ends is None or len(every) < 2 or every[1].blank:
        return 0
    return next((number + 1 for number, line in enumerate(every) if number and line.text.rstrip() in ends), 0)


class _Block:
    """A region in the making."""

    __slots__ = ("end", "end_before", "holes", "kind", "last_line", "level", "start")

    def __init__(self, kind: RegionKind, start: int, end: int, level: int = 0) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.level = level
        self.holes: list[Span] = []
        self.last_line = Line(start, "")
        """The last line taken, from where its content begins."""
        self.end_before = start
        """Where the block ended before that line was taken."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class _Verbatim(NamedTuple):
    """A stretch of lines that is not looked into until it ends: fenced code, a comment, raw HTML."""

    block: _Block
    end: str
    """The fence that opened it, which one as long or longer closes; or the words that end it."""
    fenced: bool
    depth: int
    """Of the quotations around it."""


class _Scanner:
    """The blocks so far, and what the next line may continue."""

    def __init__(self) -> None:
        self.blocks: list[_Block] = []
        self.open: _Block | None = None
        """A paragraph, list item, quotation, footnote or table."""
        self.verbatim: _Verbatim | None = None
        self.indented: _Block | None = None
        """Code by indentation."""
        self.lists: list[int] = []
        """Columns where the content of the open list items begins, outermost first."""
        self.depth = 0
        """Of quotations."""

    def add(self, kind: RegionKind, span: Span, level: int = 0) -> _Block:
        block = _Block(kind, span.start, span.end, level)
        self.blocks.append(block)
        return block

    def close(self) -> None:
        self.open = None

    def take(self, line: Line) -> None:
        """Take one line: containers first, then what stands in them."""
        if self.open is not None and line.text[:1].isalpha():
            self._continue_open(line, 0)  # nothing begins with a letter: this is most lines of most texts
            return
        quote = _QUOTE.match(line.text)
        at = quote.end() if quote else 0
        depth = line.text.count(">", 0, at)
        if self.verbatim and self._continue_verbatim(line, at, depth):
            return
        content = line.text[at:]
        if not content or content.isspace():
            self.close()
            self._enter(depth)
            return
        indent, at = _indentation(line.text, at)
        lazy = self.open is not None and (
            depth < self.depth or (depth == self.depth and bool(self.lists) and indent < self.lists[-1])
        )
        if lazy and not self._begins_block(line.text[at:]):
            self._continue_open(line, at)
            return
        self._enter(depth)
        while self.lists and indent < self.lists[-1]:
            self.lists.pop()
            self.close()
        self._take_content(line, at, indent - (self.lists[-1] if self.lists else 0), indent)

    def _enter(self, depth: int) -> None:
        """Go into or out of quotations, which ends whatever was open."""
        if depth != self.depth:
            self.close()
            self.lists.clear()
            self.indented = None
        self.depth = depth

    def _take_content(self, line: Line, at: int, inside: int, column: int) -> None:
        """Take what stands at `at`, `inside` columns within its container, at `column` of the line."""
        rest = line.text[at:]
        here = line.start + at
        if inside >= 4:
            self._take_indented(line, at)
            return
        self.indented = None
        if self._completes_open(line, rest):
            pass
        elif _is_break(rest):
            self.close()
        elif fence := _FENCE.match(rest):
            block = self.add(RegionKind.CODE, Span(here, line.end))
            self._open_verbatim(block, fence[1] or fence[2], fenced=True)
        elif heading := _HEADING.match(rest):
            self._add_heading(here, rest, heading)
        elif rest.startswith("<!--"):
            self._add_raw(RegionKind.METADATA, Span(here, line.end), rest, "-->")
        elif raw := _RAW.match(rest):
            self._add_raw(RegionKind.CODE, Span(here, line.end), rest, f"</{raw[1].lower()}>")
        elif (marker := _MARKER.match(rest)) and self._may_begin_item(marker):
            self._begin_item(line, at, column, marker)
        elif self.open is not None and not _FOOTNOTE.match(rest):
            self._continue_open(line, at)
        elif footnote := _FOOTNOTE.match(rest):
            self._begin(RegionKind.FOOTNOTE, line, at + footnote.end())
        elif _REFERENCE.match(rest):
            self.add(RegionKind.METADATA, Span(here, line.end))
        else:
            self._begin(self._kind_of_text(), line, at)

    def _take_indented(self, line: Line, at: int) -> None:
        """Four blanks before a line make it code, unless a paragraph goes on in it."""
        if self.open is not None and self.open.kind is not RegionKind.TABLE:
            self._continue_open(line, at)
            return
        self.close()
        if self.indented is not None and self.blocks[-1] is self.indented:
            self.indented.end = line.end
        else:
            self.indented = self.add(RegionKind.CODE, Span(line.start + at, line.end))

    def _completes_open(self, line: Line, rest: str) -> bool:
        """Take a line that says what the open block was: the underline of a heading, the second row of a table."""
        opened = self.open
        if opened is None or opened.kind in (RegionKind.TABLE, RegionKind.FOOTNOTE):
            return False
        if _UNDERLINE.match(rest):
            opened.kind, opened.level = RegionKind.HEADING, 1 if rest[0] == "=" else 2
            self.close()
            return True
        if is_delimiter_row(opened.last_line.text, rest):
            self._make_table(opened, line)
            return True
        return False

    def _kind_of_text(self) -> RegionKind:
        if self.depth:
            return RegionKind.QUOTE
        return RegionKind.LIST_ITEM if self.lists else RegionKind.PARAGRAPH

    def _begin(self, kind: RegionKind, line: Line, at: int) -> None:
        level = {RegionKind.QUOTE: self.depth or 1, RegionKind.LIST_ITEM: len(self.lists)}.get(kind, 0)
        self.open = self.add(kind, Span(line.start + at, _end(line)), level)
        self.open.last_line = Line(line.start + at, line.text[at:])

    def _continue_open(self, line: Line, at: int) -> None:
        block = self.open
        assert block is not None  # noqa: S101 - every caller asked
        if at and not line.text[:at].isspace():
            block.holes.append(Span(line.start, line.start + at))
        block.end_before, block.end = block.end, _end(line)
        block.last_line = Line(line.start + at, line.text[at:])

    def _begins_block(self, rest: str) -> bool:
        """Say whether `rest` cannot be a lazy continuation of the paragraph before it."""
        marks = (_FENCE, _HEADING, _MARKER)
        return _is_break(rest) or rest.startswith("<!--") or any(mark.match(rest) for mark in marks)

    def _may_begin_item(self, marker: re.Match[str]) -> bool:
        """Say whether a list item may begin here: one without words or with a number but 1 interrupts no paragraph."""
        if self.open is None or self.open.kind is RegionKind.TABLE or self.lists:
            return len(self.lists) < _DEEPEST_LIST
        return marker[2] is not None and marker[1] in (None, "1")

    def _begin_item(self, line: Line, at: int, column: int, marker: re.Match[str]) -> None:
        self.close()
        blanks = len((marker[2] or "").expandtabs(4))
        width = len(marker[0]) - len(marker[2] or "") + (blanks if 1 <= blanks <= 4 else 1)
        self.lists.append(column + width)
        after = at + marker.end()
        if after >= len(line.text):
            return
        inside = blanks - 1 if blanks > 4 else 0
        quote = _QUOTE.match(line.text[after:])
        if quote:
            self._begin(RegionKind.QUOTE, line, after + quote.end())
        else:
            self._take_content(line, after, inside, column + width)

    def _add_heading(self, here: int, rest: str, heading: re.Match[str]) -> None:
        self.close()
        words = rest[heading.end() :]
        closing = _HEADING_END.search(words)
        words = (words[: closing.start()] if closing else words).rstrip()
        start = here + heading.end()
        self.add(RegionKind.HEADING, Span(start, start + len(words)), len(heading[1]))

    def _add_raw(self, kind: RegionKind, span: Span, rest: str, end: str) -> None:
        self.close()
        block = self.add(kind, span)
        if end not in rest.lower():
            self._open_verbatim(block, end, fenced=False)

    def _open_verbatim(self, block: _Block, end: str, fenced: bool) -> None:
        self.close()
        self.verbatim = _Verbatim(block, end, fenced, self.depth)

    def _continue_verbatim(self, line: Line, at: int, depth: int) -> bool:
        """Take a line of a verbatim stretch; False where the quotation around it has ended before this line."""
        verbatim = self.verbatim
        assert verbatim is not None  # noqa: S101 - the caller asked
        if depth < verbatim.depth:
            self.verbatim = None
            return False
        content = line.text if not verbatim.depth else line.text[at:]
        indent, first = _indentation(content, 0)
        if self.lists and indent < self.lists[-1] and content[first:]:
            self.verbatim = None  # the list item around it has ended
            return False
        verbatim.block.end = max(line.end, verbatim.block.end)
        if verbatim.fenced:
            bare = content.strip()
            ends = len(bare) >= len(verbatim.end) and set(bare) == {verbatim.end[0]}
        else:
            ends = verbatim.end in content.lower()
        if ends:
            self.verbatim = None
        return True

    def _make_table(self, opened: _Block, line: Line) -> None:
        """Make a table of the last line taken, its head, and `line`, its delimiter row."""
        head = opened.last_line
        if head.start > opened.start:  # a paragraph stood right above it
            self.blocks.append(_Block(RegionKind.TABLE, head.start, line.end))
            opened.end = opened.end_before
            opened.holes = [hole for hole in opened.holes if hole.end <= opened.end]
        else:
            opened.kind, opened.level = RegionKind.TABLE, 0
        self.open = self.blocks[-1]
        self.open.end = line.end
        self.open.holes.append(Span(line.start, line.end))


def _indentation(text: str, at: int) -> tuple[int, int]:
    """Return the columns of blanks from `at` on, tabs to the next four, and the place after them."""
    width = 0
    while at < len(text) and text[at] in " \t":
        width += 4 - width % 4 if text[at] == "\t" else 1
        at += 1
    return width, at


def _end(line: Line) -> int:
    return line.start + len(line.text.rstrip())


def _is_break(rest: str) -> bool:
    """Say whether a line is a thematic break: three or more of one of `-*_`, and nothing else."""
    if rest[0] not in "-*_":
        return False
    marks = rest.replace(" ", "").replace("\t", "")
    return len(marks) >= 3 and set(marks) == {rest[0]}
