"""The text as blocks to be shown: nothing left out, every figure a run of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from verify.model import Document, Figure, RegionKind, Report, Span


class Run(Struct, frozen=True):
    """A stretch of text within a block: a figure, words, or what is no prose (a link target, inline code)."""

    text: str
    figure: int | None = None
    hole: bool = False


class Block(Struct, frozen=True):
    """A paragraph, a heading, a list item."""

    kind: RegionKind
    level: int
    span: Span
    """Where it stands in the text, its marker included."""
    runs: tuple[Run, ...]


def blocks(report: Report) -> Iterator[Block]:
    """Yield the whole text of the report in order; figures that overlap an earlier one stay words."""
    text = report.document.text
    figures = sorted(report.figures, key=lambda figure: figure.span)
    position = 0
    for kind, level, span, holes in _stretches(report.document):
        first = position
        while position < len(figures) and figures[position].span.start < span.end:
            position += 1
        yield Block(kind, level, span, tuple(runs(text, span, figures[first:position], holes)))


def _stretches(document: Document) -> Iterator[tuple[RegionKind, int, Span, tuple[Span, ...]]]:
    """Yield the regions, and as paragraphs whatever stands between them."""
    text = document.text
    position = 0
    for region in document.regions:
        # The marker of a heading, a list item or a quotation is no part of its region, but of its line.
        start = max(position, text.rfind("\n", 0, region.span.start) + 1)
        for span in _paragraphs(text, Span(position, start)):
            yield RegionKind.PARAGRAPH, 0, span, (span,)
        if start < region.span.end:
            holes = (Span(start, region.span.start), *region.holes)
            yield region.kind, region.level, Span(start, region.span.end), holes
        position = max(position, region.span.end)
    for span in _paragraphs(text, Span(position, len(text))):
        yield RegionKind.PARAGRAPH, 0, span, (span,) if document.regions else ()


def _paragraphs(text: str, within: Span) -> Iterator[Span]:
    position = within.start
    while position < within.end:
        end = text.find("\n\n", position, within.end)
        end = within.end if end < 0 else end
        if not text[position:end].isspace() and position < end:
            yield Span(position, end)
        position = end + 2


def runs(text: str, span: Span, figures: Sequence[Figure], holes: tuple[Span, ...] = ()) -> Iterator[Run]:
    """Yield the runs of a stretch of text; `figures` begin within it, in order."""
    position = span.start
    for figure in figures:
        if figure.span.start >= position:
            yield from _words(text, Span(position, figure.span.start), holes)
            position = min(figure.span.end, span.end)
            yield Run(text[figure.span.start : position], figure.index)
    yield from _words(text, Span(position, span.end), holes)


def _words(text: str, span: Span, holes: tuple[Span, ...]) -> Iterator[Run]:
    position = span.start
    for hole in holes:
        start, end = max(hole.start, position), min(hole.end, span.end)
        if start < end:
            if position < start:
                yield Run(text[position:start])
            yield Run(text[start:end], hole=True)
            position = end
    if position < span.end:
        yield Run(text[position : span.end])
