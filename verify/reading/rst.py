"""reStructuredText: its blocks, and tables of both kinds, each character with its place.

docutils, the reference, keeps the line of a block at best, and not of what stands in it; this reader follows its
specification as far as prose and tables need it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from verify.model import Document, RegionKind

from .composing import Composer, Draft, Run
from .lines import Line, lines

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{1,}\s*$")
_EXPLICIT = re.compile(r"\.\.(?:\s+|$)")
_DIRECTIVE = re.compile(r"\.\.\s+(?:\|[^|]+\|\s+)?([\w:+.-]+?)\s*::(?:\s+|$)")
_COMMENT = re.compile(r"\s*\.\.\s+(?=[^\s_|\[])(?!.*::(?:\s|$))")
_FOOTNOTE = re.compile(r"\.\.\s+\[[^\]]+\]\s+")
_ITEM = re.compile(r"\s*(?:[-*+•]|(?:\d{1,3}|#|[A-Za-z])[.)]|\((?:\d{1,3}|#|[A-Za-z])\))\s+(?=\S)")
_FIELD = re.compile(r"\s*:[^:\s][^:]*:(?:\s|$)")
_GRID = re.compile(r"\s*\+(?:[-=]+\+)+\s*$")
_SIMPLE = re.compile(r"\s*=+(?:\s+=+)+\s*$")
_UNDER = re.compile(r"\s*-+(?:\s+-+)*\s*$")
_LONGEST_TABLE = 2000
"""Lines of a table without a line at its end."""
_PROSE = frozenset(
    "admonition attention caution container danger epigraph error highlights hint important note only pull-quote "
    "seealso sidebar tip topic versionadded versionchanged warning".split()
)
"""Directives whose content is prose."""
_TOKEN = re.compile(
    r"""(?P<code>``.+?``)|(?P<role>:[\w:+.-]{1,60}:`[^`]+`)|(?P<link>`[^`<]*<[^`>]*>`__?)|(?P<note>\[[^\]\s]+\]_)"""
    r"""|(?P<mark>`__?(?=\W|\Z)|`|\*\*|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|\|)|(?P<escape>\\(?=[^\w\s]))""",
    re.DOTALL,
)


def rst_document(text: str, name: str) -> Document:
    r"""Return the document of a reStructuredText file.

    >>> [region.kind.value for region in rst_document("Title\n=====\n\n* one\n\n.. no prose\n", "a.rst").regions]
    ['heading', 'list_item', 'metadata']
    """
    walk = _Walk(Composer(name, text), text)
    walk.take(lines(text))
    return walk.composer.document()


class _Walk:
    """The blocks from top to bottom."""

    def __init__(self, composer: Composer, source: str) -> None:
        self.composer = composer
        self.source = source
        self.adornments: list[str] = []
        """Those of the titles so far, outermost first."""
        self.base = 0
        """Indentation of the text; what stands further in is quoted, or goes on a list item."""
        self.in_list = False

    def take(self, every: Sequence[Line]) -> None:
        """Read all lines."""
        before, self.base = self.base, min((_indent(line) for line in every if not line.blank), default=0)
        self._take(every)
        self.base = before

    def _take(self, every: Sequence[Line]) -> None:
        at, literal = 0, False
        while at < len(every):
            line = every[at]
            if line.blank:
                at += 1
                continue
            if literal and _indent(line) > self.base:
                end = _indented_end(every, at, 1)
                self._add(RegionKind.CODE, every[at:end])
                at, literal = end, False
                continue
            literal = False
            if _GRID.match(line.text) or _SIMPLE.match(line.text):
                at = self._table(every, at)
            elif title := self._title(every, at):
                at = title
            elif _EXPLICIT.match(line.text.lstrip()):
                at = self._explicit(every, at)
            else:
                end = _paragraph_end(every, at)
                self._text(every[at:end])
                literal = every[end - 1].text.rstrip().endswith("::")
                at = end

    def _title(self, every: Sequence[Line], at: int) -> int:
        """Take a title if one begins here, and return where it ends; 0 for none."""
        text, over = every[at].text, _ADORNMENT.match(every[at].text)
        following = every[at + 1].text if at + 1 < len(every) else ""
        under = every[at + 2].text.rstrip() if at + 2 < len(every) else ""
        if over and following.strip() and under == text.rstrip():
            self._heading(every[at + 1], over[1] * 2)
            return at + 3
        if over and not following.strip():
            return at + 1  # a transition
        found = None if _indent(every[at]) > self.base else _ADORNMENT.match(following)
        if found and not over and len(following.rstrip()) >= min(len(text.rstrip()), 4):
            self._heading(every[at], found[1])
            return at + 2
        return 0

    def _heading(self, line: Line, adornment: str) -> None:
        if adornment not in self.adornments:
            self.adornments.append(adornment)
        self._add(RegionKind.HEADING, [line], self.adornments.index(adornment) + 1)

    def _explicit(self, every: Sequence[Line], at: int) -> int:
        """Take what begins with two dots: a directive, a note, a target, a comment."""
        line = every[at]
        own = _indent(line)
        end = _indented_end(every, at + 1, own + 1)
        if found := _FOOTNOTE.match(line.text.lstrip()):
            self._add(RegionKind.FOOTNOTE, every[at:end], 0, own + found.end())
            return end
        directive = _DIRECTIVE.match(line.text.lstrip())
        if directive is None or directive[1] not in (*_PROSE, "figure", "table", "rst-class", "class"):
            if found := _COMMENT.match(line.text):
                start = line.start + found.end()
                self.composer.block(
                    RegionKind.METADATA, [Run("", start, comment=self.source[start : every[end - 1].end])]
                )
            self._add(RegionKind.METADATA if directive is None else RegionKind.CODE, every[at:end])
            return end
        body, argument = at + 1, []
        if directive[1] not in ("figure", "rst-class", "class"):  # their argument is no prose
            argument = [Line(line.start + own + directive.end(), line.text[own + directive.end() :])]
        while body < end and not every[body].blank:
            if not _FIELD.match(every[body].text):
                argument.append(every[body])
            body += 1
        if argument:
            self._add(RegionKind.PARAGRAPH, argument)
        self.take(every[body:end])
        return end

    def _text(self, block: Sequence[Line]) -> None:
        """Take a paragraph, which may be one or more list items, or a list of fields."""
        if all(_FIELD.match(line.text) or _indent(line) for line in block) and _FIELD.match(block[0].text):
            self._add(RegionKind.METADATA, block)
            return
        is_inside = _indent(block[0]) > self.base
        if not _ITEM.match(block[0].text):
            self.in_list = self.in_list and is_inside
            inside = RegionKind.LIST_ITEM if self.in_list else RegionKind.QUOTE
            self._add(inside if is_inside else RegionKind.PARAGRAPH, block, int(is_inside))
            return
        self.in_list = True
        starts = [number for number, line in enumerate(block) if _ITEM.match(line.text)]
        for start, end in zip(starts, (*starts[1:], len(block)), strict=True):
            marker = _ITEM.match(block[start].text)
            level = 1 + (_indent(block[start]) - self.base) // 2
            self._add(RegionKind.LIST_ITEM, block[start:end], level, marker.end() if marker else 0)

    def _table(self, every: Sequence[Line], at: int) -> int:
        end = at + 1
        if _GRID.match(every[at].text):
            while end < len(every) and every[end].text.lstrip()[:1] in ("+", "|") and not every[end].blank:
                end += 1
            drafts, heads = _grid_cells(every[at:end])
        else:
            rule = every[at].text.rstrip()
            bars = [
                number for number in range(at + 1, min(at + 2000, len(every))) if every[number].text.rstrip() == rule
            ]
            end = bars[-1 if len(bars) < 3 else 1] + 1 if bars else at + 1
            drafts, heads = _simple_cells(every[at:end])
        if not drafts:
            return max(end, at + 1)
        self.composer.table(drafts, heads)
        return end

    def _add(self, kind: RegionKind, block: Sequence[Line], level: int = 0, skip: int = 0) -> None:
        start, end = block[0].start + skip, block[-1].end
        if kind.is_prose:
            self.composer.block(kind, _runs(self.source[start:end], start), level)
        else:
            self.composer.block(kind, [Run(self.source[start:end], start)])


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _indented_end(every: Sequence[Line], at: int, least: int) -> int:
    """Return where the lines end that are indented by `least` or blank, blank ones at the end left out."""
    end = at
    while at < len(every) and (every[at].blank or _indent(every[at]) >= least):
        at += 1
        end = at if not every[at - 1].blank else end
    return end


def _paragraph_end(every: Sequence[Line], at: int) -> int:
    end = at + 1
    while end < len(every) and not every[end].blank:
        end += 1
    return end


def _runs(words: str, origin: int) -> Iterator[Run]:
    """Yield the words of a block, markup as holes."""
    at = 0
    for found in _TOKEN.finditer(words):
        start, end = found.span()
        yield Run(words[at:start], origin + at)
        at = end
        if found.lastgroup == "link":  # its words are prose, its target is not
            bare = found.group().index("<")
            yield Run("`", origin + start, True)
            yield Run(words[start + 1 : start + bare].rstrip(), origin + start + 1)
            kept = start + 1 + len(words[start + 1 : start + bare].rstrip())
            yield Run(words[kept:end], origin + kept, True)
        else:
            yield Run(words[start:end], origin + start, True)
    rest = words[at:]
    if rest.endswith("::"):
        rest = rest[:-1]
    yield Run(rest, origin + at)


