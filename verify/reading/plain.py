"""Plain text becomes regions: what a reader sees as heading, paragraph, list, table or quotation by layout alone.

Blank lines part blocks. Within a block a line break is a blank, unless the layout says otherwise: an indented line
opens a paragraph (as newswires do), a bullet or number opens a list item, and a line too long to have been wrapped is
a paragraph by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify.model import Region, RegionKind, Span

from .holes import merged, web_addresses
from .lines import Line, lines
from .pipes import pipe_rows

WIDEST_WRAPPED = 160
"""Nobody wraps lines wider than this; a longer line is a paragraph by itself."""
NARROWEST_WRAPPED = 50
"""Nobody wraps indented text narrower than this; a shorter indented line ended because its author ended it."""
LONGEST_TITLE = 120
LONGEST_CROSSHEAD = 80

_ITEM = re.compile(r"\s*(?:[-*•‣▪·–]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+(?=\S)")
_COLUMNS = re.compile(r"\S(?: {3,}| *\t\s*)\S")
_QUOTED = re.compile(r"\s*>[\s>]*")
_INDENTED = re.compile(r"\t| {2}")
_UNFINISHED = (".", ",", ";", ":", "…", '."', ".”", ".'", ".)")
"""Endings that a heading does not have."""
_FINISHED = (".", "!", "?", "…", '"', "”", "'", "’", ")", ":")


def plain_regions(text: str) -> tuple[Region, ...]:
    r"""Return the blocks of a plain text, in order.

    >>> [region.kind.value for region in plain_regions("A title\n\nA sentence.")]
    ['heading', 'paragraph']
    """
    every = lines(text)
    if "|" not in text:
        return _regions(text, every)
    regions: list[Region] = []
    start = 0
    for first, after in pipe_rows(every):
        regions.extend(_regions(text, every[start:first], first=not regions))
        span = Span(every[first].start, every[after - 1].start + len(every[after - 1].text.rstrip()))
        dashes = Span(every[first + 1].start, every[first + 1].end)
        regions.append(Region(RegionKind.TABLE, span, 0, merged([dashes, *web_addresses(text, span)])))
        start = after
    return (*regions, *_regions(text, every[start:], first=not regions))


def _regions(text: str, every: list[Line], *, first: bool = True) -> tuple[Region, ...]:
    """Return the blocks of lines that hold no drawn table; a title is looked for where they are the first of all."""
    blocks = list(_blocks(every))
    regions: list[Region] = []
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if level := _heading_level(block, first and number == 0, following):
            regions.append(_region(text, RegionKind.HEADING, block, level))
        elif all(_QUOTED.match(line.text) for line in block):
            regions.append(_region(text, RegionKind.QUOTE, block, 0, _QUOTED))
        else:
            regions.extend(_parts(text, block))
    return tuple(region for region in regions if region.span.start < region.span.end)  # a marker alone is nothing


def _blocks(every: list[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in every:
        if (line.blank or len(line.text) > WIDEST_WRAPPED) and block:
            yield block
            block = []
        if len(line.text) > WIDEST_WRAPPED and not line.blank:
            yield [line]
        elif not line.blank:
            block.append(line)
    if block:
        yield block


def _heading_level(block: list[Line], first: bool, following: list[Line] | None) -> int:
    """Return 1 for a title, 2 for a crosshead, 0 for what is no heading; a heading has something below it."""
    words = " ".join(line.text.strip() for line in block[:4])
    if following is None or words.endswith(_UNFINISHED) or _ITEM.match(words) or _in_columns(words):
        return 0
    if first:
        shouted = len(block) <= 3 and words.isupper()
        return 1 if shouted or (len(block) == 1 and len(words) <= LONGEST_TITLE) else 0
    crosshead = len(block) == 1 and len(words) <= LONGEST_CROSSHEAD and words[0].isupper()
    return 2 if crosshead and following[-1].text.rstrip().endswith(_FINISHED) else 0


def _in_columns(words: str) -> bool:
    return ("   " in words or "\t" in words) and _COLUMNS.search(words) is not None


def _parts(text: str, block: list[Line]) -> Iterator[Region]:
    """Part a block at list items, rows of columns and indented lines."""
    part: list[Line] = []
    kind = RegionKind.PARAGRAPH
    for line in block:
        now = _kind_of_next(kind, part, line)
        if part and (now is not kind or _starts_anew(now, part[-1], line)):
            yield _part(text, kind, part)
            part = []
        kind = now
        part.append(line)
    yield _part(text, kind, part)


def _kind_of_next(kind: RegionKind, part: list[Line], line: Line) -> RegionKind:
    if _in_columns(line.text):
        return RegionKind.TABLE
    # A dash or a number at the start of a line is a bullet only where a list can begin: elsewhere a line broke there.
    may_begin = not part or kind is RegionKind.LIST_ITEM or part[-1].text.rstrip().endswith(":")
    if may_begin and _ITEM.match(line.text):
        return RegionKind.LIST_ITEM
    return RegionKind.LIST_ITEM if kind is RegionKind.LIST_ITEM else RegionKind.PARAGRAPH


def _starts_anew(kind: RegionKind, before: Line, line: Line) -> bool:
    if kind is RegionKind.LIST_ITEM:
        return _ITEM.match(line.text) is not None
    if kind is RegionKind.TABLE or not _INDENTED.match(line.text):
        return False
    return not (_INDENTED.match(before.text) and len(before.text.rstrip()) > NARROWEST_WRAPPED)


def _part(text: str, kind: RegionKind, part: list[Line]) -> Region:
    if kind is RegionKind.TABLE and len(part) == 1:
        kind = RegionKind.PARAGRAPH  # one wide gap makes no table
    if kind is RegionKind.LIST_ITEM:
        return _region(text, kind, part, 1, _ITEM, first_only=True)
    return _region(text, kind, part)


def _region(
    text: str,
    kind: RegionKind,
    block: list[Line],
    level: int = 0,
    marker: re.Pattern[str] | None = None,
    first_only: bool = False,
) -> Region:
    """Return the region of some lines without the blanks at its ends; a `marker` before a line is no prose."""
    first, last = block[0], block[-1]
    start = first.start + len(first.text) - len(first.text.lstrip())
    holes = []
    if marker is not None:
        for line in block[:1] if first_only else block:
            found = marker.match(line.text)
            holes.append(Span(line.start, line.start + (found.end() if found else 0)))
        start = min(holes[0].end, last.end) if holes[0].end > start else start
        holes = [hole for hole in holes[1:] if hole.start < hole.end]
    span = Span(start, max(start, last.start + len(last.text.rstrip())))
    return Region(kind, span, level, merged([*holes, *web_addresses(text, span)]))