def _grid_cells(block: Sequence[Line]) -> tuple[list[Draft], int]:
    """Return the cells between the lines of a grid, and how many rows are heads."""
    borders = sorted(
        {at for line in block if _GRID.match(line.text) for at, sign in enumerate(line.text) if sign == "+"}
    )
    drafts: list[Draft] = []
    row, heads = 0, 0
    cells: dict[int, tuple[int, list[Run]]] = {}
    for line in block:
        if _GRID.match(line.text):
            drafts.extend(Draft(tuple(runs), row, column, 1, width) for column, (width, runs) in cells.items())
            row += bool(cells)
            cells = {}
            heads = row if "=" in line.text else heads
            continue
        bars = [at for at in borders if line.text[at : at + 1] in ("|", "+")]
        for left, right in pairwise(bars):
            column = borders.index(left)
            _, runs = cells.setdefault(column, (borders.index(right) - column, []))
            _put(runs, line, left + 1, right)
    return drafts, heads


def _simple_cells(block: Sequence[Line]) -> tuple[list[Draft], int]:
    """Return the cells below the rules of a simple table; a row whose first column is blank goes on the one above."""
    columns = [found.span() for found in re.finditer("=+", block[0].text)]
    edges = [start for start, _ in columns[1:]] + [1 << 20]
    rules = [number for number, line in enumerate(block) if number and _SIMPLE.match(line.text)]
    drafts: list[Draft] = []
    row, heads = -1, 0
    for number, line in enumerate(block[1:], 1):
        if number in rules:
            heads = row + 1 if number != len(block) - 1 else heads
            continue
        if line.blank or _UNDER.match(line.text):
            continue
        goes_on = row >= heads and not line.text[columns[0][0] : columns[0][1]].strip() and row >= 0
        row += not goes_on
        for column, ((start, _), edge) in enumerate(zip(columns, edges, strict=True)):
            runs: list[Run] = []
            _put(runs, line, start, edge)
            if runs:
                drafts.append(Draft(tuple(runs), row, column))
    return _merged(drafts), heads


def _put(runs: list[Run], line: Line, left: int, right: int) -> None:
    words = line.text[left:right].strip()
    if words:
        start = line.start + left + line.text[left:right].index(words)
        if runs:
            runs.append(Run(" "))
        runs.append(Run(words, start))


def _merged(drafts: Sequence[Draft]) -> list[Draft]:
    made: dict[tuple[int, int], Draft] = {}
    for draft in drafts:
        key = draft.row, draft.column
        before = made.get(key)
        made[key] = draft if before is None else before._replace(runs=(*before.runs, Run(" "), *draft.runs))
    return list(made.values())
